using OrleansSymmetry.Landscape.Problems;
using OrleansSymmetry.Landscape.Specs;

namespace OrleansSymmetry.Landscape.Tests.Problems;

/// <summary>Expected numbers were computed with NumPy 1.24: (X - X.mean(0)) / X.std(0).</summary>
public sealed class EmbeddedTableTests
{
    [Fact]
    public void Iris_standardised_agrees_with_an_independent_computation()
    {
        DataSet data = ProblemAssert.Build(new IrisProblem(150));

        ProblemAssert.Near([-0.90068117, 1.01900435, -1.34022653, -1.3154443], data.X[..4], 5e-9);
        ProblemAssert.Near([0.06866179, -0.13197948, 0.76275827, 0.79067065], data.X[^4..], 5e-9);
        Assert.Equal(1331.3707615450403, data.X.Sum(x => x * x * x * x), 1e-9);
        Assert.Equal([50, 50, 50], ClassSizes(data));
    }

    [Fact]
    public void The_first_samples_are_taken_before_standardising()
    {
        DataSet data = ProblemAssert.Build(new IrisProblem(100));

        ProblemAssert.Near([0.35866332, -0.627704, 0.85905497, 0.91406997], data.X[^4..], 5e-9);
        Assert.Equal([50, 50, 0], ClassSizes(data));
    }

    [Fact]
    public void Wine_standardised_agrees_with_an_independent_computation()
    {
        DataSet data = ProblemAssert.Build(new WineProblem(178));

        ProblemAssert.Near([1.51861254, -0.5622498, 0.23205254, -1.16959318, 1.91390522, 0.80899739], data.X[..6], 5e-9);
        Assert.Equal(6879.603752322771, data.X.Sum(x => x * x * x * x), 1e-8);
        Assert.Equal([59, 71, 48], ClassSizes(data));
    }

    [Fact]
    public void Digits_standardised_agrees_with_an_independent_computation_and_constant_columns_are_zero()
    {
        DataSet data = ProblemAssert.Build(new DigitsProblem(1797));

        ProblemAssert.Near([0, -0.33501649, -0.04308102, 0.27407152, -0.66447751, -0.84412939], data.X[..6], 5e-9);
        Assert.Equal(12375207.767799852, data.X.Sum(x => x * x * x * x), 1e-3);
        Assert.Equal(3, Enumerable.Range(0, 64).Count(column => data.X.Where((_, i) => i % 64 == column).All(x => x == 0)));
        Assert.Equal(1797, ClassSizes(data).Sum());
    }

    [Theory]
    [InlineData("iris", 4)]
    [InlineData("wine", 13)]
    [InlineData("digits", 64)]
    public void Standardised_columns_have_mean_zero_and_variance_one_or_are_constant(string name, int columns)
    {
        DataSet data = ProblemAssert.Build(name switch { "iris" => new IrisProblem(150), "wine" => new WineProblem(178), _ => new DigitsProblem(1797) });

        for (int column = 0; column < columns; column++)
        {
            double[] values = [.. data.X.Where((_, i) => i % columns == column)];
            Assert.Equal(0, values.Average(), 1e-13);
            Assert.Equal(values.All(x => x == 0) ? 0 : 1, values.Average(x => x * x), 1e-12);
        }
    }

    private static int[] ClassSizes(DataSet data)
    {
        Assert.All(data.Y, y => Assert.True(y is 0 or 1));
        Assert.All(data.Y.Chunk(data.Outputs), row => Assert.Equal(1, row.Sum()));
        return [.. Enumerable.Range(0, data.Outputs).Select(label => data.Y.Chunk(data.Outputs).Count(row => row[label] == 1))];
    }
}
