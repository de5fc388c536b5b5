using OrleansSymmetry.Landscape.Optimisation.Ends;

namespace OrleansSymmetry.Landscape.Tests.Optimisation.Ends;

public sealed class DefiniteSolverTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(40)]
    public void Solution_of_a_definite_system_fulfils_it(int n)
    {
        // 1 / (1 + |i - j|) is the kernel of a positive definite function, plus the unit matrix.
        var matrix = new double[n * n];
        double[] expected = [.. Enumerable.Range(0, n).Select(i => Math.Sin(3 * i) + 1)];
        var b = new double[n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                matrix[(i * n) + j] = (1.0 / (1 + Math.Abs(i - j))) + (i == j ? 1 : 0);
                b[i] += matrix[(i * n) + j] * expected[j];
            }
        }

        Assert.True(DefiniteSolver.Solve(matrix, b, 1e-14));
        for (int i = 0; i < n; i++)
        {
            Assert.Equal(expected[i], b[i], 1e-12);
        }
    }

    [Fact]
    public void Matrix_that_is_not_positive_definite_is_told()
    {
        Assert.False(DefiniteSolver.Solve([1, 2, 2, 1], [1, 1], 1e-14));
        Assert.False(DefiniteSolver.Solve([1, 1, 1, 1], [1, 1], 1e-14));
        Assert.False(DefiniteSolver.Solve([double.NaN], [1], 1e-14));
    }
}
