using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using OrleansSymmetry.Landscape.Lanes;

namespace OrleansSymmetry.Landscape.Activations;

/// <summary>phi(z) = z Phi(z), Phi the standard normal distribution function, exactly by erfc (Hendrycks and Gimpel 2016).</summary>
internal readonly struct Gelu : IPointwise
{
    /// <summary>Below it Phi and its density are 0, and the product with an infinite argument would be none.</summary>
    private const double DistributionUnderflow = -40;

    /// <summary>phi' has its largest value Phi(sqrt 2) + 2 e^-1 / sqrt(4 pi) at sqrt 2.</summary>
    private const double SlopeAtSqrtTwo = 1.1289041451851547;

    public ActivationTraits Traits => new("gelu", Parity.None, LargestSlope: SlopeAtSqrtTwo);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LaneVector Value(LaneVector z)
    {
        LaneVector x = LaneMath.AtLeast(z, DistributionUnderflow);
        return x * LaneMath.NormalDistribution(x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LaneVector Value(LaneVector z, out LaneVector first)
    {
        LaneVector x = LaneMath.AtLeast(z, DistributionUnderflow);
        LaneVector distribution = LaneMath.NormalDistribution(x, out LaneVector density);
        first = Vector512.FusedMultiplyAdd(LaneMath.Finite(x), density, distribution);
        return x * distribution;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LaneVector Value(LaneVector z, out LaneVector first, out LaneVector second)
    {
        LaneVector x = LaneMath.AtLeast(z, DistributionUnderflow);
        LaneVector distribution = LaneMath.NormalDistribution(x, out LaneVector density);
        first = Vector512.FusedMultiplyAdd(LaneMath.Finite(x), density, distribution);
        second = density * Vector512.FusedMultiplyAdd(-x, x, Vector512.Create(2.0));
        return x * distribution;
    }
}
