using System.CommandLine;
using Microsoft.Extensions.Configuration;
using OrleansSymmetry.Access;
using OrleansSymmetry.Access.CommandLine;

namespace OrleansSymmetry.Client.Commands;

/// <summary>The options that every command takes.</summary>
/// <param name="configuration">Where the certificates' options fall back on.</param>
internal sealed class CommonOptions(IConfiguration configuration)
{
    /// <summary>More threads than any machine has are a slip of the finger.</summary>
    private const int MostThreads = 4096;

    internal Option<string> Data { get; } = new("--data")
    {
        Description = "Folder of the embedded store and of the results.",
        HelpName = "DIR",
        DefaultValueFactory = _ => "results",
        Recursive = true,
    };

    internal Option<string?> Cluster { get; } = new("--cluster")
    {
        Description = "Redis (host:port) of the cluster to ask, instead of the embedded store.",
        HelpName = "ADDRESS",
        Recursive = true,
    };

    internal AccessOptions Access { get; } = new(configuration, ClusterRole.Client);

    internal Option<string?> Json { get; } = new("--json")
    {
        Description = "Write the JSON to FILE; with -, standard output gets the JSON and nothing else.",
        HelpName = "FILE",
        Recursive = true,
    };

    internal Option<bool> Trace { get; } = new("--trace")
    {
        Description = "Print OpenTelemetry spans on standard error.",
        Recursive = true,
    };

    internal Option<int?> Threads { get; } = new("--threads")
    {
        Description = "Compute threads of the embedded silo (default: one per core).",
        HelpName = "N",
        CustomParser = WholeNumber.From("--threads", 1, MostThreads, "the compute threads of the embedded silo"),
        Recursive = true,
    };

    internal Option<bool> Verbose { get; } = new("--verbose")
    {
        Description = "Print more; an error shows its stack trace.",
        Recursive = true,
    };

    internal void AddTo(Command command)
    {
        command.Options.Add(Data);
        command.Options.Add(Cluster);
        Access.AddTo(command, recursive: true);
        command.Options.Add(Json);
        command.Options.Add(Trace);
        command.Options.Add(Threads);
        command.Options.Add(Verbose);
    }

    internal CommonSettings Read(ParseResult parse) => new(
        FolderOf(parse.GetValue(Data)!),
        ClusterIn(parse),
        parse.GetValue(Json),
        parse.GetValue(Trace),
        parse.GetValue(Threads),
        parse.GetValue(Verbose));

    private ClusterAccess? ClusterIn(ParseResult parse)
    {
        try
        {
            return parse.GetValue(Cluster) is { } address ? Access.Read(parse, address, Cluster.Name) : null;
        }
        catch (AccessException fault)
        {
            throw CommandException.WrongInput(fault.Message);
        }
    }

    private static string FolderOf(string data) => string.IsNullOrWhiteSpace(data)
        ? throw CommandException.WrongInput("--data is empty. It must be a folder, such as --data results.")
        : Path.GetFullPath(data);
}

/// <summary>What the common options say.</summary>
/// <param name="DataFolder">Full path of the folder of store and results.</param>
/// <param name="Cluster">The way into the cluster, or null.</param>
/// <param name="Json">Where the JSON goes: a path, "-" for standard output, null for nowhere.</param>
/// <param name="Trace">Whether spans are printed.</param>
/// <param name="Threads">Compute threads, or null for one per core.</param>
/// <param name="Verbose">Whether errors come with their stack traces.</param>
internal sealed record CommonSettings(string DataFolder, ClusterAccess? Cluster, string? Json, bool Trace, int? Threads, bool Verbose)
{
    /// <summary>The value of --json that means standard output.</summary>
    internal const string StandardOutput = "-";

    /// <summary>Whether standard output belongs to the JSON alone.</summary>
    internal bool JsonToStandardOutput => Json == StandardOutput;

    /// <summary>The way into the cluster; a cluster command without it is a mistake.</summary>
    internal ClusterAccess ClusterOf(string command) => Cluster ?? throw CommandException.WrongInput(
        $"{command} asks a cluster, and --cluster is missing. Give the cluster's Redis, such as --cluster localhost:6379; "
        + "without a cluster, run works embedded and report shows what is stored.");
}
