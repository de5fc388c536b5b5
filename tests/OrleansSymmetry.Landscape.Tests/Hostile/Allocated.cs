namespace OrleansSymmetry.Landscape.Tests.Hostile;

/// <summary>What a refusal costs. Times depend on the machine; memory does not.</summary>
internal static class Allocated
{
    public const long Megabyte = 1 << 20;

    /// <summary>Megabytes that an action allocates on this thread.</summary>
    public static double Megabytes(Action action)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)Megabyte;
    }
}
