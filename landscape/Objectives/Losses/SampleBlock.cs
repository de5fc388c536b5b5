namespace OrleansSymmetry.Landscape.Objectives.Losses;

/// <summary>Outputs of eight seeds on consecutive samples, with the targets.</summary>
/// <param name="outputs">[output, sample].</param>
/// <param name="targets">[sample, output].</param>
/// <param name="weights">[sample].</param>
public readonly ref struct SampleBlock(ReadOnlySpan<LaneVector> outputs, ReadOnlySpan<double> targets, ReadOnlySpan<double> weights)
{
    /// <summary>Outputs, [output, sample].</summary>
    public ReadOnlySpan<LaneVector> Outputs { get; } = outputs;

    /// <summary>Targets, [sample, output].</summary>
    public ReadOnlySpan<double> Targets { get; } = targets;

    /// <summary>Weights of the samples.</summary>
    public ReadOnlySpan<double> Weights { get; } = weights;

    /// <summary>Number of samples.</summary>
    public int Count => Weights.Length;

    /// <summary>Number of outputs.</summary>
    /// <remarks>A field: the division is not for every sample's loop to repeat.</remarks>
    public int Units { get; } = targets.Length / weights.Length;
}
