using OrleansSymmetry.Pictures.Axes;

namespace OrleansSymmetry.Pictures.Tests.Axes;

public sealed class ContourLoopsTests
{
    [Fact]
    public void Loop_around_a_hill_is_its_circle()
    {
        // 100 - (distance from (20, 12))^2 is at least 19 within a radius of 9.
        const int Columns = 41;
        const int Rows = 25;
        const double Radius = 9;
        IReadOnlyList<(double X, double Y)> loop = Assert.Single(
            ContourLoops.Of(Columns, Rows, (i, j) => 100 - Square(i - 20) - Square(j - 12), 100 - Square(Radius)));

        // A chord of a cell lies inside its circle by at most the sag of its length: (sqrt 2)^2 / (8 r), and as much for the interpolation.
        Assert.All(loop, point => Assert.InRange(Math.Sqrt(Square(point.X - 20) + Square(point.Y - 12)), Radius - (0.5 / Radius), Radius + 1e-9));
        Assert.Equal(Math.PI * Square(Radius), Area(loop), 0.01 * Math.PI * Square(Radius));
    }

    [Fact]
    public void Loop_around_a_hollow_runs_the_other_way_round()
    {
        IReadOnlyList<IReadOnlyList<(double X, double Y)>> loops = ContourLoops.Of(21, 21, (i, j) => Square(i - 10) + Square(j - 10), 25);
        Assert.Equal(2, loops.Count);

        // The border of the grid, without the corners' hollow in its middle.
        Assert.Equal((20 * 20) - (Math.PI * 25), loops.Sum(Area), 2.0);
    }

    [Fact]
    public void Area_at_least_a_level_of_a_slope_is_exact()
    {
        // f = 2 i + j >= 7 on [0, 10] x [0, 4]: a slope is linear, so marching squares makes no error.
        IReadOnlyList<(double X, double Y)> loop = Assert.Single(ContourLoops.Of(11, 5, (i, j) => (2 * i) + j, 7));
        double left = ((7.0 / 2) + (3.0 / 2)) / 2 * 4;
        Assert.Equal(40 - left, Area(loop), 12);
    }

    [Fact]
    public void Points_without_a_value_are_lower_than_every_level()
    {
        IReadOnlyList<IReadOnlyList<(double X, double Y)>> loops = ContourLoops.Of(5, 5, (i, j) => i == 2 && j == 2 ? double.NegativeInfinity : 1, 0);

        // Four cells around the hole lose the half beyond their diagonal.
        Assert.Equal(16 - 2, loops.Sum(Area), 12);
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(1, 2)]
    public void Crossing_of_a_saddle_is_decided_by_the_middle_of_its_cell(double level, int loops) =>
        Assert.Equal(loops, ContourLoops.Of(2, 2, (i, j) => i == j ? 2 : -2, level).Count);

    [Fact]
    public void Huge_values_cross_where_they_should()
    {
        IReadOnlyList<(double X, double Y)> loop = Assert.Single(ContourLoops.Of(2, 2, (i, _) => i == 0 ? -double.MaxValue : double.MaxValue, 0));
        Assert.Equal(0.5, Area(loop), 12);
    }

    private static double Square(double value) => value * value;

    // Shoelace formula: positive for loops that run anticlockwise.
    private static double Area(IReadOnlyList<(double X, double Y)> loop) =>
        loop.Select((point, i) => (point, next: loop[(i + 1) % loop.Count])).Sum(pair => (pair.point.X * pair.next.Y) - (pair.next.X * pair.point.Y)) / 2;
}
