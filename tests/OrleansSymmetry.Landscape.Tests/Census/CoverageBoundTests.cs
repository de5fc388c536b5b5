using CsCheck;
using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Spectra;
using OrleansSymmetry.Landscape.Statistics;
using OrleansSymmetry.Landscape.Tests.Symmetry;

namespace OrleansSymmetry.Landscape.Tests.Census;

public sealed class CoverageBoundTests
{
    private static readonly LossLandscape Landscape = TestLandscape.Of(1, [1], 1, "softplus", bias: false, l2: 0.01);

    /// <summary>The number of a class for each seed in order; some runs end in none.</summary>
    private static readonly Gen<int[]> Classes = Gen.Frequency((4, Gen.Int[0, 3]), (1, Gen.Int[4, 40]), (1, Gen.Const(-1))).Array[1, 120];

    [Fact]
    public void Bound_is_that_of_the_runs_in_the_order_of_their_seeds_whatever_order_they_come_in() => (
        from classes in Classes
        from order in Gen.Shuffle(Enumerable.Range(0, classes.Length).ToArray())
        where classes.Any(found => found >= 0)
        select (classes, order)).Sample(
        (classes, order) =>
        {
            int half = classes.Length / 2;
            int[] first = [.. classes.Take(half)];
            int[] second = [.. classes.Skip(half).Where(found => found >= 0)];
            int outside = second.Count(found => !first.Contains(found));

            CoverageBoundReport bound = Report(order.Select(i => Run(7 * i, classes[i]))).Coverage!.Bound!;

            Assert.Equal((second.Length, outside, 1, 0.95), (bound.Runs, bound.Outside, bound.Look, bound.Confidence));
            Assert.Equal(FrozenHalf.Missing(outside, second.Length, 0.05), bound.Missing);
            Assert.Equal(1 - bound.Missing, bound.Coverage, 1e-11);
            Assert.InRange(bound.OnceIn * bound.Missing, 1 - bound.Missing, 1);
            Assert.True(bound.IsReached);
        },
        iter: 200);

    [Fact]
    public void Eight_runs_without_a_singleton_leave_a_class_met_less_often_than_once_in_two_runs_open()
    {
        CoverageReport coverage = Report(Enumerable.Range(0, 8).Select(seed => Run(seed, seed % 2))).Coverage!;
        Assert.Equal((1.0, 1.0), (coverage.GoodTuring, coverage.ChaoJost));

        // Four runs of the second half, none outside: (1 - p)^4 = 1/20.
        Assert.Equal(1 - Math.Pow(0.05, 0.25), coverage.Bound!.Missing, 1e-11);
        Assert.Equal(1, coverage.Bound.OnceIn);
    }

    [Fact]
    public void Look_of_a_sweep_is_a_function_of_its_plan_and_its_seeds()
    {
        var until = new SeedPlan(null, 0.99, 5000);
        Assert.Equal(new CoverageLook(512, 1, 0.025, 0.99), CoverageLook.Of(until, Seeds((0, 1023))));
        Assert.Equal(new CoverageLook(1024, 2, 0.05 / 6, 0.99), CoverageLook.Of(until, Seeds((0, 2047))));
        Assert.Equal(new CoverageLook(2500, 4, 0.05 / 20, 0.99), CoverageLook.Of(until, Seeds((0, 4999))));
        SeedSet listed = Seeds((3, 4), (10, 10), (20, 21));
        Assert.Equal(new CoverageLook(10, 1, 0.05, null), CoverageLook.Of(new SeedPlan(listed, null, 5), listed));
        Assert.Equal(new CoverageLook(0, 1, 0.05, null), CoverageLook.Of(new SeedPlan(Seeds((0, 0)), null, 1), Seeds((0, 0))));
    }

    [Fact]
    public void Coverage_asked_for_is_reached_when_the_bound_says_so_and_not_when_an_estimate_does()
    {
        Assert.True(Looked(0.99, 1024).IsReached);
        Assert.False(Looked(0.995, 1024).IsReached);
        Assert.True(Looked(0.995, 2048).IsReached);

        static CoverageBoundReport Looked(double asked, int runs)
        {
            var look = CoverageLook.Of(new SeedPlan(null, asked, 1_000_000), Seeds((0, runs - 1)));
            var builder = new CensusBuilder(Landscape, new GridPoint([], Landscape.Spec), Modulo.Network, look);
            for (int seed = 0; seed < runs; seed++)
            {
                builder.Add(Run(seed, seed % 3));
            }

            Assert.False(builder.EndPass());
            CoverageReport coverage = builder.Close().Report.Coverage!;
            Assert.Equal(1, coverage.GoodTuring);
            return coverage.Bound!;
        }
    }

    private static LandscapeReport Report(IEnumerable<RunRecord> runs) =>
        CensusBuilder.Build(Landscape, new GridPoint([], Landscape.Spec), Modulo.Network, runs).Report;

    private static SeedSet Seeds(params (long First, long Last)[] ranges) => new([.. ranges.Select(range => new SeedRange(range.First, range.Last))]);

    private static RunRecord Run(long seed, int found) => found < 0
        ? new RunRecord(seed, Ended.Diverging, false, 0.5, 1, 10, null, 0, [])
        : new RunRecord(seed, Ended.Minimum, false, 0.5 + found, 1e-12, 10, new Inertia(0, 0, 0.1, 2), 0, [1 + found, 0.5]);
}
