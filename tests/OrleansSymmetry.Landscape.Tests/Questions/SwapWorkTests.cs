using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Questions;
using OrleansSymmetry.Landscape.Symmetry.Moves;

namespace OrleansSymmetry.Landscape.Tests.Questions;

public sealed class SwapWorkTests
{
    private const double Rounding = 1e-13;

    [Fact]
    public void Exchange_paths_of_xor_have_equal_ends_symmetric_losses_and_a_level_middle()
    {
        GeometryInput input = Censuses.Xor;
        Assert.Equal(6, input.Report.Classes.Count);
        foreach (ClassReport found in input.Report.Classes)
        {
            SwapAnswer answer = Censuses.Answer<SwapAnswer>(new SwapQuestion(0, found.Id, null, null), input);

            SwapPath path = Assert.Single(answer.Paths);
            Assert.Equal("units 1 and 2 of layer 1 exchanged", path.Words);
            Assert.Equal((2, 65, 65), (path.Order, answer.T.Length, path.Loss.Count));
            Assert.InRange(path.EndDifference, 0, Rounding);
            Assert.InRange(path.Asymmetry!.Value, 0, Rounding);
            Assert.InRange(path.MiddleSlope!.Value, -Rounding, Rounding);
            Assert.Equal(path.PeakLoss - found.Loss, path.Height!.Value, 1e-13);
            Assert.True(path.Height > 0.01);
            Assert.Equal(path.Loss[32], path.Middle.Loss);
            Assert.Null(path.Centre);
            SwapLine line = Assert.Single(path.Lines);
            Assert.True(line is { IsConstant: true, Kind: SwapLineKind.Contrast });
            Assert.Equal(0.01, line.Curvature, 1e-12);
            Assert.Equal(5, path.Critical.Dimension);
            Assert.InRange(path.Critical.Point.Gradient!.Value, 0, 1e-11);

            // Two ways round the ridge: the pass between the copies, or down to the network of zeros, where the loss is the targets' mean square.
            bool leadsToZero = path.Critical.Point.Loss > 0.9;
            Assert.Equal(leadsToZero ? CriticalKind.Minimum : CriticalKind.PermutationSaddle, path.Critical.Kind);
            Assert.Equal(leadsToZero ? 1 : 0.7611441764680, path.Critical.Point.Loss!.Value, 1e-12);
            Assert.Equal(leadsToZero ? 0 : 1, path.Critical.Point.Index);
            if (leadsToZero)
            {
                Assert.All(path.Critical.Theta, weight => Assert.Equal(0, weight, 1e-9));
            }
        }
    }

    [Fact]
    public void Exchanging_one_class_of_iris_leads_down_to_the_other_two_numberings_of_its_duplicates()
    {
        // Both optima have a pair of equal units; where another pair is tied, minimising leads to the other optimum.
        GeometryInput input = Censuses.Iris;
        Assert.Equal(2, input.Report.Classes.Count);
        for (int c = 0; c < 2; c++)
        {
            SwapAnswer answer = Censuses.Answer<SwapAnswer>(new SwapQuestion(0, input.Report.Classes[c].Id, 1, null), input);

            Assert.Equal(3, answer.Paths.Count);
            SwapPath still = Assert.Single(answer.Paths, path => path.Length < 1e-6);
            Assert.Equal((0.0, input.Report.Classes[c].Loss), (still.Height!.Value, Math.Round(still.Critical.Point.Loss!.Value, 14)), SameToRounding);
            foreach (SwapPath path in answer.Paths.Where(path => path != still))
            {
                Assert.Equal(CriticalKind.Minimum, path.Critical.Kind);
                Assert.Equal(input.Report.Classes[1 - c].Loss, path.Critical.Point.Loss!.Value, 1e-12);
                Assert.Equal(3, path.LineCount);
                Assert.All(path.Lines, line => Assert.True(line.IsConstant));
                Assert.All(path.Lines, line => Assert.False(line.IsEigenvector));
            }
        }
    }

    [Fact]
    public void Flip_paths_have_a_dead_unit_at_the_middle_and_lines_along_all_its_weights()
    {
        GeometryInput input = Censuses.Iris;
        SwapAnswer answer = Censuses.Answer<SwapAnswer>(
            new SwapQuestion(0, input.Report.Classes[0].Id, null, [MoveNotation.Read([], [2], 1), MoveNotation.Read(["(1 2)"], [1], 1)]), input);

        Assert.Equal(3 + 4 + 1, answer.Paths[0].LineCount);
        Assert.Equal((2, 4), (answer.Paths[0].Order, answer.Paths[1].Order));
        Assert.Null(answer.Paths[1].Asymmetry);
        Assert.NotNull(answer.Paths[1].Centre);
        Assert.Equal(2 * (3 + 4 + 1), answer.Paths[1].LineCount);
        Assert.All(answer.Paths.SelectMany(path => path.Lines), line => Assert.True(line.IsConstant));
        Assert.All(answer.Paths, path => Assert.Equal(CriticalKind.PermutationSaddle, path.Critical.Kind));
    }

    [Fact]
    public void A_part_has_the_same_bytes_whenever_it_is_computed()
    {
        GeometryInput input = Censuses.Iris;
        var question = new SwapQuestion(0, input.Report.Classes[1].Id, null, null);
        IGeometryWork work = GeometryWork.Of(question, input);
        byte[] last = work.Compute(2, TestContext.Current.CancellationToken);
        byte[] first = work.Compute(0, TestContext.Current.CancellationToken);

        IGeometryWork again = GeometryWork.Of(question, input with { Runs = [.. input.Runs.Reverse()] });
        Assert.Equal(first, again.Compute(0, TestContext.Current.CancellationToken));
        Assert.Equal(last, again.Compute(2, TestContext.Current.CancellationToken));
    }

    private static bool SameToRounding((double, double) a, (double, double) b) =>
        Math.Abs(a.Item1 - b.Item1) <= Rounding && Math.Abs(a.Item2 - b.Item2) <= Rounding;
}
