using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using OrleansSymmetry.Landscape.Lanes;

namespace OrleansSymmetry.Landscape.Objectives.Losses;

/// <summary>
/// Cross-entropy of the softmax of the linear outputs: sum_k y_k (log sum_m e^o_m - o_k), the logarithm taken from the largest
/// output as log1p of the rest, so that nothing overflows and a loss near 0 keeps its digits.
/// </summary>
public sealed class SoftmaxLoss : SampleLoss
{
    /// <inheritdoc/>
    public override bool NeedsLinearHead => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override LaneVector Value(LaneVector total, in SampleBlock block)
    {
        ReadOnlySpan<double> weights = block.Weights;
        for (int s = 0; s < weights.Length; s++)
        {
            LaneVector rest = Rest(block, s, [], out LaneVector largest);
            total = Vector512.FusedMultiplyAdd(Vector512.Create(weights[s]), OfSample(block, s, largest, rest), total);
        }

        return total;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override LaneVector Slopes(LaneVector total, in SampleBlock block, Span<LaneVector> slopes, Span<LaneVector> state)
    {
        ReadOnlySpan<double> targets = block.Targets, weights = block.Weights;
        int count = block.Count, units = block.Units;
        LaneVector one = Vector512.Create(1.0);
        for (int s = 0; s < count; s++)
        {
            LaneVector rest = Rest(block, s, state, out LaneVector largest);
            LaneVector w = Vector512.Create(weights[s]);
            total = Vector512.FusedMultiplyAdd(w, OfSample(block, s, largest, rest), total);
            LaneVector scale = one / (one + rest);
            LaneVector mass = Vector512.Create(Mass(targets.Slice(s * units, units)));
            for (int k = 0, i = s; k < units; k++, i += count)
            {
                LaneVector probability = state[i] * scale;
                state[i] = probability;
                slopes[i] = w * Vector512.FusedMultiplyAdd(mass, probability, Vector512.Create(-targets[(s * units) + k]));
            }
        }

        return total;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Curvature(
        in SampleBlock block, ReadOnlySpan<LaneVector> state, ReadOnlySpan<LaneVector> tangents, Span<LaneVector> products)
    {
        int count = block.Count, units = block.Units;
        for (int s = 0; s < count; s++)
        {
            LaneVector mean = LaneVector.Zero;
            for (int i = s; i < tangents.Length; i += count)
            {
                mean = Vector512.FusedMultiplyAdd(state[i], tangents[i], mean);
            }

            LaneVector w = Vector512.Create(block.Weights[s] * Mass(block.Targets.Slice(s * units, units)));
            for (int i = s; i < tangents.Length; i += count)
            {
                products[i] = w * (state[i] * (tangents[i] - mean));
            }
        }
    }

    /// <summary>sum_k e^(o_k - largest) without one term of the largest; the terms go to exponentials where that is not empty.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static LaneVector Rest(in SampleBlock block, int s, Span<LaneVector> exponentials, out LaneVector largest)
    {
        ReadOnlySpan<LaneVector> outputs = block.Outputs;
        int count = block.Count;
        largest = outputs[s];
        for (int i = s + count; i < outputs.Length; i += count)
        {
            // NaN is kept: a comparison with it is false.
            largest = Vector512.ConditionalSelect(Vector512.LessThanOrEqual(outputs[i], largest), largest, outputs[i]);
        }

        LaneVector rest = LaneVector.Zero;
        LaneVector counted = Vector512<double>.AllBitsSet;
        for (int i = s; i < outputs.Length; i += count)
        {
            LaneVector e = LaneMath.Exp(outputs[i] - largest);
            LaneVector first = Vector512.Equals(outputs[i], largest) & counted;
            counted = Vector512.AndNot(counted, first);
            rest += Vector512.AndNot(e, first);
            if (!exponentials.IsEmpty)
            {
                exponentials[i] = e;
            }
        }

        return rest;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static LaneVector OfSample(in SampleBlock block, int s, LaneVector largest, LaneVector rest)
    {
        ReadOnlySpan<LaneVector> outputs = block.Outputs;
        int count = block.Count, units = block.Units;
        ReadOnlySpan<double> targets = block.Targets.Slice(s * units, units);
        LaneVector log = LaneMath.Log1p(rest);
        LaneVector loss = LaneVector.Zero;
        for (int k = 0, i = s; k < targets.Length; k++, i += count)
        {
            loss = Vector512.FusedMultiplyAdd(Vector512.Create(targets[k]), log + (largest - outputs[i]), loss);
        }

        return loss;
    }

    /// <summary>sum_k y_k: 1 for a distribution.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Mass(ReadOnlySpan<double> targets)
    {
        double mass = 0;
        foreach (double y in targets)
        {
            mass += y;
        }

        return mass;
    }
}
