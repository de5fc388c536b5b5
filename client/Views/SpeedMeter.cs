namespace OrleansSymmetry.Client.Views;

/// <summary>How fast a count grows, over the last seconds.</summary>
internal sealed class SpeedMeter(TimeProvider time)
{
    /// <summary>Long enough to even out blocks, short enough to follow a silo that joins.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    private readonly Queue<(long Stamp, long Count)> _marks = new();

    /// <summary>Notes the count now.</summary>
    internal void Note(long count)
    {
        long now = time.GetTimestamp();
        _marks.Enqueue((now, count));
        while (_marks.Count > 2 && time.GetElapsedTime(_marks.Peek().Stamp, now) > Window)
        {
            _marks.Dequeue();
        }
    }

    /// <summary>Counts a second; null until there is something to tell.</summary>
    internal double? PerSecond
    {
        get
        {
            if (_marks.Count < 2)
            {
                return null;
            }

            (long Stamp, long Count) first = _marks.Peek();
            (long Stamp, long Count) last = _marks.Last();
            double seconds = time.GetElapsedTime(first.Stamp, last.Stamp).TotalSeconds;
            return seconds > 0 && last.Count > first.Count ? (last.Count - first.Count) / seconds : null;
        }
    }
}
