using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using OrleansSymmetry.Landscape.Activations;
using OrleansSymmetry.Landscape.Lanes;
using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Objectives.Losses;
using OrleansSymmetry.Landscape.Specs;

namespace OrleansSymmetry.Landscape.Objectives;

/// <summary>
/// The objective of a weighted data set, F(theta) = sum_s w_s loss(output(x_s), y_s) + l2/2 |theta|^2, for eight seeds at once,
/// one seed per lane. Samples go through the network in blocks. Every result is one chain of fused multiply-adds in sample order,
/// so its bits depend neither on the block nor on the other lanes.
/// Gradient by back-propagation; Hessian products by Pearlmutter's R-operator (1994, Neural Computation 6, 147); the Hessian by
/// the same operator applied to one pre-activation at a time, since all parameters that lead into a unit share its tangent.
/// The Gauss-Newton matrix sum_s J_s' H_s J_s + l2 I, J_s the derivatives of the outputs, their head included, and H_s the weighted
/// second derivatives of the loss in them, takes the same way without what bends the outputs (Schraudolph 2002, Neural Computation
/// 14, 1723).
/// </summary>
public sealed unsafe partial class DataSetObjective : ILaneObjective
{
    /// <summary>Samples that go through the network together: enough to fill the tiles, few enough that a layer stays in the L1 cache.</summary>
    public const int DefaultSampleBlock = 16;

    /// <summary>Largest data set (samples x inputs) that is held as lane vectors throughout; above, a block at a time is spread.</summary>
    private const int ResidentInputs = 4096;

    private readonly Network _network;
    private readonly DataSet _data;
    private readonly SampleLoss _loss;
    private readonly Activation? _head;
    private readonly double _l2;
    private readonly int _block;
    private readonly LayerMemory[] _layers;
    private readonly LaneBuffer _memory;
    private readonly LaneBuffer _inputs;
    private readonly bool _inputsResident;
    private readonly LaneVector* _zero;
    private readonly LaneVector* _one;
    private readonly LaneVector* _lossSlopes;
    private readonly LaneVector* _lossState;
    private readonly LaneVector* _curvature;
    private readonly LaneVector* _mixed;
    private LaneBuffer? _columns;

    /// <summary>Prepares the objective and allocates all its working memory (that of the matrices at their first use).</summary>
    /// <param name="network">The network; widths as the data's.</param>
    /// <param name="data">The data set.</param>
    /// <param name="loss">The loss.</param>
    /// <param name="l2">Penalty, at least 0.</param>
    /// <param name="sampleBlock">Samples per block; results do not depend on it.</param>
    /// <exception cref="ArgumentException">Data, network and loss do not fit together.</exception>
    public DataSetObjective(Network network, DataSet data, LossKind loss, double l2 = 0, int sampleBlock = DefaultSampleBlock)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfNegative(l2);
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleBlock, 1);
        _network = network;
        _data = data;
        _loss = LossRegistry.Create(loss);
        _l2 = l2;
        RequireFit(network, data, loss, _loss);
        _head = network.Head switch
        {
            OutputHead.Sigmoid => new PointwiseActivation<Sigmoid>(),
            OutputHead.Tanh => new PointwiseActivation<Tanh>(),
            _ => null,
        };
        _block = Math.Min(sampleBlock, data.Samples);
        _inputsResident = (long)data.Samples * network.Inputs <= ResidentInputs;
        _inputs = new LaneBuffer((_inputsResident ? data.Samples : _block) * network.Inputs);

        int units = network.Layers.Sum(layer => layer.Outputs);
        _memory = new LaneBuffer(2 + network.ParameterCount + (_block * ((LayerMemory.Arrays * units) + (3 * network.Outputs))));
        LaneVector* next = Pointer(_memory);
        _zero = next++;
        _one = next++;
        *_one = Vector512.Create(1.0);
        _mixed = Take(ref next, network.ParameterCount);
        _lossSlopes = Take(ref next, _block * network.Outputs);
        _lossState = Take(ref next, _block * network.Outputs);
        _curvature = Take(ref next, _block * network.Outputs);
        _layers = new LayerMemory[network.Layers.Count];
        for (int l = 0; l < _layers.Length; l++)
        {
            _layers[l] = new LayerMemory(network.Layers[l], ref next, _block, aliasesOutput: l == _layers.Length - 1 && _head is null);
        }

        if (_inputsResident)
        {
            for (int first = 0; first < data.Samples; first += _block)
            {
                Spread(first, Math.Min(_block, data.Samples - first), Pointer(_inputs) + (first * network.Inputs));
            }
        }
    }

    /// <inheritdoc/>
    public int ParameterCount => _network.ParameterCount;

    /// <inheritdoc/>
    public LaneVector Value(ReadOnlySpan<LaneVector> theta)
    {
        RequireLength(theta.Length, ParameterCount, nameof(theta));
        LaneVector total = LaneVector.Zero;
        fixed (LaneVector* parameters = theta)
        {
            for (int first = 0; first < _data.Samples; first += _block)
            {
                int count = Math.Min(_block, _data.Samples - first);
                Forward(parameters, Inputs(first, count), count, order: 0);
                total = _loss.Value(total, Block(first, count));
            }

            total = Penalised(total, parameters);
        }

        GC.KeepAlive(this);
        return total;
    }

    /// <inheritdoc/>
    public LaneVector Gradient(ReadOnlySpan<LaneVector> theta, Span<LaneVector> gradient)
    {
        RequireLength(theta.Length, ParameterCount, nameof(theta));
        RequireLength(gradient.Length, ParameterCount, nameof(gradient));
        LaneVector total = LaneVector.Zero;
        gradient.Clear();
        fixed (LaneVector* parameters = theta, slopes = gradient)
        {
            for (int first = 0; first < _data.Samples; first += _block)
            {
                int count = Math.Min(_block, _data.Samples - first);
                LaneVector* inputs = Inputs(first, count);
                Forward(parameters, inputs, count, order: 1);
                total = Backward(parameters, inputs, first, count, total, order: 1);
                AccumulateGradient(slopes, inputs, count);
            }

            AddPenalty(slopes, parameters);
            total = Penalised(total, parameters);
        }

        GC.KeepAlive(this);
        return total;
    }

    /// <inheritdoc/>
    public void HessianVector(ReadOnlySpan<LaneVector> theta, ReadOnlySpan<LaneVector> direction, Span<LaneVector> product)
    {
        RequireLength(theta.Length, ParameterCount, nameof(theta));
        RequireLength(direction.Length, ParameterCount, nameof(direction));
        RequireLength(product.Length, ParameterCount, nameof(product));
        product.Clear();
        new Span<LaneVector>(_mixed, ParameterCount).Clear();
        fixed (LaneVector* parameters = theta, along = direction, result = product)
        {
            for (int first = 0; first < _data.Samples; first += _block)
            {
                int count = Math.Min(_block, _data.Samples - first);
                LaneVector* inputs = Inputs(first, count);
                Forward(parameters, inputs, count, order: 2);
                Backward(parameters, inputs, first, count, LaneVector.Zero, order: 2);
                TangentForward(parameters, along, inputs, count);
                TangentOutput(first, count, exact: true);
                TangentBackward(parameters, along, count, downTo: 0, exact: true);
                AccumulateProduct(result, inputs, count);
            }

            for (int p = 0; p < ParameterCount; p++)
            {
                result[p] += _mixed[p];
            }

            AddPenalty(result, along);
        }

        GC.KeepAlive(this);
    }

    /// <inheritdoc/>
    public LaneVector Hessian(ReadOnlySpan<LaneVector> theta, Span<LaneVector> gradient, Span<LaneVector> hessian) =>
        Matrix(theta, gradient, hessian, nameof(hessian), exact: true);

    /// <inheritdoc/>
    public LaneVector GaussNewton(ReadOnlySpan<LaneVector> theta, Span<LaneVector> gradient, Span<LaneVector> matrix) =>
        Matrix(theta, gradient, matrix, nameof(matrix), exact: false);

    private static void RequireFit(Network network, DataSet data, LossKind kind, SampleLoss loss)
    {
        if (data.InputCount != network.Inputs || data.OutputCount != network.Outputs)
        {
            throw new ArgumentException(
                $"The data set has {data.InputCount} inputs and {data.OutputCount} outputs, the network {network.Inputs} and {network.Outputs}.",
                nameof(data));
        }

        if (data.Samples == 0 || data.X.Length != data.Samples * data.InputCount || data.Y.Length != data.Samples * data.OutputCount)
        {
            throw new ArgumentException(
                $"The data set has {data.Samples} weights, {data.X.Length} inputs and {data.Y.Length} targets; it must have at least one sample, "
                + $"and {data.InputCount} inputs and {data.OutputCount} targets for each.",
                nameof(data));
        }

        if (loss.NeedsLinearHead && network.Head != OutputHead.Linear)
        {
            throw new ArgumentException($"The loss {kind} acts on linear outputs; the network has the output head {network.Head}.", nameof(network));
        }

        if (kind == LossKind.Logistic && network.Outputs != 1)
        {
            throw new ArgumentException($"The logistic loss is that of one output; the network has {network.Outputs}. Take softmax.", nameof(network));
        }
    }

    private static void RequireLength(int length, int expected, string name)
    {
        if (length != expected)
        {
            throw new ArgumentException($"It has {length} entries; it must have {expected}.", name);
        }
    }

    private static LaneVector* Pointer(LaneBuffer buffer) =>
        buffer.Length == 0 ? null : (LaneVector*)Unsafe.AsPointer(ref buffer.Vectors[0]);

    private static LaneVector* Take(ref LaneVector* next, int length)
    {
        LaneVector* taken = next;
        next += length;
        return taken;
    }

    /// <summary>Units x samples, in an array of that shape.</summary>
    private static LaneMatrix UnitsBySamples(LaneVector* array, int count) => new(array, count, 1);

    private LaneMatrix Weights(LaneVector* parameters, in Layer layer) =>
        layer.HasWeights ? new LaneMatrix(parameters + layer.Weights, layer.Inputs, 1) : new LaneMatrix(_one, 0, 0);

    private LaneMatrix Biases(LaneVector* parameters, in Layer layer) =>
        layer.HasBiases ? new LaneMatrix(parameters + layer.Biases, 1, 0) : new LaneMatrix(_zero, 0, 0);

    private SampleBlock Block(int first, int count) => new(
        new ReadOnlySpan<LaneVector>(_layers[^1].A, _network.Outputs * count),
        _data.Y.AsSpan(first * _network.Outputs, count * _network.Outputs),
        _data.Weights.AsSpan(first, count));

    /// <summary>The inputs of a block, [input, sample].</summary>
    private LaneVector* Inputs(int first, int count)
    {
        LaneVector* inputs = Pointer(_inputs);
        if (_inputsResident)
        {
            return inputs + (first * _network.Inputs);
        }

        Spread(first, count, inputs);
        return inputs;
    }

    private void Spread(int first, int count, LaneVector* inputs)
    {
        int width = _network.Inputs;
        ReadOnlySpan<double> x = _data.X.AsSpan(first * width, count * width);
        for (int s = 0; s < count; s++)
        {
            for (int j = 0; j < width; j++)
            {
                inputs[(j * count) + s] = Vector512.Create(x[(s * width) + j]);
            }
        }
    }

    /// <summary>total + l2/2 |theta|^2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private LaneVector Penalised(LaneVector total, LaneVector* parameters)
    {
        if (_l2 == 0)
        {
            return total;
        }

        LaneVector squares = LaneVector.Zero;
        for (int p = 0; p < ParameterCount; p++)
        {
            squares = Vector512.FusedMultiplyAdd(parameters[p], parameters[p], squares);
        }

        return Vector512.FusedMultiplyAdd(Vector512.Create(_l2 / 2), squares, total);
    }

    /// <summary>result += l2 vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddPenalty(LaneVector* result, LaneVector* vector)
    {
        if (_l2 == 0)
        {
            return;
        }

        LaneVector l2 = Vector512.Create(_l2);
        for (int p = 0; p < ParameterCount; p++)
        {
            result[p] = Vector512.FusedMultiplyAdd(l2, vector[p], result[p]);
        }
    }

    /// <summary>The working arrays of one layer, [unit, sample] each.</summary>
    private readonly struct LayerMemory
    {
        /// <summary>Arrays per layer, for the size of the common allocation.</summary>
        public const int Arrays = 10;

        public readonly Layer Shape;
        public readonly LaneVector* Z;
        public readonly LaneVector* A;
        public readonly LaneVector* First;
        public readonly LaneVector* Second;
        public readonly LaneVector* Slope;
        public readonly LaneVector* Delta;
        public readonly LaneVector* TangentZ;
        public readonly LaneVector* TangentA;
        public readonly LaneVector* TangentSlope;
        public readonly LaneVector* TangentDelta;

        public LayerMemory(in Layer shape, ref LaneVector* next, int block, bool aliasesOutput)
        {
            int length = shape.Outputs * block;
            Shape = shape;
            Z = Take(ref next, length);
            A = Take(ref next, length);
            First = Take(ref next, length);
            Second = Take(ref next, length);
            Slope = Take(ref next, length);
            Delta = Take(ref next, length);
            TangentZ = Take(ref next, length);
            TangentA = Take(ref next, length);
            TangentSlope = Take(ref next, length);
            TangentDelta = Take(ref next, length);
            if (aliasesOutput)
            {
                // A linear output layer's activation is its pre-activation.
                A = Z;
                TangentA = TangentZ;
            }
        }
    }
}
