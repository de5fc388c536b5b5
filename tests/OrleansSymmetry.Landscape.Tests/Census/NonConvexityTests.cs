using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Questions;
using OrleansSymmetry.Landscape.Tests.Questions;
using OrleansSymmetry.Landscape.Training;

namespace OrleansSymmetry.Landscape.Tests.Census;

public sealed class NonConvexityTests
{
    [Fact]
    public void The_witness_is_a_point_between_two_copies_above_both()
    {
        GeometryInput input = Censuses.Xor;

        NonConvexityReport witness = input.Report.NonConvexity!;

        ClassReport found = input.Report.Classes.Single(each => each.Id == witness.Class);
        Assert.Equal(("minimum", 1), (found.Kind, found.Rank));
        Assert.Equal("units 1 and 2 of layer 1 exchanged", witness.Move);
        Assert.InRange(witness.T, 1e-9, 1 - 1e-9);
        Assert.All(witness.Ends, end => Assert.Equal(found.Loss, end, 1e-12));
        Assert.Equal(witness.Between - witness.Ends.Max(), witness.Excess);
        Assert.True(witness.Excess > 0.1);

        // By hand: the exchange of the two units in the flat vector, and the loss written out.
        double[] a = new ClassPoints(input).Canonical(found);
        double[] b = [a[2], a[3], a[0], a[1], a[5], a[4], a[7], a[6], a[8]];
        Assert.Equal(witness.Between, XorLoss.Of([.. a.Zip(b, (x, y) => ((1 - witness.T) * x) + (witness.T * y))], 0.01), 1e-12);
    }

    [Fact]
    public void A_minimum_whose_units_are_all_alike_is_passed_over_for_a_move_that_moves_it()
    {
        // Two of the three units of Iris's best optimum are equal: their exchange is no witness.
        NonConvexityReport witness = Censuses.Iris.Report.NonConvexity!;

        Assert.Equal(Censuses.Iris.Report.Classes[0].Id, witness.Class);
        Assert.NotEqual("units 1 and 2 of layer 1 exchanged", witness.Move);
        Assert.True(witness.Excess > 0.5);
    }

    [Fact]
    public void A_network_without_symmetries_has_no_witness()
    {
        GeometryInput input = Censuses.Of(
            "{ 'name': 'one', 'problem': 'xor', 'network': { 'hidden': [1], 'activation': 'softplus' }, 'loss': { 'l2': 0.01 }, "
            + "'seeds': '0..1', 'train': [{ 'method': 'newton', 'steps': 500, 'gradient': 1e-9 }] }",
            4);

        Assert.Equal("1", input.Report.Group.Order);
        Assert.NotEmpty(input.Report.Classes);
        Assert.Null(input.Report.NonConvexity);
    }

    [Fact]
    public void A_minimum_that_is_not_verified_shows_it_where_no_other_is_there()
    {
        GeometryInput input = Censuses.Xor;
        LandscapeReport report = Censuses.Of(input.Landscape, [.. input.Runs.Select(run => run with { Inertia = null })]).Report;

        Assert.Equal(6, report.Classes.Count);
        Assert.Equal(input.Report.NonConvexity!.Excess, report.NonConvexity!.Excess);
    }

    [Fact]
    public void Where_optima_lie_on_families_the_end_of_a_run_shows_it()
    {
        GeometryInput input = Censuses.Of(
            "{ 'name': 'wide', 'problem': { 'kind': 'teacher', 'inputs': 2, 'hidden': [1], 'activation': 'tanh', 'samples': 20, 'seed': 1 }, "
            + "'network': { 'hidden': [3], 'activation': 'tanh' }, 'seeds': '0..7', 'train': [{ 'method': 'newton', 'steps': 500, 'gradient': 1e-11 }] }",
            8);

        Assert.Empty(input.Report.Classes);
        NonConvexityReport witness = input.Report.NonConvexity!;
        Assert.Equal((null, NonConvexityReport.EndPoint), (witness.Class, witness.Point));
        AssertRises(witness, input.Report.Families[0].Loss);
        Assert.Equal(input.Report.Families[0].RepresentativeSeed, witness.Seed);
    }

    [Fact]
    public void Where_no_run_arrives_the_start_of_one_shows_it()
    {
        GeometryInput input = Censuses.Of(
            "{ 'name': 'short', 'problem': 'xor', 'network': { 'hidden': [2], 'activation': 'tanh' }, 'loss': { 'l2': 0.01 }, "
            + "'seeds': '3..4', 'train': [{ 'method': 'adam', 'steps': 3, 'step': 0.01, 'gradient': 1e-11 }] }",
            2);

        Assert.Empty(input.Report.Classes);
        NonConvexityReport witness = input.Report.NonConvexity!;
        Assert.Equal((null, NonConvexityReport.StartPoint), (witness.Class, witness.Point));
        var start = new double[9];
        Initialisation.Draw(input.Landscape, witness.Seed!.Value, start);
        AssertRises(witness, XorLoss.Of(start, 0.01));
    }

    [Fact]
    public void A_minimum_that_every_symmetry_leaves_in_place_is_passed_over()
    {
        // So strong a penalty leaves one minimum, the network of zeros; away from it the loss is not convex all the same.
        GeometryInput input = Censuses.Of(
            "{ 'name': 'zero', 'problem': 'xor', 'network': { 'hidden': [2], 'activation': 'tanh' }, 'loss': { 'l2': 0.6 }, "
            + "'init': { 'kind': 'normal', 'scale': 2 }, 'seeds': '0..1', 'train': [{ 'method': 'newton', 'steps': 500, 'gradient': 1e-11 }] }",
            8);

        Assert.Equal(("8", "1"), (input.Report.Group.Order, Assert.Single(input.Report.Classes).Orbit.Order));
        Assert.Equal((null, NonConvexityReport.StartPoint), (input.Report.NonConvexity?.Class, input.Report.NonConvexity?.Point));
    }

    private static void AssertRises(NonConvexityReport witness, double ends)
    {
        Assert.All(witness.Ends, end => Assert.Equal(ends, end, 1e-12));
        Assert.InRange(witness.T, 1e-9, 1 - 1e-9);
        Assert.True(witness.Excess > 1e-3);
        Assert.Equal(witness.Between - witness.Ends.Max(), witness.Excess);
    }
}
