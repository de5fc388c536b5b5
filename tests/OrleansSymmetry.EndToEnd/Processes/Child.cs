using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace OrleansSymmetry.EndToEnd.Processes;

/// <summary>A program that a test started: its output as it comes, a deadline on every wait, and no survivor after the test.</summary>
internal sealed class Child : IAsyncDisposable
{
    private readonly Process _process;
    private readonly MemoryStream _output = new();
    private readonly StringBuilder _errors = new();
    private readonly Task _reading;

    private Child(string program, IEnumerable<string> arguments, string? folder, IReadOnlyDictionary<string, string>? environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? Repository.Root,
        };
        foreach ((string key, string value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[key] = value;
        }

        Command = $"{program} {string.Join(' ', arguments)}";
        _process = Process.Start(start)!;
        _reading = Task.WhenAll(ReadOutputAsync(), ReadErrorsAsync());
    }

    public string Command { get; }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Standard output so far, byte for byte.</summary>
    public byte[] OutputBytes
    {
        get
        {
            lock (_output)
            {
                return _output.ToArray();
            }
        }
    }

    public string Output => Encoding.UTF8.GetString(OutputBytes);

    public string Errors
    {
        get
        {
            lock (_errors)
            {
                return _errors.ToString();
            }
        }
    }

    public static Child Start(string program, IEnumerable<string> arguments, string? folder = null, IReadOnlyDictionary<string, string>? environment = null) =>
        new(program, arguments, folder, environment);

    public static Child Symmetry(params string[] arguments) => Start("dotnet", [Repository.ClientProgram, .. arguments]);

    /// <summary>Runs `symmetry` to its end.</summary>
    public static async Task<Child> SymmetryEnds(int exitCode, params string[] arguments)
    {
        Child child = Symmetry(arguments);
        await child.EndsWith(exitCode);
        return child;
    }

    /// <summary>Waits for the end and checks the exit code.</summary>
    public async Task EndsWith(int exitCode, int seconds = 180)
    {
        int ended = await Ends(seconds);
        Assert.True(ended == exitCode, $"{Command} ended with {ended}, expected {exitCode}.\n{Output}\n{Errors}");
    }

    /// <summary>Waits for the end and returns the exit code.</summary>
    public async Task<int> Ends(int seconds = 180)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        try
        {
            await _process.WaitForExitAsync(deadline.Token);
            await _reading.WaitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
            Assert.Fail($"{Command} did not end within {seconds} s.\n{Output}\n{Errors}");
        }

        return _process.ExitCode;
    }

    /// <summary>Sends a signal by name: KILL, TERM, INT, STOP, CONT.</summary>
    public void Signal(string name)
    {
        using Process kill = Process.Start("kill", [$"-{name}", Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
        await _output.DisposeAsync();
    }

    private async Task ReadOutputAsync()
    {
        byte[] buffer = new byte[65536];
        int read;
        while ((read = await _process.StandardOutput.BaseStream.ReadAsync(buffer)) > 0)
        {
            lock (_output)
            {
                _output.Write(buffer, 0, read);
            }
        }
    }

    private async Task ReadErrorsAsync()
    {
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            lock (_errors)
            {
                _errors.AppendLine(line);
            }
        }
    }
}
