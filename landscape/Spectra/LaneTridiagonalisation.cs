using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using OrleansSymmetry.Landscape.Lanes;

namespace OrleansSymmetry.Landscape.Spectra;

/// <summary>
/// Householder's reduction to tridiagonal form of eight symmetric matrices at once, one per lane
/// (Martin, Reinsch and Wilkinson 1968; EISPACK tred1). A lane's bits do not depend on the other lanes.
/// </summary>
internal sealed class LaneTridiagonalisation(int n)
{
    private readonly LaneBuffer _diagonal = new(n);
    private readonly LaneBuffer _below = new(n);
    private readonly LaneBuffer _product = new(n);
    private readonly double[] _values = new double[n];
    private readonly double[] _couplings = new double[n];
    private LaneVector _scale = LaneVector.One;

    /// <summary>Reduces the matrices.</summary>
    /// <param name="matrix">n * n vectors, row-major; the lower triangles are read and destroyed.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Reduce(Span<LaneVector> matrix)
    {
        ScaleDown(matrix);
        Span<LaneVector> diagonal = _diagonal.Vectors;
        Span<LaneVector> below = _below.Vectors;
        for (int i = n - 1; i >= 1; i--)
        {
            Span<LaneVector> v = matrix.Slice(i * n, i);
            diagonal[i] = matrix[(i * n) + i];
            LaneVector last = v[i - 1];
            LaneVector sigma = LaneVector.Zero;
            for (int k = 0; k < i - 1; k++)
            {
                sigma = Vector512.FusedMultiplyAdd(v[k], v[k], sigma);
            }

            LaneVector norm = Vector512.Sqrt(Vector512.FusedMultiplyAdd(last, last, sigma));
            LaneVector target = Vector512.ConditionalSelect(Vector512.GreaterThan(last, LaneVector.Zero), -norm, norm);
            LaneVector nothing = Vector512.LessThanOrEqual(sigma, Vector512.Create(BinaryScale.NegligibleSquare));
            below[i] = Vector512.ConditionalSelect(nothing, last, target);
            v[i - 1] = Vector512.ConditionalSelect(nothing, LaneVector.Zero, last - target);
            LaneVector h = Vector512.ConditionalSelect(nothing, LaneVector.One, norm * (norm + Vector512.Abs(last)));
            LaneVector inverse = Vector512.ConditionalSelect(nothing, LaneVector.Zero, LaneVector.One / h);
            Reflect(matrix, v, inverse);
        }

        diagonal[0] = matrix[0];
        below[0] = LaneVector.Zero;
    }

    /// <summary>Writes the eigenvalues of one lane's reduced matrix, ascending, n entries.</summary>
    public void Eigenvalues(int lane, Span<double> values)
    {
        _diagonal.CopyLaneTo(lane, _values);
        _below.CopyLaneTo(lane, _couplings);
        Tridiagonal.Eigenvalues(_values, _couplings);
        double scale = _scale[lane];
        for (int k = 0; k < n; k++)
        {
            values[k] = scale * _values[k];
        }
    }

    private void ScaleDown(Span<LaneVector> matrix)
    {
        LaneVector largest = LaneVector.Zero;
        for (int i = 0; i < n; i++)
        {
            ReadOnlySpan<LaneVector> row = matrix.Slice(i * n, i + 1);
            for (int j = 0; j < row.Length; j++)
            {
                LaneVector size = Vector512.Abs(row[j]);
                largest = Vector512.ConditionalSelect(Vector512.GreaterThan(size, largest), size, largest);
            }
        }

        _scale = BinaryScale.Of(largest);
        LaneVector inverse = LaneVector.One / _scale;
        for (int i = 0; i < n; i++)
        {
            Span<LaneVector> row = matrix.Slice(i * n, i + 1);
            for (int j = 0; j < row.Length; j++)
            {
                row[j] *= inverse;
            }
        }
    }

    // A <- (I - v v'/h) A (I - v v'/h) on the leading block, lower triangle only. Where nothing is to be reflected, 1/h is 0.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Reflect(Span<LaneVector> matrix, ReadOnlySpan<LaneVector> v, LaneVector inverse)
    {
        int size = v.Length;
        Span<LaneVector> p = _product.Vectors[..size];
        p.Clear();
        for (int j = 0; j < size; j++)
        {
            ReadOnlySpan<LaneVector> row = matrix.Slice(j * n, j);
            LaneVector factor = v[j];
            LaneVector sum = matrix[(j * n) + j] * factor;
            for (int k = 0; k < row.Length; k++)
            {
                LaneVector entry = row[k];
                sum = Vector512.FusedMultiplyAdd(entry, v[k], sum);
                p[k] = Vector512.FusedMultiplyAdd(entry, factor, p[k]);
            }

            p[j] = sum;
        }

        LaneVector overlap = LaneVector.Zero;
        for (int j = 0; j < size; j++)
        {
            p[j] *= inverse;
            overlap = Vector512.FusedMultiplyAdd(v[j], p[j], overlap);
        }

        LaneVector half = 0.5 * (inverse * overlap);
        for (int j = 0; j < size; j++)
        {
            p[j] -= half * v[j];
        }

        for (int j = 0; j < size; j++)
        {
            Span<LaneVector> row = matrix.Slice(j * n, j + 1);
            LaneVector minusV = -v[j];
            LaneVector minusP = -p[j];
            for (int k = 0; k < row.Length; k++)
            {
                row[k] = Vector512.FusedMultiplyAdd(minusP, v[k], Vector512.FusedMultiplyAdd(minusV, p[k], row[k]));
            }
        }
    }
}
