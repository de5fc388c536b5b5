using CsCheck;
using MathNet.Numerics.LinearAlgebra;
using OrleansSymmetry.Landscape.Spectra;

namespace OrleansSymmetry.Landscape.Tests.Spectra;

public sealed class SingularValuesTests
{
    private static readonly Gen<(int M, int N, double[] A)> Matrices =
        from m in Gen.Int[1, 12]
        from n in Gen.Int[1, 12]
        from a in Gen.Double[-2, 2].Array[m * n]
        select (m, n, a);

    [Fact]
    public void Singular_values_are_those_of_another_library() => Matrices.Sample(
        (m, n, a) =>
        {
            double[] expected = [.. Matrix<double>.Build.Dense(m, n, (i, j) => a[(i * n) + j]).Svd().S];
            double[] actual = SingularValues.Of(a, m, n).Values;
            Assert.Equal(expected.Length, actual.Length);
            for (int k = 0; k < expected.Length; k++)
            {
                Assert.Equal(expected[k], actual[k], 1e-12 * Math.Max(1, expected[0]));
            }
        },
        iter: 300);

    [Fact]
    public void Matrix_is_the_sum_over_its_singular_values() => Matrices.Sample(
        (m, n, a) =>
        {
            SingularValues svd = SingularValues.Of(a, m, n);
            for (int i = 0; i < m; i++)
            {
                for (int j = 0; j < n; j++)
                {
                    double sum = Enumerable.Range(0, svd.Values.Length).Sum(k => svd.Values[k] * svd.Left[(k * m) + i] * svd.Right[(k * n) + j]);
                    Assert.Equal(a[(i * n) + j], sum, 1e-13 * m * n);
                }
            }
        },
        iter: 300);

    [Fact]
    public void Singular_vectors_are_orthonormal() => Matrices.Sample(
        (m, n, a) =>
        {
            SingularValues svd = SingularValues.Of(a, m, n);
            for (int k = 0; k < svd.Values.Length; k++)
            {
                for (int l = 0; l <= k && svd.Values[k] > 1e-12; l++)
                {
                    double left = Enumerable.Range(0, m).Sum(i => svd.Left[(k * m) + i] * svd.Left[(l * m) + i]);
                    double right = Enumerable.Range(0, n).Sum(j => svd.Right[(k * n) + j] * svd.Right[(l * n) + j]);
                    Assert.Equal(k == l ? 1 : 0, left, 1e-12);
                    Assert.Equal(k == l ? 1 : 0, right, 1e-12);
                }
            }
        },
        iter: 300);

    [Fact]
    public void Small_singular_value_is_accurate_beside_a_large_one()
    {
        // diag(1, 1e-12) turned on both sides by 45 degrees; squares would lose the second in the rounding of the first.
        double[] values = SingularValues.Of([0.5 * (1 + 1e-12), 0.5 * (1 - 1e-12), 0.5 * (1 - 1e-12), 0.5 * (1 + 1e-12)], 2, 2).Values;
        Assert.Equal(1, values[0], 1e-15);
        Assert.Equal(1e-12, values[1], 2e-16);
    }
}
