using System.Globalization;
using CsCheck;
using OrleansSymmetry.Pictures.Axes;

namespace OrleansSymmetry.Pictures.Tests.Axes;

public sealed class ScaleTests
{
    [Theory]
    [InlineData(0, 1, 5, "0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(-3, 3, 6, "-3 -2 -1 0 1 2 3")]
    [InlineData(0.06, 0.31, 4, "0.1 0.2 0.3")]
    [InlineData(1234567, 1234572, 5, "1.234567e6 1.234568e6 1.234569e6 1.234570e6 1.234571e6 1.234572e6")]
    [InlineData(0, 4e-7, 4, "0 1e-7 2e-7 3e-7 4e-7")]
    public void Ticks_of_a_linear_axis_are_round(double low, double high, int wanted, string labels) =>
        Assert.Equal(labels, Labels(new LinearScale(low, high).Ticks(wanted)));

    [Theory]
    [InlineData(1e-6, 1, 4, "1e-6 1e-4 1e-2 1")]
    [InlineData(0.1, 100, 5, "0.1 1 10 100")]
    [InlineData(2, 9, 5, "2 3 5 7")]
    [InlineData(1.01, 1.04, 4, "1.01 1.02 1.03 1.04")]
    public void Ticks_of_a_logarithmic_axis_are_round(double low, double high, int wanted, string labels) =>
        Assert.Equal(labels, Labels(LogarithmicScale.Over(new DataRange(low, high)).Ticks(wanted)));

    [Fact]
    public void Ticks_lie_on_their_axis_and_read_as_what_they_are() =>
        Gen.Select(Gen.Double[-1e9, 1e9], Gen.Double[1e-6, 1e9], Gen.Int[1, 12]).Sample((low, length, wanted) =>
    {
        foreach (Scale scale in new Scale[] { new LinearScale(low, low + length), LogarithmicScale.Over(new DataRange(length, (1 + Math.Abs(low)) * length)) })
        {
            // A value near the ends is known to a unit in the last place, which is not little beside an axis far from zero.
            double largest = Math.Max(Math.Abs(scale.Low), Math.Abs(scale.High));
            double rounding = 1e-8 + (2 * (Math.BitIncrement(largest) - largest) / (scale.High - scale.Low));
            IReadOnlyList<Tick> ticks = scale.Ticks(wanted);
            Assert.Equal(ticks.Select(tick => tick.Value).Order(), ticks.Select(tick => tick.Value));
            foreach (Tick tick in ticks)
            {
                Assert.InRange(scale.At(tick.Value), -rounding, 1 + rounding);
                double read = double.Parse(tick.Label, CultureInfo.InvariantCulture);
                Assert.True(Math.Abs(read - tick.Value) <= 1e-9 * Math.Max(Math.Abs(tick.Value), length), $"{tick.Label} stands at {tick.Value}");
            }
        }
    });

    [Fact]
    public void Levels_are_no_more_than_asked_for() => Gen.Select(Gen.Double[-9, 9], Gen.Double[1e-3, 12], Gen.Int[1, 12]).Sample((low, length, most) =>
    {
        Assert.InRange(new LinearScale(low, low + length).Levels(most).Count, 0, most);
        Assert.InRange(LogarithmicScale.Over(new DataRange(Math.Pow(10, low), Math.Pow(10, low + length))).Levels(most).Count, 0, most);
    });

    [Fact]
    public void Symmetric_axis_is_odd_and_spaces_decades_evenly()
    {
        var scale = SymmetricLogarithmicScale.Of([-100, 1e-3, 100], zeroUpTo: 0);
        double middle = scale.At(0);
        Assert.Equal(0.5, middle, 12);
        double decade = scale.At(100) - scale.At(10);
        Assert.Equal(decade, scale.At(1e-2) - scale.At(1e-3), 12);
        Assert.Equal(decade, scale.At(1e-3) - middle, 12);
        Assert.Equal(decade / 2, scale.At(5e-4) - middle, 12);
        foreach (double value in new[] { 1e-4, 0.02, 3, 70 })
        {
            Assert.Equal(scale.At(value) - middle, middle - scale.At(-value), 12);
        }
    }

    [Fact]
    public void Symmetric_axis_labels_zero_and_its_outermost_decades() =>
        Assert.Equal("-100 0 100", Labels(SymmetricLogarithmicScale.Of([-200, 1e-3, 200], zeroUpTo: 0).Ticks(3)));

    [Theory]
    [InlineData(-0.0)]
    [InlineData(5e-324)]
    [InlineData(1e-300)]
    [InlineData(-2.5)]
    [InlineData(1e300)]
    [InlineData(double.MaxValue)]
    public void Single_value_lies_in_the_middle_of_its_axis(double value)
    {
        var scale = LinearScale.Around(DataRange.Of([value])!.Value);
        Assert.Equal(0.5, scale.At(Math.Clamp(value, -1e307, 1e307)), Math.Abs(value) > 1e305 ? 0 : 9);
        Assert.NotEmpty(scale.Ticks(5));
    }

    [Fact]
    public void Values_that_differ_by_rounding_are_constant()
    {
        Assert.True(DataRange.Of([0.06, 0.06 + 1e-16])!.Value.IsConstant);
        Assert.False(DataRange.Of([0.06, 0.06 + 1e-9])!.Value.IsConstant);
    }

    [Fact]
    public void Range_of_nothing_is_nothing() => Assert.Null(DataRange.Of([null, double.NaN, double.PositiveInfinity]));

    private static string Labels(IReadOnlyList<Tick> ticks) => string.Join(' ', ticks.Select(tick => tick.Label));
}
