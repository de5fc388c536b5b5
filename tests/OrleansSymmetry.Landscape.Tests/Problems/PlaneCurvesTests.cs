using OrleansSymmetry.Landscape.Problems;
using OrleansSymmetry.Landscape.Specs;

namespace OrleansSymmetry.Landscape.Tests.Problems;

public sealed class PlaneCurvesTests
{
    [Fact]
    public void Spirals_of_194_points_are_the_benchmark_of_Lang_and_Witbrock()
    {
        DataSet data = ProblemAssert.Build(new SpiralsProblem(194, 0, 0));

        for (int i = 0; i < 97; i++)
        {
            double angle = i * Math.PI / 16;
            double radius = 6.5 * (104 - i) / 104;
            ProblemAssert.Near([radius * Math.Sin(angle), radius * Math.Cos(angle)], data.X[(2 * i)..((2 * i) + 2)], 1e-13);
            ProblemAssert.Near([-data.X[2 * i], -data.X[(2 * i) + 1]], data.X[(194 + (2 * i))..(196 + (2 * i))], 0);
            Assert.Equal((0, 1), (data.Y[i], data.Y[97 + i]));
        }
    }

    [Fact]
    public void Moons_without_noise_lie_on_two_unit_circles()
    {
        DataSet data = ProblemAssert.Build(new MoonsProblem(40, 0, 0));

        for (int s = 0; s < 40; s++)
        {
            (double x, double y) = (data.X[2 * s], data.X[(2 * s) + 1]);
            (double cx, double cy) = s < 20 ? (0, 0) : (1.0, 0.5);
            Assert.Equal(1, ((x - cx) * (x - cx)) + ((y - cy) * (y - cy)), 1e-14);
            Assert.True(s < 20 ? y >= -1e-15 : y <= 0.5 + 1e-15);
            Assert.Equal(s < 20 ? 0 : 1, data.Y[s]);
        }

        ProblemAssert.Near([1, 0], data.X[..2], 1e-15);
        ProblemAssert.Near([2, 0.5], data.X[^2..], 1e-15);
    }

    [Fact]
    public void Circles_without_noise_are_two_regular_polygons_about_the_origin()
    {
        DataSet data = ProblemAssert.Build(new CirclesProblem(16, 0, 0));

        for (int s = 0; s < 16; s++)
        {
            (double x, double y) = (data.X[2 * s], data.X[(2 * s) + 1]);
            double radius = s < 8 ? 1 : 0.5;
            Assert.Equal(radius, Math.Sqrt((x * x) + (y * y)), 1e-15);
            Assert.Equal(s < 8 ? 0 : 1, data.Y[s]);
        }

        double h = Math.Sqrt(0.5);
        ProblemAssert.Near([1, 0, h, h, 0, 1, -h, h, -1, 0, -h, -h, 0, -1, h, -h], data.X[..16], 1e-15);
    }

    [Fact]
    public void Noise_has_the_standard_deviation_that_was_asked_for_and_follows_the_seed()
    {
        double[] clean = ProblemAssert.Build(new MoonsProblem(20_000, 0, 0)).X;
        double[] noisy = ProblemAssert.Build(new MoonsProblem(20_000, 0.25, 3)).X;
        double[] same = ProblemAssert.Build(new MoonsProblem(20_000, 0.25, 3)).X;
        double[] other = ProblemAssert.Build(new MoonsProblem(20_000, 0.25, 4)).X;

        double[] noise = [.. noisy.Zip(clean, (a, b) => a - b)];

        // Standard errors: 0.25 / sqrt(40000) = 0.00125 of the mean, 0.25 / sqrt(80000) = 0.0009 of the deviation.
        Assert.Equal(0, noise.Average(), 0.006);
        Assert.Equal(0.25, Math.Sqrt(noise.Average(x => x * x)), 0.005);
        Assert.Equal(noisy, same);
        Assert.NotEqual(noisy, other);
    }
}
