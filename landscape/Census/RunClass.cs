using OrleansSymmetry.Landscape.Optimisation;

namespace OrleansSymmetry.Landscape.Census;

/// <summary>Runs that are one thing: a class of minima or saddles, or a family of degenerate points. <see cref="ClassReport"/> is its written form.</summary>
/// <param name="Representative">The run of the smallest seed.</param>
/// <param name="Hits">Number of runs.</param>
/// <param name="LargestWithin">Largest relative distance of another run from the representative; null where there is none, or where it is not measured.</param>
public sealed record RunClass(RunRecord Representative, long Hits, double? LargestWithin);
