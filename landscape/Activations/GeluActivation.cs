using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using OrleansSymmetry.Landscape.Lanes;

namespace OrleansSymmetry.Landscape.Activations;

/// <summary>phi(z) = z Phi(z), Phi the standard normal distribution function, exactly by erfc (Hendrycks and Gimpel 2016).</summary>
public sealed class GeluActivation : Activation
{
    /// <summary>Below it Phi and its density are 0, and the product with an infinite argument would be none.</summary>
    private const double DistributionUnderflow = -40;

    /// <summary>phi' has its largest value Phi(sqrt 2) + 2 e^-1 / sqrt(4 pi) at sqrt 2.</summary>
    private const double SlopeAtSqrtTwo = 1.1289041451851547;

    /// <inheritdoc/>
    public override string Name => "gelu";

    /// <inheritdoc/>
    public override Parity Parity => Parity.None;

    /// <inheritdoc/>
    public override double LargestSlope => SlopeAtSqrtTwo;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Evaluate(ReadOnlySpan<LaneVector> z, Span<LaneVector> values)
    {
        values = values[..z.Length];
        for (int i = 0; i < z.Length; i++)
        {
            LaneVector x = LaneMath.AtLeast(z[i], DistributionUnderflow);
            LaneVector distribution = LaneMath.NormalDistribution(x);
            values[i] = x * distribution;
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Evaluate(ReadOnlySpan<LaneVector> z, Span<LaneVector> values, Span<LaneVector> first)
    {
        values = values[..z.Length];
        first = first[..z.Length];
        for (int i = 0; i < z.Length; i++)
        {
            LaneVector x = LaneMath.AtLeast(z[i], DistributionUnderflow);
            LaneVector distribution = LaneMath.NormalDistribution(x, out LaneVector density);
            values[i] = x * distribution;
            first[i] = Vector512.FusedMultiplyAdd(LaneMath.Finite(x), density, distribution);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Evaluate(ReadOnlySpan<LaneVector> z, Span<LaneVector> values, Span<LaneVector> first, Span<LaneVector> second)
    {
        values = values[..z.Length];
        first = first[..z.Length];
        second = second[..z.Length];
        for (int i = 0; i < z.Length; i++)
        {
            LaneVector x = LaneMath.AtLeast(z[i], DistributionUnderflow);
            LaneVector distribution = LaneMath.NormalDistribution(x, out LaneVector density);
            values[i] = x * distribution;
            first[i] = Vector512.FusedMultiplyAdd(LaneMath.Finite(x), density, distribution);
            second[i] = density * Vector512.FusedMultiplyAdd(-x, x, Vector512.Create(2.0));
        }
    }
}
