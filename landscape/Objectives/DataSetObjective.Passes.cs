using System.Runtime.CompilerServices;
using OrleansSymmetry.Landscape.Activations;
using OrleansSymmetry.Landscape.Lanes;
using OrleansSymmetry.Landscape.Networks;

namespace OrleansSymmetry.Landscape.Objectives;

/// <content>Forward and backward passes: units by samples, eight networks at once.</content>
public sealed unsafe partial class DataSetObjective
{
    /// <summary>z and a of every layer, with phi' for order 1 and phi'' for order 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Forward(LaneVector* parameters, LaneVector* inputs, int count, int order)
    {
        LaneVector* input = inputs;
        for (int l = 0; l < _layers.Length; l++)
        {
            ref readonly LayerMemory layer = ref _layers[l];
            LaneProduct.Multiply(
                layer.Shape.Outputs,
                count,
                layer.Shape.Inputs,
                Weights(parameters, layer.Shape),
                UnitsBySamples(input, count),
                Biases(parameters, layer.Shape),
                UnitsBySamples(layer.Z, count));
            Activation? activation = l == _layers.Length - 1 ? _head : _network.Activation;
            if (activation is not null)
            {
                int length = layer.Shape.Outputs * count;
                var z = new ReadOnlySpan<LaneVector>(layer.Z, length);
                var a = new Span<LaneVector>(layer.A, length);
                switch (order)
                {
                    case 0: activation.Evaluate(z, a); break;
                    case 1: activation.Evaluate(z, a, new Span<LaneVector>(layer.First, length)); break;
                    default:
                        activation.Evaluate(z, a, new Span<LaneVector>(layer.First, length), new Span<LaneVector>(layer.Second, length));
                        break;
                }
            }

            input = layer.A;
        }
    }

    /// <summary>dF/dz of every layer (and, for order 2, dF/da); adds the block's losses to total.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private LaneVector Backward(LaneVector* parameters, LaneVector* inputs, int first, int count, LaneVector total, int order)
    {
        int outputs = _network.Outputs * count;
        ref readonly LayerMemory last = ref _layers[^1];
        LaneVector* slopes = _head is null ? last.Delta : _lossSlopes;
        total = _loss.Slopes(total, Block(first, count), new Span<LaneVector>(slopes, outputs), new Span<LaneVector>(_lossState, outputs));
        if (_head is not null)
        {
            Product(_lossSlopes, last.First, last.Delta, outputs);
        }

        for (int l = _layers.Length - 1; l > 0; l--)
        {
            ref readonly LayerMemory layer = ref _layers[l];
            ref readonly LayerMemory below = ref _layers[l - 1];
            LaneVector* slope = order == 2 ? below.Slope : below.Delta;
            LaneProduct.Multiply(
                layer.Shape.Inputs,
                count,
                layer.Shape.Outputs,
                Weights(parameters, layer.Shape).Transposed,
                UnitsBySamples(layer.Delta, count),
                new LaneMatrix(_zero, 0, 0),
                UnitsBySamples(slope, count));
            Product(slope, below.First, below.Delta, layer.Shape.Inputs * count);
        }

        return total;
    }

    /// <summary>gradient += delta a' of every layer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AccumulateGradient(LaneVector* gradient, LaneVector* inputs, int count)
    {
        for (int l = 0; l < _layers.Length; l++)
        {
            ref readonly LayerMemory layer = ref _layers[l];
            AccumulateOuter(gradient, layer.Shape, layer.Delta, l == 0 ? inputs : _layers[l - 1].A, count);
            if (layer.Shape.HasBiases)
            {
                SumSamples(layer.Delta, gradient + layer.Shape.Biases, layer.Shape.Outputs, count);
            }
        }
    }

    /// <summary>W += left right' over the samples of the block.</summary>
    private static void AccumulateOuter(LaneVector* gradient, in Layer layer, LaneVector* left, LaneVector* right, int count)
    {
        if (layer.HasWeights)
        {
            var weights = new LaneMatrix(gradient + layer.Weights, layer.Inputs, 1);
            LaneProduct.Multiply(
                layer.Outputs,
                layer.Inputs,
                count,
                UnitsBySamples(left, count),
                UnitsBySamples(right, count).Transposed,
                weights,
                weights);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SumSamples(LaneVector* array, LaneVector* sums, int units, int count)
    {
        for (int i = 0; i < units; i++)
        {
            LaneVector sum = sums[i];
            for (int s = 0; s < count; s++)
            {
                sum += *array++;
            }

            sums[i] = sum;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Product(LaneVector* left, LaneVector* right, LaneVector* result, int length)
    {
        for (int i = 0; i < length; i++)
        {
            result[i] = left[i] * right[i];
        }
    }
}
