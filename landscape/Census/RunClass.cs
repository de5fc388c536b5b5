using OrleansSymmetry.Landscape.Optimisation;

namespace OrleansSymmetry.Landscape.Census;

/// <summary>Runs that are one class.</summary>
/// <param name="Members">Ascending by seed.</param>
/// <param name="LargestWithin">Largest relative distance of another member from the representative; null where there is none.</param>
public sealed record RunClass(IReadOnlyList<RunRecord> Members, double? LargestWithin)
{
    /// <summary>The run of the smallest seed.</summary>
    public RunRecord Representative => Members[0];
}
