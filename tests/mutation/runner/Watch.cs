using System.Diagnostics;

namespace OrleansSymmetry.Mutation;

/// <summary>
/// Ends the process where a test takes many times the processor time that it takes without a mutant, and yet never asks which alternative
/// to take: nothing else can end it. Processor time, since the machine may have more to do.
/// </summary>
internal sealed class Watch
{
    /// <summary>The exit code of a process that was ended so.</summary>
    public const int Expired = 3;

    private const double Factor = 20;

    private static readonly TimeSpan Least = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly Action _expired;
    private long _limit = long.MaxValue;

    /// <summary>Starts to watch.</summary>
    /// <param name="expired">What to say before the end.</param>
    public Watch(Action expired)
    {
        _expired = expired;
        new Thread(Run) { IsBackground = true }.Start();
    }

    public static TimeSpan Used => Process.GetCurrentProcess().TotalProcessorTime;

    public void Allow(TimeSpan usual) => Volatile.Write(ref _limit, (Used + Least + (Factor * usual)).Ticks);

    private void Run()
    {
        using var timer = new PeriodicTimer(Interval);
        while (timer.WaitForNextTickAsync().AsTask().GetAwaiter().GetResult())
        {
            if (Used.Ticks > Volatile.Read(ref _limit))
            {
                _expired();
                Environment.Exit(Expired);
            }
        }
    }
}
