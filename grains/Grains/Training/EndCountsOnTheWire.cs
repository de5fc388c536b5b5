using OrleansSymmetry.Landscape.Optimisation;

namespace OrleansSymmetry.Grains.Training;

/// <summary><see cref="EndCounts"/> as silos send it.</summary>
[GenerateSerializer, Immutable, Alias("os.end-counts.v1")]
internal readonly record struct SentEndCounts([property: Id(0)] long[] Runs);

/// <summary>Puts <see cref="EndCounts"/> on the wire and takes it off.</summary>
[RegisterConverter]
internal sealed class EndCountsOnTheWire : IConverter<EndCounts, SentEndCounts>
{
    /// <inheritdoc/>
    public EndCounts ConvertFromSurrogate(in SentEndCounts surrogate) => EndCounts.InOrder(surrogate.Runs);

    /// <inheritdoc/>
    public SentEndCounts ConvertToSurrogate(in EndCounts value) => new(value.ToArray());
}
