using OrleansSymmetry.Client.Rendering;
using OrleansSymmetry.Client.Results;

namespace OrleansSymmetry.Client.Commands;

/// <summary>What a command works with.</summary>
internal sealed record CommandContext(Terminal Terminal, Interruption Interruption, AppServices Services, CommonSettings Settings)
{
    /// <summary>Where the text of a result goes: standard output, unless that belongs to the JSON.</summary>
    internal Page Page => Settings.JsonToStandardOutput
        ? Remarks
        : new Page(Terminal.Results, Terminal.ResultWidth);

    /// <summary>Where remarks go.</summary>
    internal Page Remarks => new(Terminal.Messages, Terminal.ErrorWidth);

    /// <summary>The live view on a terminal, plain lines anywhere else.</summary>
    internal IProgressView CreateProgressView() => Terminal.ErrorIsSeen
        ? new LiveView(Terminal.Live, Services.Time)
        : new PlainProgress(Terminal.ErrorWriter, Services.Time);

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
