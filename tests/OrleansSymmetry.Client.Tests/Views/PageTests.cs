using OrleansSymmetry.Client.Views;
using OrleansSymmetry.Pictures;
using OrleansSymmetry.Pictures.Plain;

namespace OrleansSymmetry.Client.Tests.Views;

public sealed class PageTests
{
    [Fact]
    public void Picture_printed_without_colours_is_its_lines()
    {
        using var shell = new Shell();
        var plot = new LinePlot("Two lines", "t", "loss", [new Curve("up", [0, 1], [0, 1]), new Curve("down", [0, 1], [1, 0])], [new Mark("here", 0.5, 0.5)]);
        new Page(shell.Terminal.Results, 60).Picture(width => PlainLinePlot.Draw(plot, width));
        Assert.Equal(string.Join('\n', PlainLinePlot.Draw(plot, 60).Lines) + "\n", shell.Output);
    }
}
