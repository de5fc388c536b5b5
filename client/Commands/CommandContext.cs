using OrleansSymmetry.Client.Clusters;
using OrleansSymmetry.Client.Results;
using OrleansSymmetry.Client.Views;
using OrleansSymmetry.Hosting;

namespace OrleansSymmetry.Client.Commands;

/// <summary>What a command works with.</summary>
internal sealed record CommandContext(Terminal Terminal, Interruption Interruption, AppServices Services, CommonSettings Settings)
{
    /// <summary>Where the text of a result goes: standard output, unless that belongs to the JSON.</summary>
    internal Page Page => Settings.JsonToStandardOutput
        ? new Page(Terminal.Messages, Terminal.ErrorWidth)
        : new Page(Terminal.Results, Terminal.ResultWidth);

    /// <summary>Where remarks go; a file keeps sentences whole, so that they can be searched for.</summary>
    internal Page Remarks => new(Terminal.Messages, Terminal.ErrorIsSeen ? Terminal.ErrorWidth : int.MaxValue);

    /// <summary>What is shown while the user waits.</summary>
    internal IProgressView Progress => new TerminalProgress(Terminal, Remarks, Services.Time);

    /// <summary>The censuses of the cluster that --cluster names; without it, those of the data folder.</summary>
    internal async Task<ICensusSource> OpenCensuses() => Settings.Cluster is { } access
        ? new ClusterSource(await Services.Connect(access, Interruption.Gently), Progress, Services.Time)
        : new EmbeddedSource(Settings.DataFolder, EmbeddedSilo, Progress, Services.Time);

    /// <summary>The options of a silo inside this process.</summary>
    internal EmbeddedSiloOptions EmbeddedSilo() => new()
    {
        DataFolder = Settings.DataFolder,
        Threads = Settings.Threads,
        Verbose = Settings.Verbose,
        Trace = Settings.Trace,
        ConfigureServices = Services.ConfigureSilo,
    };

    /// <summary>Writes the command's JSON where --json says, if anywhere.</summary>
    internal void WriteJson(ReadOnlySpan<byte> json)
    {
        if (Settings.JsonToStandardOutput)
        {
            Terminal.WriteResult(json);
        }
        else if (Settings.Json is { } path)
        {
            AtomicFile.Write(Path.GetFullPath(path), json);
        }
    }
}
