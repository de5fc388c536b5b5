using System.Globalization;
using CsCheck;
using OrleansSymmetry.Pictures.Text;

namespace OrleansSymmetry.Pictures.Tests.Text;

public sealed class FiguresTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(9.6e-35, "0")]
    [InlineData(0.0615392148, "0.0615392148")]
    [InlineData(-0.25, "-0.2500000000")]
    [InlineData(12.5, "12.500000")]
    [InlineData(1e-5, "1.000000e-05")]
    [InlineData(2.5e6, "2.500000e+06")]
    public void Loss_has_digits_enough_to_tell_levels_apart_and_is_0_where_it_is_rounding(double loss, string text) => Assert.Equal(text, Figures.Loss(loss));

    [Fact]
    public void Loss_is_0_up_to_the_rounding_of_its_objective()
    {
        Assert.Equal("0", Figures.Loss(1e-20, rounding: 1e-20));
        Assert.Equal("1.000000e-20", Figures.Loss(1e-20, rounding: 0.9e-20));
    }

    [Theory]
    [InlineData(null, "-")]
    [InlineData(0.0, "0")]
    [InlineData(1.0, "1.000")]
    [InlineData(0.06, "0.06000")]
    [InlineData(1234.56, "1235")]
    [InlineData(-3.5, "-3.500")]
    [InlineData(1e-4, "0.0001000")]
    [InlineData(9.9e-5, "9.90e-05")]
    [InlineData(1e6, "1.00e+06")]
    public void Brief_figure_has_three_or_four_digits_that_count(double? value, string text) => Assert.Equal(text, Figures.Brief(value));

    [Fact]
    public void Brief_figure_is_within_a_thousandth_of_its_value() => Gen.Double[1e-9, 1e9].Sample(value =>
        Math.Abs(double.Parse(Figures.Brief(value), CultureInfo.InvariantCulture) - value) <= 0.0051 * value);

    [Theory]
    [InlineData(1, "100.00 %")]
    [InlineData(0.9999999, "over 99.99 %")]
    [InlineData(0.12345, "12.35 %")]
    [InlineData(0, "0.00 %")]
    public void What_is_not_everything_is_not_printed_as_everything(double fraction, string text) => Assert.Equal(text, Figures.PercentWithSign(fraction));

    [Theory]
    [InlineData("384", "384")]
    [InlineData("999999999", "999999999")]
    [InlineData("1000000000", "10^9.00")]
    [InlineData("infinite order", "infinite order")]
    public void Order_is_exact_while_it_is_short(string order, string text) => Assert.Equal(text, Figures.Order(order));

    [Theory]
    [InlineData(0.25, "0.2 s")]
    [InlineData(9.96, "10.0 s")]
    [InlineData(42, "42 s")]
    [InlineData(61, "1 min 1 s")]
    [InlineData(7260, "2 h 1 min")]
    [InlineData(360000, "100 h 0 min")]
    public void Duration_is_said_in_the_units_of_a_person(double seconds, string text) => Assert.Equal(text, Figures.Duration(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(0, "0 classes")]
    [InlineData(1, "1 class")]
    [InlineData(1234567, "1,234,567 classes")]
    public void Counted_things_are_one_or_many(long count, string text) => Assert.Equal(text, Figures.Counted(count, "class", "classes"));
}
