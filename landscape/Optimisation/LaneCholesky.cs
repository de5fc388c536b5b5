using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using OrleansSymmetry.Landscape.Lanes;

namespace OrleansSymmetry.Landscape.Optimisation;

/// <summary>
/// Cholesky's factorisation of eight symmetric matrices A + shift * diag(weights), one per lane. A lane whose matrix is not
/// positive definite is reported and does no harm to the others; every sum runs in one order.
/// </summary>
internal sealed class LaneCholesky(int n)
{
    // Rows computed together: four independent chains of multiply-adds cover the latency of one.
    private const int RowsTogether = 4;

    // Row i of the factor stands at i (i + 1) / 2, with the reciprocal of its diagonal entry apart.
    private readonly LaneBuffer _factor = new(n * (n + 1) / 2);
    private readonly LaneBuffer _reciprocals = new(n);

    /// <summary>Factors the matrices.</summary>
    /// <param name="matrix">n * n vectors, row-major; the lower triangles are read.</param>
    /// <param name="shift">Shift of each lane.</param>
    /// <param name="weights">n weights of the shift along the diagonal.</param>
    /// <param name="threshold">A pivot at most this says that the matrix is not positive definite.</param>
    /// <returns>All bits set in the lanes that are positive definite.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public LaneVector Factor(ReadOnlySpan<LaneVector> matrix, LaneVector shift, ReadOnlySpan<LaneVector> weights, LaneVector threshold)
    {
        Span<LaneVector> factor = _factor.Vectors;
        Span<LaneVector> reciprocals = _reciprocals.Vectors;
        LaneVector definite = Vector512<double>.AllBitsSet;
        for (int j = 0; j < n; j++)
        {
            Span<LaneVector> pivotRow = factor.Slice(j * (j + 1) / 2, j + 1);
            LaneVector pivot = Vector512.FusedMultiplyAdd(shift, weights[j], matrix[(j * n) + j]);
            for (int k = 0; k < j; k++)
            {
                LaneVector entry = pivotRow[k];
                pivot = Vector512.FusedMultiplyAdd(-entry, entry, pivot);
            }

            LaneVector sound = Vector512.GreaterThan(pivot, threshold);
            definite &= sound;
            LaneVector root = Vector512.Sqrt(Vector512.ConditionalSelect(sound, pivot, LaneVector.One));
            LaneVector reciprocal = LaneVector.One / root;
            pivotRow[j] = root;
            reciprocals[j] = reciprocal;
            int i = j + 1;
            for (; i + RowsTogether <= n; i += RowsTogether)
            {
                FourRows(matrix, factor, pivotRow, i, j, reciprocal);
            }

            for (; i < n; i++)
            {
                Span<LaneVector> row = factor.Slice(i * (i + 1) / 2, j + 1);
                LaneVector sum = matrix[(i * n) + j];
                for (int k = 0; k < j; k++)
                {
                    sum = Vector512.FusedMultiplyAdd(-row[k], pivotRow[k], sum);
                }

                row[j] = sum * reciprocal;
            }
        }

        return definite;
    }

    /// <summary>Solves (A + shift * diag(weights)) x = b in place.</summary>
    public void Solve(Span<LaneVector> x)
    {
        SolveLower(x);
        SolveUpper(x);
    }

    /// <summary>Solves L y = b in place, A + shift * diag(weights) = L L'.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void SolveLower(Span<LaneVector> x)
    {
        ReadOnlySpan<LaneVector> factor = _factor.Vectors;
        ReadOnlySpan<LaneVector> reciprocals = _reciprocals.Vectors;
        for (int i = 0; i < n; i++)
        {
            ReadOnlySpan<LaneVector> row = factor.Slice(i * (i + 1) / 2, i);
            LaneVector sum = x[i];
            for (int k = 0; k < row.Length; k++)
            {
                sum = Vector512.FusedMultiplyAdd(-row[k], x[k], sum);
            }

            x[i] = sum * reciprocals[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SolveUpper(Span<LaneVector> x)
    {
        ReadOnlySpan<LaneVector> factor = _factor.Vectors;
        ReadOnlySpan<LaneVector> reciprocals = _reciprocals.Vectors;
        for (int i = n - 1; i >= 0; i--)
        {
            ReadOnlySpan<LaneVector> row = factor.Slice(i * (i + 1) / 2, i);
            LaneVector value = x[i] * reciprocals[i];
            x[i] = value;
            LaneVector minus = -value;
            for (int k = 0; k < row.Length; k++)
            {
                x[k] = Vector512.FusedMultiplyAdd(minus, row[k], x[k]);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FourRows(
        ReadOnlySpan<LaneVector> matrix, Span<LaneVector> factor, ReadOnlySpan<LaneVector> pivotRow, int i, int j, LaneVector reciprocal)
    {
        Span<LaneVector> row0 = factor.Slice(i * (i + 1) / 2, j + 1);
        Span<LaneVector> row1 = factor.Slice((i + 1) * (i + 2) / 2, j + 1);
        Span<LaneVector> row2 = factor.Slice((i + 2) * (i + 3) / 2, j + 1);
        Span<LaneVector> row3 = factor.Slice((i + 3) * (i + 4) / 2, j + 1);
        LaneVector sum0 = matrix[(i * n) + j];
        LaneVector sum1 = matrix[((i + 1) * n) + j];
        LaneVector sum2 = matrix[((i + 2) * n) + j];
        LaneVector sum3 = matrix[((i + 3) * n) + j];
        for (int k = 0; k < j; k++)
        {
            LaneVector minus = -pivotRow[k];
            sum0 = Vector512.FusedMultiplyAdd(row0[k], minus, sum0);
            sum1 = Vector512.FusedMultiplyAdd(row1[k], minus, sum1);
            sum2 = Vector512.FusedMultiplyAdd(row2[k], minus, sum2);
            sum3 = Vector512.FusedMultiplyAdd(row3[k], minus, sum3);
        }

        row0[j] = sum0 * reciprocal;
        row1[j] = sum1 * reciprocal;
        row2[j] = sum2 * reciprocal;
        row3[j] = sum3 * reciprocal;
    }
}
