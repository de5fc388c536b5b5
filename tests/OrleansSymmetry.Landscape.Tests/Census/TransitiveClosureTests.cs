using CsCheck;
using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Landscape.Spectra;
using OrleansSymmetry.Landscape.Symmetry.Groups;
using OrleansSymmetry.Landscape.Symmetry.Matching;
using OrleansSymmetry.Landscape.Tests.Symmetry;

namespace OrleansSymmetry.Landscape.Tests.Census;

/// <summary>The stream of runs against all pairs and their connected components, on clouds of points about a tolerance apart.</summary>
public sealed class TransitiveClosureTests
{
    private const double Tolerance = 1e-3;
    private const double LossTolerance = 1e-4;

    private static readonly Gen<RunRecord[]> Clouds =
        from size in Gen.Double[0.5, 8]
        from points in Gen.Select(Gen.Double[0, size], Gen.Double[0, size], Gen.Double[0, 3], Gen.Int[0, 2]).Array[1, 40]
        select points.Select((point, seed) => Run(
            seed,
            new[] { 0.3, 1, 40 }[point.Item4] * (1 + (0.8 * LossTolerance * point.Item3)),
            [1 + (Tolerance * point.Item1), -2 + (Tolerance * point.Item2)])).ToArray();

    [Fact]
    public void Stream_of_a_cloud_in_any_order_has_the_connected_components_of_all_pairs() => (
        from runs in Clouds
        from order in Gen.Shuffle(runs)
        select (runs, order)).Sample(
        (runs, order) =>
        {
            (long, long, double?)[] expected = Components(runs, AreLinked, Relative);
            Assert.Equal(expected, Stream(runs));
            Assert.Equal(expected, Stream(order));
        },
        iter: 3000);

    [Fact]
    public void Stream_of_moved_and_blurred_optima_has_the_connected_components_of_all_pairs()
    {
        LossLandscape landscape = TestLandscape.Of(2, [2], 1, l2: 0.01);
        SymmetryGroup symmetry = SymmetryGroup.Of(landscape);
        double tolerance = landscape.Spec.Tolerance.Distance;
        Gen<RunRecord[]> moved =
            from points in Generators.Point(landscape).Array[1, 3]
            from runs in Gen.Select(
                Gen.Int[0, points.Length - 1], Generators.Element(symmetry), Gen.Double[-1.2, 1.2].Array[landscape.Network.ParameterCount]).Array[1, 25]
            select runs.Select((run, seed) => Run(
                seed, 0.5, [.. run.Item2.Apply(points[run.Item1]).Zip(run.Item3, (weight, noise) => weight + (tolerance * noise))])).ToArray();
        moved.SelectMany(runs => Gen.Shuffle(runs), (runs, order) => (runs, order)).Sample(
            (runs, order) =>
            {
                ComparableForm[] forms = [.. runs.Select(run => ComparableForm.Of(symmetry, run.Theta, tolerance))];
                double Distance(RunRecord a, RunRecord b) => OrbitDistance.Between(forms[a.Seed], forms[b.Seed]);
                (long, long, double?)[] expected = Components(runs, (a, b) => OrbitDistance.AreEqual(forms[a.Seed], forms[b.Seed], tolerance, out _), Distance);
                Assert.Equal(expected, CensusPartition.Of(landscape, new OrbitMetric(), order).Classes.Select(Told).Order());
            },
            iter: 300);
    }

    [Fact]
    public void Runs_that_are_apart_need_one_pass()
    {
        TransitiveClosure<double[]> closure = Create();
        for (int seed = 0; seed < 300; seed++)
        {
            closure.Add(Run(seed, 0.5, [1 + (seed % 3) + (1e-2 * Tolerance * (seed % 7)), 0]));
        }

        Assert.False(closure.EndPass());
        Assert.Equal([(0L, 100L), (1L, 100L), (2L, 100L)], closure.Classes.Select(found => (found.Representative.Seed, found.Hits)).Order());
    }

    [Fact]
    public void Chain_of_runs_is_one_class_and_each_of_them_is_found_in_it()
    {
        RunRecord[] chain = [.. Enumerable.Range(0, 50).Select(i => Run((i * 37) % 50, 0.5, [0.5 * Tolerance * i, 0]))];
        TransitiveClosure<double[]> closure = Close(chain);
        RunClass found = Assert.Single(closure.Classes);
        Assert.All(chain, run => Assert.Equal(found, closure.Find(run)));
        Assert.Throws<ArgumentException>(() => closure.Find(Run(99, 0.5, [100 * Tolerance, 0])));
    }

    [Fact]
    public void Losses_that_are_one_lie_in_the_same_or_in_neighbouring_buckets() => Gen.Select(
        Gen.Double[-16, -0.01], Gen.Double[-20, 20], Gen.Bool, Gen.Double[0, 1]).Sample(
        (power, size, isNegative, fraction) =>
        {
            var tolerance = new LossTolerance(Math.Pow(10, power), Unit: 1);
            double loss = Math.Pow(10, size) * (isNegative ? -1 : 1);
            double other = loss + (fraction * tolerance.Around(loss));
            Assert.True(!tolerance.AreEqual(loss, other) || Math.Abs(tolerance.Bucket(loss) - tolerance.Bucket(other)) <= 1);
        },
        iter: 20_000);

    [Fact]
    public void Distance_of_networks_with_one_hidden_layer_does_not_depend_on_the_bound()
    {
        LossLandscape landscape = TestLandscape.Of(2, [3], 2, l2: 0.01);
        SymmetryGroup group = SymmetryGroup.Of(landscape);
        Generators.Point(landscape).Array[2].Sample(
            points =>
            {
                var metric = new OrbitMetric();
                ComparableForm[] forms = [.. points.Select(point => ComparableForm.Of(group, point, 1e-6))];
                Assert.True(metric.AreWithin(forms[0], forms[1], double.MaxValue, out double free));
                Assert.True(metric.AreWithin(forms[0], forms[1], free, out double bound));
                Assert.Equal(free, bound);
            },
            iter: 500);
    }

    private static TransitiveClosure<double[]> Create() =>
        new(new FunctionMetric(), Tolerance, new LossTolerance(LossTolerance, Unit: 1), run => run.Theta, isMeasured: true);

    private static TransitiveClosure<double[]> Close(RunRecord[] runs)
    {
        TransitiveClosure<double[]> closure = Create();
        do
        {
            foreach (RunRecord run in runs)
            {
                closure.Add(run);
            }
        }
        while (closure.EndPass());

        return closure;
    }

    private static (long Seed, long Hits, double? Within)[] Stream(RunRecord[] runs) => [.. Close(runs).Classes.Select(Told).Order()];

    private static (long Seed, long Hits, double? Within) Told(RunClass found) => (found.Representative.Seed, found.Hits, found.LargestWithin);

    private static bool AreLinked(RunRecord a, RunRecord b) =>
        Math.Abs(a.Loss - b.Loss) <= LossTolerance * Math.Max(1, Math.Max(a.Loss, b.Loss)) && Largest(a, b) <= Tolerance * Scale(a, b);

    private static double Relative(RunRecord a, RunRecord b) => Largest(a, b) / Scale(a, b);

    private static double Largest(RunRecord a, RunRecord b) => a.Theta.Zip(b.Theta, (x, y) => Math.Abs(x - y)).Max();

    private static double Scale(RunRecord a, RunRecord b) => Math.Max(1, Math.Max(a.Theta.Max(Math.Abs), b.Theta.Max(Math.Abs)));

    /// <summary>All pairs, and the components that they connect: smallest seed, runs, largest distance from the run of that seed.</summary>
    private static (long Seed, long Hits, double? Within)[] Components(
        RunRecord[] runs, Func<RunRecord, RunRecord, bool> areLinked, Func<RunRecord, RunRecord, double> relative)
    {
        int[] component = [.. Enumerable.Range(0, runs.Length)];
        foreach (RunRecord a in runs)
        {
            foreach (RunRecord b in runs.Where(b => b.Seed > a.Seed && component[b.Seed] != component[a.Seed] && areLinked(b, a)))
            {
                int from = component[b.Seed];
                int to = component[a.Seed];
                component = [.. component.Select(of => of == from ? to : of)];
            }
        }

        return
        [
            .. runs.GroupBy(run => component[run.Seed]).Select(members =>
            {
                RunRecord first = members.MinBy(run => run.Seed)!;
                double[] distances = [.. members.Where(run => run != first).Select(run => relative(run, first))];
                return (first.Seed, (long)members.Count(), distances.Length > 0 ? distances.Max() : (double?)null);
            }).Order(),
        ];
    }

    private static RunRecord Run(long seed, double loss, double[] theta) =>
        new(seed, Ended.Minimum, false, loss, 1e-12, 10, new Inertia(0, 0, 0.1, 2), 0, theta);
}
