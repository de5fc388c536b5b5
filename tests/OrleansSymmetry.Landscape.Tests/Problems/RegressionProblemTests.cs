using OrleansSymmetry.Landscape.Problems;
using OrleansSymmetry.Landscape.Specs;

namespace OrleansSymmetry.Landscape.Tests.Problems;

public sealed class RegressionProblemTests
{
    [Theory]
    [InlineData("sin", 0.8414709848078965)]
    [InlineData("cos", 0.5403023058681398)]
    [InlineData("sinc", 0.8414709848078965)]
    [InlineData("step", 1)]
    [InlineData("runge", 1.0 / 26)]
    [InlineData("gaussian", 0.36787944117144233)]
    [InlineData("abs", 1)]
    [InlineData("cubic", 1)]
    [InlineData("sawtooth", 0)]
    public void A_function_has_its_known_value_at_one(string function, double expected)
    {
        DataSet data = ProblemAssert.Build(new RegressionProblem(function, 5, -3, 1));

        Assert.Equal([-3, -2, -1, 0, 1], data.X);
        Assert.Equal(expected, data.Y[^1], 1e-15);
        Assert.All(data.Y, y => Assert.True(double.IsFinite(y)));
    }
}
