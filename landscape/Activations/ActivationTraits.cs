namespace OrleansSymmetry.Landscape.Activations;

/// <summary>What is known of an activation besides its values: see the properties of the same names of <see cref="Activation"/>.</summary>
internal sealed record ActivationTraits(string Name, Parity Parity, double LargestSlope)
{
    public int Homogeneity { get; init; }

    public bool HasKink { get; init; }

    public bool IsPeriodic { get; init; }

    public bool IsLinear { get; init; }
}
