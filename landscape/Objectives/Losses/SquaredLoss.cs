using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace OrleansSymmetry.Landscape.Objectives.Losses;

/// <summary>factor |o - y|^2: `mse` with factor 1, `half-mse` with factor 1/2.</summary>
/// <param name="factor">1 or 1/2; a power of two, so that it scales without rounding.</param>
public sealed class SquaredLoss(double factor) : SampleLoss
{
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
                LaneVector residual = outputs[i] - Vector512.Create(targets[t++]);
                sum = Vector512.FusedMultiplyAdd(residual, residual, sum);
            }

            total = Vector512.FusedMultiplyAdd(Vector512.Create(factor * weights[s]), sum, total);
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
        slopes = slopes[..outputs.Length];
        for (int s = 0, t = 0; s < count; s++)
        {
            double weight = factor * weights[s];
            LaneVector slope = Vector512.Create(2 * weight);
            LaneVector sum = LaneVector.Zero;
            for (int i = s; i < outputs.Length; i += count)
            {
                LaneVector residual = outputs[i] - Vector512.Create(targets[t++]);
                sum = Vector512.FusedMultiplyAdd(residual, residual, sum);
                slopes[i] = slope * residual;
            }

            total = Vector512.FusedMultiplyAdd(Vector512.Create(weight), sum, total);
        }

        return total;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Curvature(
        in SampleBlock block, ReadOnlySpan<LaneVector> state, ReadOnlySpan<LaneVector> tangents, Span<LaneVector> products)
    {
        ReadOnlySpan<double> weights = block.Weights;
        int count = weights.Length;
        products = products[..tangents.Length];
        for (int s = 0; s < count; s++)
        {
            LaneVector curvature = Vector512.Create(2 * factor * weights[s]);
            for (int i = s; i < tangents.Length; i += count)
            {
                products[i] = curvature * tangents[i];
            }
        }
    }
}
