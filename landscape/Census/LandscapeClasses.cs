using OrleansSymmetry.Landscape.Objectives;

namespace OrleansSymmetry.Landscape.Census;

/// <summary>A landscape's closed census.</summary>
/// <param name="Landscape">The landscape.</param>
/// <param name="Classes">Its classes, in the order of the report.</param>
/// <param name="Report">What the report says of them.</param>
public sealed record LandscapeClasses(LossLandscape Landscape, IReadOnlyList<RunClass> Classes, LandscapeReport Report);
