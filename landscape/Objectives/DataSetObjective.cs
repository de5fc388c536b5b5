using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using OrleansSymmetry.Landscape.Lanes;
using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Networks.Activations;
using OrleansSymmetry.Landscape.Objectives.Losses;
using OrleansSymmetry.Landscape.Problems;
using OrleansSymmetry.Landscape.Sweeps;

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
public sealed unsafe class DataSetObjective : ILaneObjective
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
            OutputHead.Sigmoid => new SigmoidActivation(),
            OutputHead.Tanh => new TanhActivation(),
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

    /// <summary>
    /// The Hessian, or the Gauss-Newton matrix where not <paramref name="exact"/>: the derivative of the gradient along every
    /// pre-activation, which leaves out what the slopes dF/dz themselves contribute.
    /// </summary>
    private LaneVector Matrix(ReadOnlySpan<LaneVector> theta, Span<LaneVector> gradient, Span<LaneVector> result, string name, bool exact)
    {
        int size = ParameterCount;
        int order = exact ? 2 : 1;
        RequireLength(theta.Length, size, nameof(theta));
        RequireLength(gradient.Length, size, nameof(gradient));
        RequireLength(result.Length, size * size, name);
        _columns ??= new LaneBuffer(size * _block);
        LaneVector total = LaneVector.Zero;
        gradient.Clear();
        result.Clear();
        fixed (LaneVector* parameters = theta, slopes = gradient, matrix = result)
        {
            for (int first = 0; first < _data.Samples; first += _block)
            {
                int count = Math.Min(_block, _data.Samples - first);
                LaneVector* inputs = Inputs(first, count);
                Forward(parameters, inputs, count, order);
                total = Backward(parameters, inputs, first, count, total, order);
                AccumulateGradient(slopes, inputs, count);
                for (int l = 0; l < _layers.Length; l++)
                {
                    for (int unit = 0; unit < _layers[l].Shape.Outputs && _layers[l].Shape.HasWeights; unit++)
                    {
                        UnitTangent(parameters, l, unit, first, count, exact);
                        FillColumns(l, unit, inputs, count, exact);
                        AccumulateRows(matrix, l, unit, inputs, count);
                    }
                }
            }

            for (int row = 0; row < size; row++)
            {
                matrix[(row * size) + row] += Vector512.Create(_l2);
                for (int column = row + 1; column < size; column++)
                {
                    matrix[(column * size) + row] = matrix[(row * size) + column];
                }
            }

            AddPenalty(slopes, parameters);
            total = Penalised(total, parameters);
        }

        GC.KeepAlive(this);
        return total;
    }

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

    /// <summary>All tangents of a unit change of one pre-activation: forward from its layer, back to its layer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void UnitTangent(LaneVector* parameters, int l, int unit, int first, int count, bool exact)
    {
        ref readonly LayerMemory own = ref _layers[l];
        new Span<LaneVector>(own.TangentZ, own.Shape.Outputs * count).Clear();
        new Span<LaneVector>(own.TangentZ + (unit * count), count).Fill(Vector512.Create(1.0));
        TangentActivation(l, count);
        for (int m = l + 1; m < _layers.Length; m++)
        {
            ref readonly LayerMemory layer = ref _layers[m];
            // In the next layer only the unit's own outgoing weights carry anything.
            bool next = m == l + 1;
            LaneMatrix weights = Weights(parameters, layer.Shape);
            LaneVector* tangent = _layers[m - 1].TangentA;
            LaneProduct.Multiply(
                layer.Shape.Outputs,
                count,
                next ? 1 : layer.Shape.Inputs,
                next ? new LaneMatrix(weights.Origin + (unit * weights.ColumnStride), weights.RowStride, 0) : weights,
                UnitsBySamples(next ? tangent + (unit * count) : tangent, count),
                new LaneMatrix(_zero, 0, 0),
                UnitsBySamples(layer.TangentZ, count));
            TangentActivation(m, count);
        }

        TangentOutput(first, count, exact);
        TangentBackward(parameters, null, count, l, exact);
    }

    /// <summary>
    /// [parameter, sample]: the derivative of dF_s/dtheta_p along the unit's pre-activation, for the parameters p from the unit's
    /// first weight on; not exact: with the activations that it meets on the way for constants.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FillColumns(int l, int unit, LaneVector* inputs, int count, bool exact)
    {
        LaneVector* columns = Pointer(_columns!);
        for (int m = l; m < _layers.Length; m++)
        {
            ref readonly LayerMemory layer = ref _layers[m];
            Layer shape = layer.Shape;
            if (!shape.HasWeights)
            {
                continue;
            }

            LaneVector* input = m == 0 ? inputs : _layers[m - 1].A;
            LaneVector* tangent = m == l || !exact ? null : _layers[m - 1].TangentA;
            for (int k = m == l ? unit : 0; k < shape.Outputs; k++)
            {
                LaneVector* tangentDelta = layer.TangentDelta + (k * count);
                LaneVector* delta = layer.Delta + (k * count);
                LaneVector* column = columns + ((shape.Weights + (k * shape.Inputs)) * count);
                for (int q = 0; q < shape.Inputs; q++, column += count)
                {
                    LaneVector* a = input + (q * count);
                    // In the layer above, the unit's own activation alone has a tangent.
                    LaneVector* t = tangent == null || (m == l + 1 && q != unit) ? null : tangent + (q * count);
                    if (t == null)
                    {
                        Product(tangentDelta, a, column, count);
                        continue;
                    }

                    for (int s = 0; s < count; s++)
                    {
                        column[s] = Vector512.FusedMultiplyAdd(tangentDelta[s], a[s], delta[s] * t[s]);
                    }
                }
            }

            if (shape.HasBiases)
            {
                new ReadOnlySpan<LaneVector>(layer.TangentDelta, shape.Outputs * count)
                    .CopyTo(new Span<LaneVector>(columns + (shape.Biases * count), shape.Outputs * count));
            }
        }
    }

    /// <summary>The matrix's rows of the weights and the bias that lead into a unit, from the diagonal block on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AccumulateRows(LaneVector* matrix, int l, int unit, LaneVector* inputs, int count)
    {
        int size = ParameterCount;
        LaneVector* columns = Pointer(_columns!);
        Layer shape = _layers[l].Shape;
        int row = shape.Weights + (unit * shape.Inputs);
        var rows = new LaneMatrix(matrix + ((long)row * size) + row, size, 1);
        LaneProduct.Multiply(
            shape.Inputs,
            size - row,
            count,
            UnitsBySamples(l == 0 ? inputs : _layers[l - 1].A, count),
            UnitsBySamples(columns + (row * count), count).Transposed,
            rows,
            rows);
        if (shape.HasBiases)
        {
            int bias = shape.Biases + unit;
            var biasRow = new LaneMatrix(matrix + ((long)bias * size) + bias, size, 1);
            LaneProduct.Multiply(
                1,
                size - bias,
                count,
                new LaneMatrix(_one, 0, 0),
                UnitsBySamples(columns + (bias * count), count).Transposed,
                biasRow,
                biasRow);
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
