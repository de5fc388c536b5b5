using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Problems;

/// <summary>What a problem is read from.</summary>
/// <param name="Keys">The problem's own keys.</param>
/// <param name="Files">The data files that came with the sweep.</param>
/// <param name="Hidden">Widths of the hidden layers; null where they are at fault.</param>
internal sealed record ProblemReading(SpecMapReader Keys, DataFiles Files, IReadOnlyList<int>? Hidden);
