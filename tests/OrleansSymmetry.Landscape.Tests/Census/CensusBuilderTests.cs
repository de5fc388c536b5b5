using System.Text.Json;
using CsCheck;
using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Spectra;
using OrleansSymmetry.Landscape.Symmetry.Groups;
using OrleansSymmetry.Landscape.Symmetry.Matching;
using OrleansSymmetry.Landscape.Tests.Symmetry;

namespace OrleansSymmetry.Landscape.Tests.Census;

public sealed class CensusBuilderTests
{
    private const double Tolerance = 1e-6;

    /// <summary>Copies of a few points under random group elements, all of one loss.</summary>
    private static readonly Gen<(LossLandscape Landscape, RunRecord[] Runs, int[] Origin)> Copies =
        from landscape in Generators.Landscape
        where landscape.Network.ParameterCount > 4
        from points in Generators.Point(landscape).Array[1, 4]
        from copies in Gen.Select(Gen.Int[0, points.Length - 1], Generators.Element(SymmetryGroup.Of(landscape))).Array[1, 12]
        select (
            landscape,
            copies.Select((copy, seed) => Run(seed, 0.5, copy.Item2.Apply(points[copy.Item1]))).ToArray(),
            copies.Select(copy => copy.Item1).ToArray());

    [Fact]
    public void Copies_of_points_form_one_class_each() => Copies.Where(AreApart).Sample(
        (landscape, runs, origin) =>
        {
            LandscapeReport report = Build(landscape, runs);
            Assert.Equal(origin.Distinct().Count(), report.Classes.Count);
            foreach (ClassReport found in report.Classes)
            {
                int of = origin[found.RepresentativeSeed];
                Assert.Equal(origin.Count(o => o == of), found.Hits);
                Assert.Equal(Array.IndexOf(origin, of), found.RepresentativeSeed);
            }
        },
        iter: 500);

    [Fact]
    public void Census_does_not_depend_on_the_order_of_runs_or_on_repeated_runs() => (
        from copies in Copies
        from order in Gen.Shuffle(Enumerable.Range(0, copies.Runs.Length).ToArray())
        select (copies.Landscape, copies.Runs, order)).Sample(
        (landscape, runs, order) =>
        {
            string straight = Text(Build(landscape, runs));
            Assert.Equal(straight, Text(Build(landscape, order.Select(i => runs[i]))));
            Assert.Equal(straight, Text(Build(landscape, runs.Concat(runs))));
        },
        iter: 200);

    [Fact]
    public void Runs_linked_through_others_are_one_class_whatever_the_seeds()
    {
        // One unit, moved by 0.8 tolerances a step: neighbours are linked, the ends of the chain are not.
        LossLandscape landscape = TestLandscape.Of(1, [1], 1, "softplus", bias: false, l2: 0.01);
        Gen.Shuffle(Enumerable.Range(0, 9).ToArray()).Sample(
            order =>
            {
                RunRecord[] runs = [.. order.Select((step, seed) => Run(seed, 0.5, [1 + (0.8 * Tolerance * step), 0.5]))];
                Assert.Single(Build(landscape, runs).Classes);
                Assert.Equal(2, Build(landscape, runs.Where(run => order[run.Seed] != 4)).Classes.Count);
            },
            iter: 300);
    }

    [Fact]
    public void Runs_of_one_point_and_different_loss_or_inertia_are_different_classes()
    {
        LossLandscape landscape = TestLandscape.Of(1, [2], 1, l2: 0.01);
        double[] theta = [1, 2, 3, 4, 5, 6, 7];
        RunRecord run = Run(0, 0.5, theta);
        LandscapeReport report = Build(
            landscape, [run, run with { Seed = 1, Loss = 0.5 + 2e-8 }, run with { Seed = 2, Ended = Ended.Saddle, Inertia = new Inertia(1, 0, -0.1, 2) },
                run with { Seed = 3 }]);
        Assert.Equal([0L, 2L, 1L], report.Classes.Select(found => found.RepresentativeSeed));
        Assert.Equal(["minimum", "saddle", "minimum"], report.Classes.Select(found => found.Kind));
        Assert.Equal([2L, 1L, 1L], report.Classes.Select(found => found.Hits));
        Assert.Equal([2, 1], report.LossLevels.Select(level => level.Classes));
    }

    [Fact]
    public void Separation_is_the_widest_class_against_the_closest_pair()
    {
        LossLandscape landscape = TestLandscape.Of(1, [1], 1, "softplus", bias: false, l2: 0.01);
        LandscapeReport report = Build(
            landscape, [Run(0, 0.5, [1, 0.5]), Run(1, 0.5, [1 + 1e-9, 0.5]), Run(2, 0.5, [1 + 1e-3, 0.5]), Run(3, 0.9, [1 + 1e-5, 0.5])]);
        Assert.Equal(3, report.Classes.Count);
        Assert.Equal(1e-9, report.Separation.LargestWithin!.Value, 1e-15);
        Assert.Equal(1e-3 / (1 + 1e-3), report.Separation.SmallestBetween!.Value, 1e-15);
        Assert.Equal(6, report.Separation.Decades!.Value, 1e-3);
    }

    [Fact]
    public void Separation_of_one_class_is_undefined()
    {
        LossLandscape landscape = TestLandscape.Of(1, [1], 1, "softplus", bias: false, l2: 0.01);
        Assert.Equal(new SeparationReport(null, null, null), Build(landscape, [Run(0, 0.5, [1, 0.5])]).Separation);
    }

    [Fact]
    public void Duplicate_units_enlarge_the_stabilizer_and_shrink_the_orbit()
    {
        LossLandscape landscape = TestLandscape.Of(1, [3], 1, l2: 0.01);
        ClassReport found = Assert.Single(Build(landscape, [Run(0, 0.5, [1, 1, 0, 0.5, 0.5, 0, 2, 2, 0, 0.1])]).Classes);
        Assert.Equal(("4", "12", 2), (found.Stabilizer, found.Orbit.Order, found.WastedUnits));
    }

    [Fact]
    public void Degenerate_points_are_grouped_by_function_apart_from_classes()
    {
        // Two tanh units that are duplicates: how the outgoing weight is shared between them does not matter.
        LossLandscape landscape = TestLandscape.Of(1, [2], 1);
        RunRecord[] runs =
        [
            Degenerate(0, [1, 1, 0.5, 0.5, 3, 2, 0.1]),
            Degenerate(1, [1, -1, 0.5, -0.5, 4, -1, 0.1]),
            Degenerate(2, [1, 1, 0.5, 0.5, 3, 3, 0.1]),
        ];
        LandscapeReport report = Build(landscape, runs);
        Assert.Empty(report.Classes);
        Assert.Null(report.Coverage);
        Assert.Null(report.Unseen);
        Assert.Empty(report.Discovery);
        Assert.Equal([new FamilyReport(1, 0.5, 2, 0), new FamilyReport(1, 0.5, 1, 2)], report.Families);
    }

    [Fact]
    public void Run_without_weights_is_refused_in_a_sentence() => Assert.Contains(
        "seed 5",
        Assert.Throws<InvalidDataException>(() => Build(TestLandscape.Of(1, [2], 1), [Run(5, 0.5, [])])).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Live_index_counts_the_classes_of_the_census() => Copies.Where(AreApart).Sample(
        (landscape, runs, _) =>
        {
            var index = new ClassIndex(landscape);
            foreach (RunRecord run in runs.Reverse())
            {
                index.Add(run, 1);
            }

            LandscapeReport report = Build(landscape, runs);
            Assert.Equal(
                report.Classes.Select(found => (found.RepresentativeSeed, found.Hits)).Order(),
                index.Classes.Select(found => (found.Representative.Seed, found.Hits)).Order());
        },
        iter: 200);

    private static LandscapeReport Build(LossLandscape landscape, IEnumerable<RunRecord> runs) =>
        CensusBuilder.Build(landscape, new GridPoint([], landscape.Spec), Modulo.Network, runs).Report;

    private static string Text(LandscapeReport report) => JsonSerializer.Serialize(report);

    private static RunRecord Run(long seed, double loss, double[] theta) =>
        new(seed, Ended.Minimum, false, loss, 1e-12, 10, new Inertia(0, 0, 0.1, 2), 0, theta);

    private static RunRecord Degenerate(long seed, double[] theta) => Run(seed, 0.5, theta) with { Ended = Ended.Degenerate, FamilyDimension = 1 };

    /// <summary>Whether the points are different classes for sure: random points of the same few parameters can be copies.</summary>
    private static bool AreApart((LossLandscape Landscape, RunRecord[] Runs, int[] Origin) copies)
    {
        SymmetryGroup group = SymmetryGroup.Of(copies.Landscape);
        ComparableForm[] forms = [.. copies.Runs.DistinctBy(run => copies.Origin[run.Seed]).Select(run => ComparableForm.Of(group, run.Theta, Tolerance))];
        return forms.All(a => forms.All(b => a == b || OrbitDistance.LowerBound(a, b) > 1e-4));
    }
}
