namespace OrleansSymmetry.Landscape.Symmetry.Groups;

/// <summary>What a group element puts in the place of one hidden unit: (w, b) of unit Source becomes (s t w, s t b + k pi).</summary>
/// <param name="Source">The unit, in the old numbering, that moves here.</param>
/// <param name="Sign">s, 1 or -1.</param>
/// <param name="HalfTurns">k; 0 unless the layer has phases.</param>
/// <param name="Scale">t &gt; 0; 1 unless the layer has free scales.</param>
public readonly record struct UnitElement(int Source, int Sign, int HalfTurns, double Scale);
