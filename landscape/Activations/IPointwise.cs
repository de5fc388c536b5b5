namespace OrleansSymmetry.Landscape.Activations;

/// <summary>
/// An activation phi at eight numbers: what <see cref="PointwiseActivation{TPhi}"/> loops over. An implementation is a readonly struct, so that each
/// activation has loops of its own, and its methods ask to be inlined. All three give the same bits of the value, the last two of the first derivative.
/// </summary>
internal interface IPointwise
{
    /// <summary>Its traits; read once.</summary>
    ActivationTraits Traits { get; }

    /// <summary>phi(z).</summary>
    LaneVector Value(LaneVector z);

    /// <summary>phi(z), with phi'(z).</summary>
    LaneVector Value(LaneVector z, out LaneVector first);

    /// <summary>phi(z), with phi'(z) and phi''(z).</summary>
    LaneVector Value(LaneVector z, out LaneVector first, out LaneVector second);
}
