namespace OrleansSymmetry.Landscape.Tests.Assignment;

/// <summary>All permutations of 0, ..., n-1, for small n.</summary>
internal static class Permutations
{
    public static IEnumerable<int[]> Of(int n) => n == 0
        ? [[]]
        : Of(n - 1).SelectMany(shorter => Enumerable.Range(0, n).Select(at => (int[])[.. shorter[..at], n - 1, .. shorter[at..]]));
}
