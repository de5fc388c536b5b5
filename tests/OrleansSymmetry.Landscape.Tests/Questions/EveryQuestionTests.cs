using OrleansSymmetry.Landscape.Questions;
using OrleansSymmetry.Landscape.Symmetry.Groups;

namespace OrleansSymmetry.Landscape.Tests.Questions;

/// <summary>All questions about landscapes of many kinds: exact objectives, free scales, mixing units, several layers.</summary>
public sealed class EveryQuestionTests
{
    private const string Newton = "'train': [{ 'method': 'adam', 'steps': 1000, 'step': 0.01 }, { 'method': 'newton', 'steps': 300, 'gradient': 1e-10 }]";

    public static TheoryData<string> Sweeps =>
    [
        $"{{ 'name': 'a', 'problem': 'relu-teacher', 'network': {{ 'hidden': [3] }}, 'init': {{ 'kind': 'fan-in-normal' }}, 'seeds': '0..1', {Newton} }}",
        $"{{ 'name': 'b', 'problem': 'xor', 'network': {{ 'hidden': [2, 2], 'activation': 'tanh' }}, 'loss': {{ 'l2': 0.01 }}, 'seeds': '0..1', {Newton} }}",
        $"{{ 'name': 'd', 'problem': {{ 'kind': 'autoencoder', 'covariance': [3, 2, 1] }}, 'network': {{ 'hidden': [2], "
        + $"'activation': 'identity', 'bias': false }}, 'seeds': '0..1', {Newton} }}",
        $"{{ 'name': 'e', 'problem': {{ 'kind': 'gauss-hermite', 'nodes': 16, 'target': 'tanh(x) + 0.5*tanh(2*x-1)' }}, "
        + $"'network': {{ 'hidden': [2], 'activation': 'sigmoid' }}, 'seeds': '0..1', {Newton} }}",
        $"{{ 'name': 'f', 'problem': 'xor', 'network': {{ 'hidden': [2], 'activation': 'sin' }}, 'loss': {{ 'l2': 0.01 }}, 'seeds': '0..1', {Newton} }}",
        $"{{ 'name': 'g', 'problem': 'iris', 'network': {{ 'hidden': [2], 'activation': 'square' }}, 'loss': {{ 'l2': 0.01 }}, 'seeds': '0..1', {Newton} }}",
    ];

    [Theory]
    [MemberData(nameof(Sweeps))]
    public void Every_question_is_answered_soundly(string sweep)
    {
        GeometryInput input = Censuses.Of(sweep, 24);
        Assert.NotEmpty(input.Report.Classes);
        string id = input.Report.Classes[0].Id;

        SwapAnswer swap = Censuses.Answer<SwapAnswer>(new SwapQuestion(0, id, null, null), input);
        Assert.All(swap.Paths, path =>
        {
            Assert.InRange(path.EndDifference, 0, 1e-9);
            Assert.InRange(path.Asymmetry!.Value, 0, 1e-9);
            Assert.All(path.Lines, line => Assert.True(line.IsConstant));
        });
        ShowAnswer show = Censuses.Answer<ShowAnswer>(new ShowQuestion(0, id), input);
        Assert.Equal(swap.Paths.Count, show.Ridges.Count);
        BarriersAnswer barriers = Censuses.Answer<BarriersAnswer>(new BarriersQuestion(0), input);
        if (!SymmetryGroup.Of(input.Landscape).MixesUnits)
        {
            Assert.All(barriers.Within, within => Assert.True(within.IsFlat, $"{within.LargestAligned}"));
        }

        SliceAnswer slice = Censuses.Answer<SliceAnswer>(new SliceQuestion(0, id, new RandomPlane(1), 9, 5), input);
        Assert.Equal(show.Class.Loss, slice.Loss[22]!.Value, 1e-9);
    }
}
