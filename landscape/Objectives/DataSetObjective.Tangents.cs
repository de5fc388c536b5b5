using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using OrleansSymmetry.Landscape.Lanes;

namespace OrleansSymmetry.Landscape.Objectives;

/// <content>Hessian-vector products: the passes differentiated along a direction (Pearlmutter 1994).</content>
public sealed unsafe partial class DataSetObjective
{
    /// <summary>The derivatives of z and a along a direction in parameter space.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TangentForward(LaneVector* parameters, LaneVector* direction, LaneVector* inputs, int count)
    {
        for (int l = 0; l < _layers.Length; l++)
        {
            ref readonly LayerMemory layer = ref _layers[l];
            LaneMatrix tangent = UnitsBySamples(layer.TangentZ, count);
            // A layer of fixed weights has no direction of its own: a product of depth 0 is its start.
            LaneProduct.Multiply(
                layer.Shape.Outputs,
                count,
                layer.Shape.HasWeights ? layer.Shape.Inputs : 0,
                Weights(direction, layer.Shape),
                UnitsBySamples(l == 0 ? inputs : _layers[l - 1].A, count),
                Biases(direction, layer.Shape),
                tangent);
            if (l > 0)
            {
                LaneProduct.Multiply(
                    layer.Shape.Outputs,
                    count,
                    layer.Shape.Inputs,
                    Weights(parameters, layer.Shape),
                    UnitsBySamples(_layers[l - 1].TangentA, count),
                    tangent,
                    tangent);
            }

            TangentActivation(l, count);
        }
    }

    private void TangentActivation(int l, int count)
    {
        ref readonly LayerMemory layer = ref _layers[l];
        if (layer.A != layer.Z)
        {
            Product(layer.TangentZ, layer.First, layer.TangentA, layer.Shape.Outputs * count);
        }
    }

    /// <summary>The derivative of dF/dz of the last layer; not exact: of the loss's part alone.</summary>
    private void TangentOutput(int first, int count, bool exact)
    {
        int outputs = _network.Outputs * count;
        ref readonly LayerMemory last = ref _layers[^1];
        LaneVector* products = _head is null ? last.TangentDelta : _curvature;
        _loss.Curvature(
            Block(first, count),
            new ReadOnlySpan<LaneVector>(_lossState, outputs),
            new ReadOnlySpan<LaneVector>(last.TangentA, outputs),
            new Span<LaneVector>(products, outputs));
        if (_head is not null)
        {
            TangentDelta(last, _curvature, _lossSlopes, outputs, exact);
        }
    }

    /// <summary>tangent of delta = (tangent of dF/da) phi' + dF/da phi'' (tangent of z); not exact: without the second term.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TangentDelta(in LayerMemory layer, LaneVector* tangentSlope, LaneVector* slope, int length, bool exact)
    {
        if (!exact)
        {
            Product(tangentSlope, layer.First, layer.TangentDelta, length);
            return;
        }

        LaneVector* first = layer.First, second = layer.Second, tangent = layer.TangentZ, delta = layer.TangentDelta;
        for (int i = 0; i < length; i++)
        {
            delta[i] = Vector512.FusedMultiplyAdd(tangentSlope[i], first[i], slope[i] * second[i] * tangent[i]);
        }
    }

    /// <summary>The derivatives of dF/dz of the layers below the last, down to layer downTo; direction null: of a unit's tangent alone.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TangentBackward(LaneVector* parameters, LaneVector* direction, int count, int downTo, bool exact)
    {
        for (int l = _layers.Length - 1; l > downTo; l--)
        {
            ref readonly LayerMemory layer = ref _layers[l];
            ref readonly LayerMemory below = ref _layers[l - 1];
            LaneMatrix slope = UnitsBySamples(below.TangentSlope, count);
            LaneMatrix start = new(_zero, 0, 0);
            if (direction != null && layer.Shape.HasWeights)
            {
                LaneProduct.Multiply(
                    layer.Shape.Inputs,
                    count,
                    layer.Shape.Outputs,
                    Weights(direction, layer.Shape).Transposed,
                    UnitsBySamples(layer.Delta, count),
                    start,
                    slope);
                start = slope;
            }

            LaneProduct.Multiply(
                layer.Shape.Inputs,
                count,
                layer.Shape.Outputs,
                Weights(parameters, layer.Shape).Transposed,
                UnitsBySamples(layer.TangentDelta, count),
                start,
                slope);
            TangentDelta(below, below.TangentSlope, below.Slope, layer.Shape.Inputs * count, exact);
        }
    }

    /// <summary>
    /// product += (tangent of delta) a'; the other half, delta (tangent of a)', has a sum of its own, so that neither chain
    /// knows where a block ends.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AccumulateProduct(LaneVector* product, LaneVector* inputs, int count)
    {
        for (int l = 0; l < _layers.Length; l++)
        {
            ref readonly LayerMemory layer = ref _layers[l];
            AccumulateOuter(product, layer.Shape, layer.TangentDelta, l == 0 ? inputs : _layers[l - 1].A, count);
            if (l > 0)
            {
                AccumulateOuter(_mixed, layer.Shape, layer.Delta, _layers[l - 1].TangentA, count);
            }

            if (layer.Shape.HasBiases)
            {
                SumSamples(layer.TangentDelta, product + layer.Shape.Biases, layer.Shape.Outputs, count);
            }
        }
    }
}
