using OrleansSymmetry.Landscape.Problems;

namespace OrleansSymmetry.Landscape.Tests.Problems;

public sealed class ExpressionTests
{
    [Theory]
    [InlineData("1 + 2*3", 7)]
    [InlineData("(1 + 2)*3", 9)]
    [InlineData("8/4/2", 1)]
    [InlineData("1 - 2 - 3", -4)]
    [InlineData("2^3^2", 512)]
    [InlineData("-x^2", -4)]
    [InlineData("(-x)^2", 4)]
    [InlineData("(-x)^3", -8)]
    [InlineData("x^-2", 0.25)]
    [InlineData("x^0.5", 1.4142135623730951)]
    [InlineData("2*-x", -4)]
    [InlineData("--x", 2)]
    [InlineData("1.5e1 + .5", 15.5)]
    [InlineData("2e", double.NaN)]
    [InlineData("sin(pi/2)", 1)]
    [InlineData("exp(x) - exp(x)", 0)]
    [InlineData("log(exp(3))", 3)]
    [InlineData("tanh(0) + erf(0) + cos(0)", 1)]
    [InlineData("erf(0.5)", 0.5204998778130465)]
    [InlineData("sqrt(abs(-x*8))", 4)]
    [InlineData(" x ", 2)]
    public void An_expression_has_its_value_at_two(string text, double expected)
    {
        if (double.IsNaN(expected))
        {
            Assert.Throws<FormatException>(() => Expression.Parse(text));
            return;
        }

        Assert.Equal(expected, Expression.Parse(text).At(2), 4e-15);
    }

    [Theory]
    [InlineData("1 + ", 5)]
    [InlineData("sin x", 5)]
    [InlineData("y", 1)]
    [InlineData("(1", 3)]
    [InlineData("1)", 2)]
    [InlineData("2 x", 3)]
    [InlineData("x ** 2", 4)]
    [InlineData("1..2", 1)]
    [InlineData("x $", 3)]
    public void A_mistake_is_named_with_its_column(string text, int column)
    {
        FormatException mistake = Assert.Throws<FormatException>(() => Expression.Parse(text));

        Assert.StartsWith($"At column {column} ", mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Endless_nesting_and_length_are_refused()
    {
        Assert.Throws<FormatException>(() => Expression.Parse(new string('(', 500) + "x" + new string(')', 500)));
        Assert.Throws<FormatException>(() => Expression.Parse(new string('-', 500) + "x"));
        Assert.Throws<FormatException>(() => Expression.Parse("x" + string.Concat(Enumerable.Repeat("+x", 5000))));
    }
}
