using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using OrleansSymmetry.Landscape.Lanes;
using OrleansSymmetry.Landscape.Networks;

namespace OrleansSymmetry.Landscape.Objectives;

/// <content>Whole Hessians and Gauss-Newton matrices, built row block by row block from the tangent of one unit at a time.</content>
public sealed unsafe partial class DataSetObjective
{
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
}
