using CsCheck;
using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Statistics;
using OrleansSymmetry.Landscape.Tests.Symmetry;
using OrleansSymmetry.Landscape.Tests.Training;
using OrleansSymmetry.Landscape.Training;

namespace OrleansSymmetry.Landscape.Tests.Census;

public sealed class RunLossesTests
{
    private const double Tolerance = 1e-8;

    private static readonly LossLandscape Landscape = TestLandscape.Of(1, [1], 1, "softplus", bias: false, l2: 0.01);

    /// <summary>Losses of every size, most of them near one another.</summary>
    private static readonly Gen<double> Loss = Gen.OneOf(
        Gen.Const(0.0),
        Gen.Double[0, 1],
        Gen.Double[0, 1e-7],
        Gen.Double[0.5, 0.5 + 1e-7],
        Gen.Double[0, 1e6],
        Gen.Double[-9, 300].Select(x => Math.Pow(10, x)));

    [Fact]
    public void Levels_of_few_losses_are_the_groups_that_tolerance_links() => Gen.Int[0, 400].Array[1, 30].Sample(steps =>
    {
        // Losses in steps of three tenths of a million tolerances: those of one step are one level, and no others are.
        var levels = new RunLevels(new LossTolerance(Tolerance, 1));
        for (int i = 0; i < steps.Length; i++)
        {
            levels.Add(i, (3e-3 * steps[i]) + (2e-9 * (i % 3)));
        }

        Assert.Equal(
            steps.Select((step, i) => (Step: step, Seed: (long)i)).GroupBy(run => run.Step).OrderBy(group => group.Key)
                .Select(group => (group.LongCount(), group.Min(run => run.Seed))),
            levels.Levels.Select(level => (level.Runs, level.FirstSeed)));
        Assert.Equal(Tolerance, levels.Resolution);
        Assert.All(levels.Levels, level => Assert.InRange(level.Largest - level.Loss, 0, 4.1e-9));
    });

    [Fact]
    public void Runs_of_one_loss_are_one_level_wherever_the_grid_cuts() => Gen.Select(Gen.Double[0, 10], Gen.Double[-0.45, 0.45].Array[1, 20]).Sample(
        (middle, offsets) =>
        {
            var levels = new RunLevels(new LossTolerance(Tolerance, 1));
            for (int i = 0; i < offsets.Length; i++)
            {
                levels.Add(i, middle + (offsets[i] * Tolerance));
            }

            Assert.Equal(offsets.Length, Assert.Single(levels.Levels).Runs);
        });

    [Fact]
    public void Levels_do_not_depend_on_the_order_of_runs_and_lose_none() => (
        from losses in Loss.Array[1, 600]
        from order in Gen.Shuffle(Enumerable.Range(0, losses.Length).ToArray())
        select (losses, order)).Sample(
        (losses, order) =>
        {
            var straight = new RunLevels(new LossTolerance(Tolerance, 1));
            var shuffled = new RunLevels(new LossTolerance(Tolerance, 1));
            for (int i = 0; i < losses.Length; i++)
            {
                straight.Add(i, losses[i]);
                shuffled.Add(order[i], losses[order[i]]);
            }

            IReadOnlyList<RunLevelReport> levels = straight.Levels;
            Assert.Equal(levels, shuffled.Levels);
            Assert.Equal(straight.Resolution, shuffled.Resolution);
            Assert.InRange(levels.Count, 1, RunLevels.MostLevels);
            Assert.Equal(losses.Length, levels.Sum(level => level.Runs));
            Assert.Equal((losses.Min(), losses.Max()), (levels[0].Loss, levels[^1].Largest));
            Assert.All(levels, level => Assert.Equal(losses.Count(loss => loss >= level.Loss && loss <= level.Largest), level.Runs));
            Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.First.Largest < pair.Second.Loss));
        },
        iter: 300);

    [Fact]
    public void Levels_are_those_of_the_natural_unit()
    {
        // Losses of a problem with targets a thousandth as large, in round binary units.
        double unit = Math.ScaleB(1, -20);
        var levels = new RunLevels(new LossTolerance(Tolerance, 1));
        var scaled = new RunLevels(new LossTolerance(Tolerance, unit));
        for (int i = 0; i < 500; i++)
        {
            levels.Add(i, 1e-3 * i);
            scaled.Add(i, unit * 1e-3 * i);
        }

        Assert.Equal(levels.Levels.Select(level => (level.Runs, level.FirstSeed)), scaled.Levels.Select(level => (level.Runs, level.FirstSeed)));
        Assert.Equal(levels.Resolution, scaled.Resolution);
        Assert.True(levels.Levels.Count > RunLevels.MostLevels / 3);
    }

    [Fact]
    public void Every_way_to_end_has_its_losses_its_phases_and_its_first_seed()
    {
        RunRecord[] runs =
        [
            Run(9, Ended.Diverging, 0.25, PhaseEnd.Converged),
            Run(4, Ended.Diverging, 0.25 + 1e-12, PhaseEnd.StepsSpent),
            Run(3, Ended.Diverging, 2, PhaseEnd.StepsSpent),
            Run(1, Ended.Unconverged, 0, PhaseEnd.Stalled) with { AtKink = true },
            Run(2, Ended.Unconverged, 1, PhaseEnd.StepsSpent), Run(5, Ended.Unconverged, 1, PhaseEnd.Stalled), Run(6, Ended.Unconverged, 1, PhaseEnd.Converged),
            Run(7, Ended.Failed, double.NaN, PhaseEnd.NotFinite), Run(8, Ended.Failed, double.PositiveInfinity, PhaseEnd.NotFinite),
            Run(0, Ended.Unconverged, 3, null),
        ];

        LandscapeReport report = Build(Landscape, runs);

        Assert.Equal(
            [("diverging", null, 3L), ("unconverged", null, 1), ("unconverged", "kink", 1), ("unconverged", "inaccurate", 1), ("unconverged", "stalled", 1),
                ("unconverged", "spent", 1), ("failed", null, 2)],
            report.Ends.Select(end => (end.Ended, end.Reason, end.Runs)));
        EndReport diverging = report.Ends[0];
        Assert.Equal([new RunLevelReport(0.25, 0.25 + 1e-12, 2, 4), new RunLevelReport(2, 2, 1, 3)], diverging.Levels);
        Assert.Equal((new Interval(0.25, 2), 0L), (diverging.Losses, diverging.NotFinite));
        Assert.Equal([1L, 0, 2, 0, 0], diverging.LastPhases.Values);
        Assert.Equal((null, 2L), (report.Ends[^1].Losses, report.Ends[^1].NotFinite));
        Assert.Empty(report.Ends[^1].Levels);
        Assert.Equal(["converged", "stalled", "spent", "rounding", "nonfinite"], report.LastPhases.Keys);
        Assert.Equal([2L, 2, 3, 0, 2], report.LastPhases.Values);
    }

    [Fact]
    public void Run_at_loss_0_is_counted_whatever_it_ended_as()
    {
        RunRecord[] runs =
        [
            Run(8, Ended.Unconverged, 0, PhaseEnd.Stalled) with { AtKink = true }, Run(5, Ended.Diverging, 4e-11, PhaseEnd.Converged),
            Run(6, Ended.Unconverged, 1.5e-8, PhaseEnd.StepsSpent), Run(3, Ended.Failed, double.NaN, PhaseEnd.NotFinite),
        ];

        LandscapeReport report = Build(Landscape, runs);

        (double share, double low, double high) = WilsonInterval.Of(2, 4);
        Assert.Equal(new ZeroLossReport(2, new Share(share, low, high), 5), report.ZeroLoss);
        Assert.Equal([true, true, false], report.Ends.SelectMany(end => end.Levels).OrderBy(level => level.Loss).Select(level => level.IsZero));
        Assert.Null(Build(Landscape, []).ZeroLoss);
        Assert.Equal(0, Build(Landscape, runs[2..]).ZeroLoss!.Runs);
        Assert.Null(Build(Landscape, runs[2..]).ZeroLoss!.FirstSeed);
    }

    [Fact]
    public void Exclusive_or_with_two_sigmoid_units_and_cross_entropy_tells_which_share_of_starts_solves_it()
    {
        // All four rows right; two of them, the others at a half; and one, the others at a third: 0, ln 2 / 2, and 3/4 of the entropy of a third.
        double third = -((Math.Log(1 / 3.0) / 3) + (2 * Math.Log(2 / 3.0) / 3));
        double[] expected = [0, Math.Log(2) / 2, 0.75 * third];
        var binary = new DataSet([0, 0, 0, 1, 1, 0, 1, 1], [0, 1, 1, 0], [0.25, 0.25, 0.25, 0.25], 2, 1);
        LossLandscape landscape = Landscapes.Build(
            binary,
            new NetworkSpec([2], "sigmoid", 0.01, true, OutputHead.Linear, false),
            LossKind.Logistic,
            0,
            [Landscapes.AdamPhase(2000), Landscapes.NewtonPhase(500)],
            InitialisationKind.GlorotUniform);

        LandscapeReport report = Build(landscape, BlockTrainer.Train(landscape, 0, 256, CancellationToken.None).Runs);

        Assert.Equal(256, report.Ended.Diverging);
        EndReport end = Assert.Single(report.Ends);
        Assert.Equal([169L, 84, 3], end.Levels.Select(level => level.Runs));
        Assert.All(end.Levels.Zip(expected), pair => Assert.Equal(pair.Second, pair.First.Loss, 1e-9));
        Assert.Equal((169L, 169 / 256.0), (report.ZeroLoss!.Runs, report.ZeroLoss.Share.Estimate));
    }

    [Fact]
    public void Relu_units_that_never_wake_are_at_loss_0_by_the_biases_of_the_outputs()
    {
        // All inputs 0, targets constant: the output's biases alone reach them.
        LossLandscape landscape = Landscapes.Build(
            new DataSet([0, 0, 0, 0], [0.5, 0.5], [0.5, 0.5], 2, 1),
            new NetworkSpec([3], "relu", 0.01, true, OutputHead.Linear, false),
            LossKind.Mse,
            0,
            [Landscapes.AdamPhase(1000), Landscapes.NewtonPhase(300)],
            InitialisationKind.HeNormal);

        LandscapeReport report = Build(landscape, BlockTrainer.Train(landscape, 0, 64, CancellationToken.None).Runs);

        Assert.Equal((64L, 1.0), (report.ZeroLoss!.Runs, report.ZeroLoss.Share.Estimate));
        Assert.All(report.Ends.SelectMany(way => way.Levels), level => Assert.True(level.IsZero));
    }

    private static LandscapeReport Build(LossLandscape landscape, IEnumerable<RunRecord> runs) =>
        CensusBuilder.Build(landscape, new GridPoint([], landscape.Spec), Modulo.Network, runs).Report;

    private static RunRecord Run(long seed, Ended ended, double loss, PhaseEnd? phase) =>
        new(seed, ended, false, loss, 1e-3, 10, null, 0, []) { LastPhase = phase };
}
