using OrleansSymmetry.Landscape.Symmetry.Groups;

namespace OrleansSymmetry.Landscape.Tests.Symmetry.Groups;

public sealed class IntegerRootTests
{
    [Theory]
    [InlineData(0.0, 1, 0.0)]
    [InlineData(0.3, 1, 0.3)]
    [InlineData(5.0, 1, 5.0)]
    [InlineData(0.0, 2, 0.0)]
    [InlineData(0.0, 3, 0.0)]
    [InlineData(1.0, 3, 1.0)]
    [InlineData(27.0, 3, 3.0)]
    [InlineData(0.125, 3, 0.5)]
    [InlineData(1e300, 3, 1e100)]
    [InlineData(16.0, 4, 2.0)]
    [InlineData(32.0, 5, 2.0)]
    public void Root_of_a_power_is_what_was_raised(double value, int degree, double root) => Assert.Equal(root, IntegerRoot.Of(value, degree));

    [Fact]
    public void Square_root_is_the_nearest_number() => Assert.All(Enumerable.Range(1, 100), n => Assert.Equal(Math.Sqrt(n), IntegerRoot.Of(n, 2)));
}
