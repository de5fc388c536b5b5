using OrleansSymmetry.Client.Views;
using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Pictures.Text;

namespace OrleansSymmetry.Client.Tests.Views;

public sealed class CensusViewTests
{
    [Fact]
    public void Census_of_every_kind_of_landscape_reads_as_agreed() => GoldenFile.Check("census.txt", Print(SampleReports.Xor));

    [Fact]
    public void Census_of_one_landscape_without_a_grid_reads_as_agreed() => GoldenFile.Check(
        "census-one.txt",
        Print(SampleReports.Xor with { Landscapes = [SampleReports.Xor.Landscapes[0] with { Set = [] }] }));

    [Fact]
    public void Census_fits_a_page_and_has_no_control_characters()
    {
        foreach (string line in Print(SampleReports.Xor).Split('\n'))
        {
            Assert.True(line.Length <= Paragraph.Width, $"{line.Length} letters: {line}");
            Assert.Equal(line.TrimEnd(), line);
            Assert.DoesNotContain(line, char.IsControl);
        }
    }

    [Theory]
    [InlineData(10, 900, 50, 40, 0, "families")]
    [InlineData(0, 10, 900, 90, 0, "infinity")]
    [InlineData(0, 10, 20, 970, 0, "more steps")]
    [InlineData(0, 10, 20, 970, 960, "smooth activation")]
    public void Census_without_a_class_says_why(long saddles, long degenerate, long diverging, long unconverged, long atKink, string why)
    {
        Report report = SampleReports.Xor with
        {
            Landscapes =
            [
                SampleReports.Xor.Landscapes[2] with { Ended = new EndedReport(0, degenerate, saddles, diverging, unconverged, 0), AtKink = atKink },
            ],
        };
        Assert.Contains(why, Print(report).Replace('\n', ' '), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(NonConvexityReport.EndPoint, "from the end of the run of seed 14 (loss 0) straight to its copy with unit 1 of layer 1 flipped")]
    [InlineData(NonConvexityReport.StartPoint, "from the start of the run of seed 14 (loss 0) straight to its copy with unit 1 of layer 1 flipped")]
    public void Census_without_a_class_shows_that_the_loss_is_not_convex_by_a_run(string point, string said)
    {
        LandscapeReport landscape = SampleReports.Xor.Landscapes[2] with
        {
            NonConvexity = new NonConvexityReport(null, "unit 1 of layer 1 flipped", 0.5, [-9.6e-35, 0], 0.25, 0.25) { Point = point, Seed = 14 },
        };

        Assert.Empty(landscape.Classes);
        Assert.Contains(
            $"not convex {said} the loss rises to 0.2500, 0.2500 above both ends",
            OneLine(Print(SampleReports.Xor with { Landscapes = [landscape] })),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Census_on_a_narrow_terminal_leaves_columns_out_and_says_so()
    {
        const int Narrow = 80;
        string census = Print(SampleReports.Xor, Narrow);
        Assert.All(census.Split('\n'), line => Assert.True(line.Length <= Narrow, $"{line.Length} letters: {line}"));
        Assert.Contains("There is no room for max eig", census, StringComparison.Ordinal);
    }

    [Fact]
    public void Loss_that_is_rounding_of_the_objective_is_printed_as_zero()
    {
        LandscapeReport landscape = SampleReports.Xor.Landscapes[0];
        ClassReport fit = landscape.Classes[0] with { Loss = 5.8e-19, MaxEigenvalue = 2, Norm = 2.5 };
        LandscapeReport fitted = landscape with { Classes = [fit], LossLevels = [new LossLevelReport(5.8e-19, 1, fit.Hits)] };

        Assert.DoesNotContain("e-19", Print(SampleReports.Xor with { Landscapes = [fitted] }), StringComparison.Ordinal);

        // The same loss on a scale of 1e-9 is a figure like any other.
        LandscapeReport small = fitted with { Classes = [fit with { MaxEigenvalue = 2e-18 }] };
        Assert.Contains("5.800000e-19", Print(SampleReports.Xor with { Landscapes = [small] }), StringComparison.Ordinal);
    }

    private static string OneLine(string text) => string.Join(' ', text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));

    private static string Print(Report report, int width = Paragraph.Width)
    {
        using var shell = new Shell();
        CensusView.Print(new Page(shell.Terminal.Results, width), report);
        return shell.Output;
    }
}
