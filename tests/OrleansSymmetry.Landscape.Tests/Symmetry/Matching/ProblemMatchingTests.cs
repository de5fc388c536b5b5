using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Problems;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Symmetry.Groups;
using OrleansSymmetry.Landscape.Symmetry.Matching;
using OrleansSymmetry.Landscape.Symmetry.Problems;
using OrleansSymmetry.Landscape.Tests.Training;

namespace OrleansSymmetry.Landscape.Tests.Symmetry.Matching;

public sealed class ProblemMatchingTests
{
    private const double Bound = 1e-6;

    [Fact]
    public void Inputs_that_stand_for_each_other_are_tried_once()
    {
        // The first two inputs are alike, and the last two. They stand in their places until the outgoing weights tell that the pairs
        // have to be exchanged; each pair has two orders, of which one is tried.
        ProblemMatching matching = Pairs(Bound);
        Assert.True(matching.TryFind(out double distance));
        Assert.Equal(0, distance);
        Assert.Equal(2, matching.Leaves);
        Assert.Equal([2, 3, 0, 1], matching.Element.Inputs.Select(image => image.Source));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public void Search_gives_up_after_as_many_symmetries_as_it_may_try(long most, bool isFound)
    {
        ProblemMatching matching = Pairs(Bound, most);
        Assert.Equal(isFound, matching.TryFind(out double distance));
        Assert.Equal(isFound ? 0 : double.PositiveInfinity, distance);
        Assert.Equal(most, matching.Leaves);
    }

    [Fact]
    public void Copy_is_found_without_any_tolerance() => Assert.True(Pairs(0).TryFind(out _));

    [Fact]
    public void Sign_of_the_first_input_is_decided_by_the_units_that_answer_it()
    {
        // relu has no flips, so that no unit answers the mirrored input before the sign is changed.
        LossLandscape landscape = Data([-1, 1], [1, 1], 1, "relu", bias: false);
        var problem = ProblemSymmetry.Find(landscape);
        Assert.Equal(2, problem.Order);
        ProblemMatching matching = Matching(landscape, [1, 2, 3, 4], [-1, -2, 3, 4]);
        Assert.True(matching.TryFind(out _));
        Assert.Equal(1, matching.Leaves);
    }

    [Theory]
    [InlineData(2, 3, 0.1, 0.1)]
    [InlineData(2, 2, 0.1, 0.2)]
    public void Outputs_are_decided_by_the_sizes_of_their_weights_and_biases(double first, double second, double bias, double otherBias)
    {
        // Both targets are the same, so that the outputs may be exchanged.
        LossLandscape landscape = Landscapes.Build(
            new DataSet([1, 2], [5, 5, 7, 7], [0.5, 0.5], 1, 2),
            new NetworkSpec([1], "tanh", 0.01, true, OutputHead.Linear, false),
            LossKind.Mse,
            0.01,
            []);
        ProblemMatching matching = Matching(landscape, [1, 0.5, first, second, bias, otherBias], [1, 0.5, second, first, otherBias, bias]);
        Assert.True(matching.TryFind(out _));
        Assert.Equal(1, matching.Leaves);
    }

    [Fact]
    public void Unit_without_a_partner_ends_the_search_before_all_inputs_are_placed()
    {
        // In each input both have two weights 1 and two weights 2.
        double[] equal = [1, 1, 1, 1, 2, 2, 2, 2, 1, 1, 1, 1];
        double[] crossed = [1, 1, 2, 2, 1, 2, 2, 1, 1, 1, 1, 1];
        LossLandscape landscape = Landscapes.Build(
            BitTable.Parity(2, BitCoding.ZeroOne), new NetworkSpec([4], "tanh", 0.01, false, OutputHead.Linear, false), LossKind.Mse, 0.01, []);
        foreach ((double[] a, double[] b) in new[] { (equal, crossed), (crossed, equal) })
        {
            ProblemMatching matching = Matching(landscape, a, b);
            Assert.False(matching.TryFind(out _));
            Assert.Equal(0, matching.Leaves);
        }
    }

    [Theory]
    [InlineData(2, 3)]
    [InlineData(3, 2)]
    public void Copies_are_found_whatever_the_widths_of_the_layers(int first, int second)
    {
        LossLandscape landscape = Landscapes.Build(
            BitTable.Parity(2, BitCoding.ZeroOne), new NetworkSpec([first, second], "tanh", 0.01, true, OutputHead.Linear, false), LossKind.Mse, 0.01, []);
        double[] theta = Landscapes.Start(landscape, 5);
        double[] exchanged = new ProblemElement([new(0, 1)], [new(1, 1), new(0, 1)]).Apply(landscape.Network, theta);
        double[] copy = Generators.Element(SymmetryGroup.Of(landscape), new Random(5)).Apply(exchanged);
        ProblemMatching matching = Matching(landscape, theta, copy);
        Assert.True(matching.TryFind(out double distance));
        Assert.InRange(distance, 0, 1e-12);
        Assert.Equal([1, 0], matching.Element.Inputs.Select(image => image.Sign * image.Source));
    }

    [Fact]
    public void Points_whose_cores_have_different_widths_are_no_copies()
    {
        LossLandscape landscape = Landscapes.Build(
            BitTable.Parity(2, BitCoding.ZeroOne), new NetworkSpec([2], "tanh", 0.01, false, OutputHead.Linear, false), LossKind.Mse, 0, []);
        SymmetryGroup group = SymmetryGroup.Of(landscape);
        ComparableForm one = ComparableForm.Of(group, [1, 2, 1, 2, 0.5, 0.5], Bound);
        ComparableForm two = ComparableForm.Of(group, [1, 2, 1, 3, 0.5, 0.5], Bound);
        foreach ((ComparableForm a, ComparableForm b) in new[] { (one, two), (two, one) })
        {
            Assert.False(new ProblemMatching(a, b, ProblemSymmetry.Find(landscape), 1e9).TryFind(out double distance));
            Assert.Equal(double.PositiveInfinity, distance);
        }
    }

    /// <summary>Two units, one for each pair of four inputs; in the other point each answers the other pair.</summary>
    private static ProblemMatching Pairs(double bound, long mostLeaves = long.MaxValue)
    {
        LossLandscape landscape = Landscapes.Build(
            BitTable.Parity(4, BitCoding.ZeroOne), new NetworkSpec([2], "tanh", 0.01, false, OutputHead.Linear, false), LossKind.Mse, 0.01, []);
        return Matching(landscape, [1, 1, 0, 0, 0, 0, 1, 1, 5, 7], [0, 0, 1, 1, 1, 1, 0, 0, 5, 7], bound, mostLeaves);
    }

    private static ProblemMatching Matching(LossLandscape landscape, double[] a, double[] b, double bound = Bound, long mostLeaves = long.MaxValue)
    {
        SymmetryGroup group = SymmetryGroup.Of(landscape);
        return new ProblemMatching(
            ComparableForm.OfFullNetwork(group, a), ComparableForm.OfFullNetwork(group, b), ProblemSymmetry.Find(landscape), bound, mostLeaves);
    }

    private static LossLandscape Data(double[] x, double[] y, int inputs, string activation, bool bias) => Landscapes.Build(
        new DataSet(x, y, [.. y.Select(_ => 1.0 / y.Length)], inputs, 1),
        new NetworkSpec([2], activation, 0.01, bias, OutputHead.Linear, false),
        LossKind.Mse,
        0.01,
        []);
}
