using OrleansSymmetry.Client.Rendering;
using OrleansSymmetry.Landscape.Formats;

namespace OrleansSymmetry.Client.Tests.Rendering;

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

    private static string Print(Report report)
    {
        using var shell = new Shell();
        CensusView.Print(new Page(shell.Terminal.Results), report);
        return shell.Output;
    }
}
