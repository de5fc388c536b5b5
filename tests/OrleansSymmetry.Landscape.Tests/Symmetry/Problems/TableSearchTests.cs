using System.Numerics;
using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Symmetry.Problems;
using OrleansSymmetry.Landscape.Tests.Training;

namespace OrleansSymmetry.Landscape.Tests.Symmetry.Problems;

/// <summary>Columns are the output (0), then the inputs (from 1).</summary>
public sealed class TableSearchTests
{
    [Fact]
    public void Column_stands_in_one_place_only()
    {
        // Both inputs are the same.
        TableSearch search = AfterOutput([1, 1, 2, 2], 2);
        Assert.True(search.TryPush(new ColumnImage(1, 1)));
        Assert.False(search.TryPush(new ColumnImage(1, 1)));
        Assert.True(search.TryPush(new ColumnImage(2, 1)));
        Assert.Equal(search.Columns, search.Depth);
    }

    [Fact]
    public void Output_does_not_stand_in_the_place_of_an_input_that_equals_it()
    {
        TableSearch search = Search(Data([1, 2], [1, 2], 1));
        Assert.False(search.TryPush(new ColumnImage(1, 1)));
        Assert.True(search.TryPush(new ColumnImage(0, 1)));
    }

    [Fact]
    public void Column_that_has_a_value_in_more_rows_than_before_begins_no_symmetry()
    {
        // The first input is -1 once, the second twice; mirrored it is -1 once.
        TableSearch search = AfterOutput([1, 1, 5, 1, -1, 6, -1, -1, 7], 3);
        Assert.False(search.TryPush(new ColumnImage(2, 1)));
        Assert.True(search.TryPush(new ColumnImage(2, -1)));
    }

    [Fact]
    public void Beginning_that_cannot_be_completed_is_taken_back()
    {
        // (1, 2, 3), (1, 3, 4) and so on: every ordered pair of two columns once, and every triple in one of its two orders. So two
        // columns may be exchanged until the third is asked, and only rotations are symmetries.
        double[] triples = [.. BruteForce.Permutations([1, 2, 3, 4]).Where(IsEven).SelectMany(order => order.Take(3)).Select(value => (double)value)];
        LossLandscape landscape = Data(triples, [.. Enumerable.Repeat(1.0, 12)], 3);
        Assert.Equal(3, ProblemSymmetry.Find(landscape).Order);
        Assert.Equal(3, ProblemSymmetry.Find(landscape).Elements().Count());
        TableSearch begun = Search(landscape);
        Assert.True(BeginningIsPossible(begun, 2, 1));
        Assert.Equal(3, begun.Order(out _));

        static bool IsEven(int[] order) =>
            order.SelectMany((value, at) => order.Skip(at + 1).Select(later => value > later)).Count(inverted => inverted) % 2 == 0;
        static bool BeginningIsPossible(TableSearch search, int first, int second) =>
            search.TryPush(new ColumnImage(0, 1)) && search.TryPush(new ColumnImage(first, 1)) && search.TryPush(new ColumnImage(second, 1));
    }

    [Fact]
    public void Order_is_that_of_the_whole_group_whatever_was_placed_and_leaves_nothing_placed()
    {
        // All permutations of three inputs.
        TableSearch search = AfterOutput([1, 0, 0, 0, 1, 0, 0, 0, 1], 3);
        Assert.Equal((BigInteger)6, search.Order(out _));
        Assert.Equal(0, search.Depth);
    }

    [Fact]
    public void First_input_may_change_its_sign_where_the_outputs_may_not()
    {
        // Two of three inputs are taught, and may be exchanged; the first is not, and may be mirrored.
        LossLandscape landscape = Landscapes.Build(
            new GaussianTeacher([0, 1, 0, 0, 0, 1], 3), new NetworkSpec([3], "relu", 0.01, false, OutputHead.Linear, true), LossKind.HalfMse, 0, []);
        Assert.Equal(4, ProblemSymmetry.Find(landscape).Order);
    }

    private static TableSearch AfterOutput(double[] x, int inputs)
    {
        TableSearch search = Search(Data(x, [.. Enumerable.Repeat(1.0, x.Length / inputs)], inputs));
        Assert.True(search.TryPush(new ColumnImage(0, 1)));
        return search;
    }

    private static TableSearch Search(LossLandscape landscape) => new(SampleTable.Of(landscape));

    private static LossLandscape Data(double[] x, double[] y, int inputs) => Landscapes.Build(
        new DataSet(x, y, [.. y.Select(_ => 1.0 / y.Length)], inputs, 1),
        new NetworkSpec([2], "tanh", 0.01, true, OutputHead.Linear, false),
        LossKind.Mse,
        0.01,
        []);
}
