namespace OrleansSymmetry.Landscape.Specs;

/// <summary>What a landscape says of itself where its data files are not at hand.</summary>
/// <param name="ProblemKind">Name of the problem.</param>
/// <param name="Problem">The problem; null where it cannot be told without its data file.</param>
/// <param name="Network">The network.</param>
/// <param name="Loss">Loss and penalty.</param>
/// <param name="Tolerance">The tolerances.</param>
public sealed record LandscapeOutline(string ProblemKind, Problem? Problem, NetworkSpec Network, LossSpec Loss, ToleranceSpec Tolerance);
