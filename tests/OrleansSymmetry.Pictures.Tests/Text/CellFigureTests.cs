using OrleansSymmetry.Pictures.Text;

namespace OrleansSymmetry.Pictures.Tests.Text;

public sealed class CellFigureTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(double.NaN, "-")]
    [InlineData(double.NegativeInfinity, "-")]
    [InlineData(0.25, "0.250")]
    [InlineData(-12.34, "-12.3")]
    [InlineData(1234, "1234")]
    [InlineData(0.00123, "0.0012")]
    [InlineData(1.24e-5, "1.2e-5")]
    [InlineData(1e4, "1.0e4")]
    public void Figure_has_three_digits_that_count(double value, string text) => Assert.Equal(text, CellFigure.Of(value));

    [Fact]
    public void Figure_fits_its_cell_however_large_it_is()
    {
        foreach (double value in new[] { -0.0012345, -9999.4, -1.25e-5, 1e100, -1e-9 })
        {
            Assert.True(CellFigure.Of(value).Length <= 7, CellFigure.Of(value));
        }
    }
}
