using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Optimisation;

namespace OrleansSymmetry.Landscape.Census;

/// <summary>A landscape's census with the runs behind it.</summary>
/// <param name="Landscape">The landscape.</param>
/// <param name="Report">Its census.</param>
/// <param name="Runs">At least the runs that represent its classes.</param>
public sealed record LandscapeClasses(LossLandscape Landscape, LandscapeReport Report, IReadOnlyList<RunRecord> Runs);
