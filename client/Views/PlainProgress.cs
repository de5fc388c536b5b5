using OrleansSymmetry.Contracts;

namespace OrleansSymmetry.Client.Views;

/// <summary>Progress for files and pipes: a plain line every few seconds, no control characters.</summary>
internal sealed class PlainProgress(TextWriter writer, TimeProvider time)
{
    /// <summary>Often enough to see that it lives, seldom enough for a log.</summary>
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(3);

    /// <summary>Shows statuses until they end.</summary>
    /// <returns>The last one, or null when there was none.</returns>
    internal async Task<SweepStatus?> Follow(IAsyncEnumerable<SweepStatus> statuses)
    {
        var meter = new SpeedMeter(time);
        SweepStatus? last = null;
        long? written = null;
        string? line = null;
        await foreach (SweepStatus status in statuses)
        {
            meter.Note(SweepFigures.Done(status));
            if (last is null)
            {
                foreach (string data in SweepFigures.Data(status))
                {
                    Write($"{status.Id}: data: {data}");
                }
            }

            last = status;
            if (written is null || time.GetElapsedTime(written.Value) >= Period)
            {
                Write(line = SweepFigures.Line(status, meter.PerSecond));
                written = time.GetTimestamp();
            }
        }

        if (last is not null && SweepFigures.Line(last, speed: null) is { } final && final != line)
        {
            Write(final);
        }

        return last;
    }

    private void Write(string line)
    {
        writer.Write(line + "\n");
        writer.Flush();
    }
}
