using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using OrleansSymmetry.Landscape.Lanes;

namespace OrleansSymmetry.Landscape.Objectives.Losses;

/// <summary>
/// sum_k log cosh(o_k - y_k): d^2/2 of small residuals d, |d| - ln 2 of large ones, without overflow and without cancellation
/// near 0. Derivative tanh(d), curvature 1 - tanh(d)^2.
/// </summary>
public sealed class LogCoshLoss : SampleLoss
{
    private const double LnTwo = 0.6931471805599453;

    /// <summary>Below it |d| + log((1 + e^-2|d|)/2) cancels; above it the other form would divide by e^-|d|.</summary>
    private const double SmallResidual = 1;

    /// <inheritdoc/>
    public override bool NeedsLinearHead => false;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override LaneVector Value(LaneVector total, in SampleBlock block)
    {
        ReadOnlySpan<LaneVector> outputs = block.Outputs;
        ReadOnlySpan<double> targets = block.Targets, weights = block.Weights;
        int count = weights.Length;
        for (int s = 0, t = 0; s < count; s++)
        {
            LaneVector sum = LaneVector.Zero;
            for (int i = s; i < outputs.Length; i += count)
            {
                sum += OfResidual(outputs[i] - Vector512.Create(targets[t++]));
            }

            total = Vector512.FusedMultiplyAdd(Vector512.Create(weights[s]), sum, total);
        }

        return total;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override LaneVector Slopes(LaneVector total, in SampleBlock block, Span<LaneVector> slopes, Span<LaneVector> state)
    {
        ReadOnlySpan<LaneVector> outputs = block.Outputs;
        ReadOnlySpan<double> targets = block.Targets, weights = block.Weights;
        int count = weights.Length;
        for (int s = 0, t = 0; s < count; s++)
        {
            LaneVector w = Vector512.Create(weights[s]);
            LaneVector sum = LaneVector.Zero;
            for (int i = s; i < outputs.Length; i += count)
            {
                LaneVector residual = outputs[i] - Vector512.Create(targets[t++]);
                sum += OfResidual(residual);
                slopes[i] = w * LaneMath.Tanh(residual, out LaneVector curvature, out _);
                state[i] = w * curvature;
            }

            total = Vector512.FusedMultiplyAdd(w, sum, total);
        }

        return total;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Curvature(
        in SampleBlock block, ReadOnlySpan<LaneVector> state, ReadOnlySpan<LaneVector> tangents, Span<LaneVector> products)
    {
        for (int i = 0; i < tangents.Length; i++)
        {
            products[i] = state[i] * tangents[i];
        }
    }

    /// <summary>
    /// log cosh d. With m = e^-|d| - 1, cosh d = 1 + m^2/(2 (1 + m)) for small d, and e^|d| (1 + (1 + m)^2)/2 for large.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static LaneVector OfResidual(LaneVector d)
    {
        LaneVector size = Vector512.Abs(d);
        LaneVector m = LaneMath.Expm1(-size);
        LaneVector e = Vector512.Create(1.0) + m;
        LaneVector isSmall = Vector512.LessThan(size, Vector512.Create(SmallResidual));
        LaneVector excess = Vector512.ConditionalSelect(isSmall, m * m / (e + e), e * e);
        return Vector512.AndNot(size - Vector512.Create(LnTwo), isSmall) + LaneMath.Log1p(excess);
    }
}
