using OrleansSymmetry.Client.Views;
using OrleansSymmetry.Landscape.Questions;
using OrleansSymmetry.Landscape.Symmetry.Moves;
using OrleansSymmetry.Pictures;

namespace OrleansSymmetry.Client.Tests.Views;

public sealed class SwapPictureTests
{
    [Fact]
    public void Paths_of_one_profile_share_a_curve_that_bears_their_names()
    {
        SwapPath first = SampleAnswers.Swap.Paths[0];
        SwapPath again = first with { Move = Move.Exchange(1, 3, 4), Loss = [.. first.Loss.Select(loss => loss + 1e-15)] };
        SwapPath other = SampleAnswers.Swap.Paths[1];

        LinePlot plot = SwapPicture.Of(SampleAnswers.Swap with { Paths = [first, again, other] });

        Assert.Equal([MoveNotation.Write(other.Move), "1:(1 2), 1:(3 4)"], plot.Curves.Select(curve => curve.Name));
        Assert.DoesNotContain("paths", plot.Title, StringComparison.Ordinal);
    }
}
