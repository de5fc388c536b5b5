using System.Text;
using OrleansSymmetry.Access;
using OrleansSymmetry.Client.Commands;
using OrleansSymmetry.Client.Views;

namespace OrleansSymmetry.Client.Tests;

/// <summary>Runs the console in this process and keeps what it writes.</summary>
internal sealed class Shell : IDisposable
{
    private readonly MemoryStream _output = new();
    private readonly StringWriter _error = new() { NewLine = "\n" };

    internal Shell(bool errorIsSeen = false)
    {
        Terminal = new Terminal(_output, _error, resultsAreSeen: false, errorIsSeen, colour: false);
        Folder = Directory.CreateTempSubdirectory("symmetry-").FullName;
    }

    /// <summary>What the console writes to.</summary>
    internal Terminal Terminal { get; }

    /// <summary>A folder of its own, removed at the end.</summary>
    internal string Folder { get; }

    /// <summary>The user's wish to stop.</summary>
    internal Interruption Interruption { get; } = new();

    /// <summary>The clusters that can be reached; none, unless a test sets it.</summary>
    internal AppServices Services { get; set; } = new(
        TimeProvider.System,
        (access, _) => throw new ClusterUnreachableException($"No cluster can be reached through Redis at {access.Redis}.", new TimeoutException()),
        new TestTraining().AddTo);

    /// <summary>Standard output as bytes.</summary>
    internal byte[] OutputBytes => _output.ToArray();

    /// <summary>Standard output as text.</summary>
    internal string Output => Encoding.UTF8.GetString(OutputBytes);

    /// <summary>Standard error, the shell's own folder called DIR.</summary>
    internal string Error => _error.ToString().Replace(Folder, "DIR", StringComparison.Ordinal);

    internal Task<int> Run(params string[] args) => SymmetryApp.RunAsync(args, Terminal, Interruption, Services);

    public void Dispose()
    {
        Interruption.Dispose();
        _output.Dispose();
        _error.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
