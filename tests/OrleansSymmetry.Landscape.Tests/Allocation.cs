namespace OrleansSymmetry.Landscape.Tests;

/// <summary>How much a computation allocates.</summary>
internal static class Allocation
{
    /// <summary>
    /// A collection that another thread asks for closes this thread's allocation context, whose unused rest then counts as allocated.
    /// That happens now and then; what a computation allocates itself, it allocates each time.
    /// </summary>
    private const int Attempts = 5;

    /// <summary>Bytes that <paramref name="action"/> allocates on this thread, once it has run before: the least of a few attempts.</summary>
    public static long Of(Action action)
    {
        action();
        long least = long.MaxValue;
        for (int attempt = 0; attempt < Attempts && least > 0; attempt++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
