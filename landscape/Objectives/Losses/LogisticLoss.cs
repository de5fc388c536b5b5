using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using OrleansSymmetry.Landscape.Lanes;

namespace OrleansSymmetry.Landscape.Objectives.Losses;

/// <summary>
/// Binary cross-entropy of one linear output: log(1 + e^o) - y o, y in {0, 1}, without overflow and without cancellation
/// where the output is confident.
/// </summary>
public sealed class LogisticLoss : SampleLoss
{
    /// <inheritdoc/>
    public override bool NeedsLinearHead => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override LaneVector Value(LaneVector total, in SampleBlock block)
    {
        ReadOnlySpan<LaneVector> outputs = block.Outputs;
        ReadOnlySpan<double> targets = block.Targets, weights = block.Weights;
        for (int s = 0; s < outputs.Length; s++)
        {
            LaneVector o = outputs[s];
            LaneVector loss = OfSample(o, Vector512.Create(targets[s]), LaneMath.Exp(-Vector512.Abs(o)));
            total = Vector512.FusedMultiplyAdd(Vector512.Create(weights[s]), loss, total);
        }

        return total;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override LaneVector Slopes(LaneVector total, in SampleBlock block, Span<LaneVector> slopes, Span<LaneVector> state)
    {
        ReadOnlySpan<LaneVector> outputs = block.Outputs;
        ReadOnlySpan<double> targets = block.Targets, weights = block.Weights;
        LaneVector one = Vector512.Create(1.0);
        for (int s = 0; s < outputs.Length; s++)
        {
            LaneVector o = outputs[s];
            LaneVector y = Vector512.Create(targets[s]);
            LaneVector w = Vector512.Create(weights[s]);
            LaneMath.Sigmoid(o, out LaneVector e, out LaneVector r);
            total = Vector512.FusedMultiplyAdd(w, OfSample(o, y, e), total);
            // The sigmoid is e r below 0 and 1 - e r above: neither difference cancels.
            LaneVector below = Vector512.FusedMultiplyAdd(e, r, -y);
            LaneVector above = Vector512.FusedMultiplyAdd(-e, r, one - y);
            slopes[s] = w * Vector512.ConditionalSelect(Vector512.LessThan(o, LaneVector.Zero), below, above);
            state[s] = w * (e * r * r);
        }

        return total;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Curvature(
        in SampleBlock block, ReadOnlySpan<LaneVector> state, ReadOnlySpan<LaneVector> tangents, Span<LaneVector> products)
    {
        for (int s = 0; s < tangents.Length; s++)
        {
            products[s] = state[s] * tangents[s];
        }
    }

    /// <summary>max(o, 0) - y o + log(1 + e), e = e^-|o|.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static LaneVector OfSample(LaneVector o, LaneVector y, LaneVector e)
    {
        LaneVector positive = Vector512.ConditionalSelect(Vector512.LessThan(o, LaneVector.Zero), LaneVector.Zero, o);
        return Vector512.FusedMultiplyAdd(-y, o, positive) + LaneMath.Log1p(e);
    }
}
