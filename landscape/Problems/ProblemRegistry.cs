namespace OrleansSymmetry.Landscape.Problems;

/// <summary>The problems a sweep can name.</summary>
public static class ProblemRegistry
{
}
