namespace OrleansSymmetry.Landscape.Symmetry.Problems;

/// <summary>What a signed permutation puts in one place: the column or unit Source, times Sign.</summary>
/// <param name="Source">What moves here, in the old numbering.</param>
/// <param name="Sign">1 or -1.</param>
public readonly record struct ColumnImage(int Source, int Sign);
