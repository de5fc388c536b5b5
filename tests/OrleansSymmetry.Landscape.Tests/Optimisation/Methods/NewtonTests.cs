using OrleansSymmetry.Landscape.Lanes;
using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Landscape.Optimisation.Methods;
using OrleansSymmetry.Landscape.Problems;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Tests.Optimisation.Problems;
using OrleansSymmetry.Landscape.Tests.Training;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Tests.Optimisation.Methods;

/// <summary>Newton's method with matrices and without, on the landscapes of networks.</summary>
public sealed class NewtonTests
{
    private const double LossRounding = 1e-13;

    public static TheoryData<string, bool> Trajectories()
    {
        var cases = new TheoryData<string, bool>();
        foreach (string name in new[] { "xor", "penalised xor", "teacher", "softmax" })
        {
            cases.Add(name, true);
            cases.Add(name, false);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Trajectories))]
    public void Polishing_never_raises_the_loss(string name, bool matrices)
    {
        LossLandscape landscape = Named(name);
        ILaneObjective objective = landscape.CreateObjective();
        LaneMethod method = Create(landscape.CreateObjective(), null, matrices);
        for (int lane = 0; lane < LaneBuffer.LaneCount; lane++)
        {
            method.Theta.SetLane(lane, Landscapes.Start(landscape, lane));
            method.Reset(lane);
        }

        LaneVector before = objective.Value(method.Theta.Vectors);
        LaneVector first = before;
        for (int step = 0; step < 120; step++)
        {
            method.Step();
            LaneVector after = objective.Value(method.Theta.Vectors);
            for (int lane = 0; lane < LaneBuffer.LaneCount; lane++)
            {
                Assert.InRange(after[lane], double.NegativeInfinity, before[lane] + (2 * LossRounding * Math.Max(1, before[lane])));
            }

            before = after;
        }

        for (int lane = 0; lane < LaneBuffer.LaneCount; lane++)
        {
            Assert.True(before[lane] < 0.9 * first[lane], $"lane {lane} came from {first[lane]} to {before[lane]}");
        }
    }

    [Fact]
    public void Curved_valleys_of_weakly_penalised_networks_take_tens_of_steps()
    {
        // Straight steps in the trust region take up to 750 steps here, and 280 on the average.
        LossLandscape landscape = Landscapes.XorTanh(1e-4, 8, Landscapes.AdamPhase(2000));
        List<SeedRun> runs = Polished(landscape, 128, steps: 120, 1e-11, matrices: true);

        Assert.All(runs, run => Assert.True(run.End == PhaseEnd.Converged, $"seed {run.Seed}: {run.End}"));
        Assert.InRange(runs.Average(run => run.Steps - 2000), 1, 60);
    }

    [Fact]
    public void Plateaus_of_unpenalised_networks_are_left_or_followed_to_their_end()
    {
        LossLandscape landscape = Landscapes.XorTanh(0, 2, Landscapes.AdamPhase(2000));
        List<SeedRun> runs = Polished(landscape, 256, steps: 1000, 1e-11, matrices: true);

        Assert.All(runs, run => Assert.True(run.End == PhaseEnd.Converged, $"seed {run.Seed}: {run.End}"));
    }

    [Fact]
    public void Conjugate_gradients_lead_to_the_minima_that_matrices_lead_to()
    {
        LossLandscape landscape = Named("softmax");
        List<SeedRun> with = Polished(landscape, 16, steps: 200, 1e-10, matrices: true);
        List<SeedRun> without = Polished(landscape, 16, steps: 200, 1e-10, matrices: false);

        for (int i = 0; i < with.Count; i++)
        {
            Assert.Equal(PhaseEnd.Converged, with[i].End);
            Assert.Equal(PhaseEnd.Converged, without[i].End);
            for (int p = 0; p < with[i].Theta.Length; p++)
            {
                Assert.Equal(with[i].Theta[p], without[i].Theta[p], 1e-6);
            }
        }
    }

    [Fact]
    public void Conjugate_gradients_reach_the_known_minima()
    {
        foreach (TestProblem problem in TestProblems.All.Where(problem => problem.Isolated))
        {
            var run = new SeedRun(0, (double[])problem.Start.Clone());
            PhaseRunner.Run(Create(problem, 1e-10, matrices: false), 300, [run], TestContext.Current.CancellationToken);

            Assert.True(run.End == PhaseEnd.Converged, $"{problem}: {run.End} after {run.Steps} steps");
            Assert.InRange(problem.DistanceToMinimum(run.Theta), 0, 1e-6);
        }
    }

    [Fact]
    public void Conjugate_gradients_stay_at_a_saddle_and_leave_its_neighbourhood_downhill()
    {
        var problem = new IndefiniteQuartic();
        var at = new SeedRun(0, [0, 0]);
        var near = new SeedRun(1, [1e-6, 0]);

        PhaseRunner.Run(Create(problem, 1e-11, matrices: false), 200, [at, near], TestContext.Current.CancellationToken);

        Assert.Equal([0, 0], at.Theta);
        Assert.Equal(1, Math.Abs(near.Theta[0]), 1e-9);
    }

    [Fact]
    public void Large_network_is_trained_without_matrices_to_a_small_gradient()
    {
        // 64-16-10: 1210 parameters.
        LossLandscape landscape = Landscapes.Build(
            new DigitsProblem(100).Build(new NetworkSpec([16], "tanh", 0.01, true, OutputHead.Linear, false), DataFiles.None),
            new NetworkSpec([16], "tanh", 0.01, true, OutputHead.Linear, false),
            LossKind.Softmax,
            1e-3,
            [Landscapes.AdamPhase(200)],
            InitialisationKind.GlorotNormal);
        List<SeedRun> runs = Trained(landscape, 2);
        LaneMethod method = LaneMethods.Create(Landscapes.NewtonPhase(100, 1e-9), landscape.CreateObjective());

        PhaseRunner.Run(method, 100, runs, TestContext.Current.CancellationToken);

        Assert.IsType<TruncatedNewton>(method);
        Assert.All(runs, run => Assert.Equal(PhaseEnd.Converged, run.End));
    }

    [Fact]
    public void Method_is_chosen_by_the_number_of_parameters_alone()
    {
        Assert.IsType<Newton>(LaneMethods.Create(Landscapes.NewtonPhase(), Landscapes.XorTanh(0, 74).CreateObjective()));
        Assert.IsType<TruncatedNewton>(LaneMethods.Create(Landscapes.NewtonPhase(), Landscapes.XorTanh(0, 75).CreateObjective()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Lane_gives_the_bits_that_it_gives_alone(bool matrices)
    {
        LossLandscape landscape = Named("teacher");
        List<SeedRun> together = Polished(landscape, 11, steps: 40, 1e-9, matrices);
        foreach (SeedRun run in together)
        {
            var alone = new SeedRun(run.Seed, Landscapes.Start(landscape, run.Seed));
            foreach (PhaseSpec phase in landscape.Spec.Train)
            {
                PhaseRunner.Run(LaneMethods.Create(phase, landscape.CreateObjective()), phase.Steps, [alone], TestContext.Current.CancellationToken);
            }

            PhaseRunner.Run(Create(landscape.CreateObjective(), 1e-9, matrices), 40, [alone], TestContext.Current.CancellationToken);
            Assert.Equal(alone.Theta, run.Theta);
            Assert.Equal(alone.Steps, run.Steps);
        }
    }

    private static LaneMethod Create(ILaneObjective objective, double? gradient, bool matrices) =>
        matrices ? new Newton(objective, gradient) : new TruncatedNewton(objective, gradient);

    private static List<SeedRun> Trained(LossLandscape landscape, int count)
    {
        List<SeedRun> runs = [.. Enumerable.Range(0, count).Select(seed => new SeedRun(seed, Landscapes.Start(landscape, seed)))];
        foreach (PhaseSpec phase in landscape.Spec.Train)
        {
            PhaseRunner.Run(LaneMethods.Create(phase, landscape.CreateObjective()), phase.Steps, runs, TestContext.Current.CancellationToken);
        }

        return runs;
    }

    private static List<SeedRun> Polished(LossLandscape landscape, int count, int steps, double gradient, bool matrices)
    {
        List<SeedRun> runs = Trained(landscape, count);
        PhaseRunner.Run(Create(landscape.CreateObjective(), gradient, matrices), steps, runs, TestContext.Current.CancellationToken);
        return runs;
    }

    private static LossLandscape Named(string name) => name switch
    {
        "xor" => Landscapes.XorTanh(0, 4, Landscapes.AdamPhase(10)),
        "penalised xor" => Landscapes.XorTanh(1e-4, 6, Landscapes.AdamPhase(10)),
        "teacher" => Teacher(),
        "softmax" => Landscapes.Build(
            new DataSet([-2, -1, 1, 2], [1, 0, 1, 0, 0, 1, 0, 1], [0.25, 0.25, 0.25, 0.25], 1, 2),
            new NetworkSpec([2], "tanh", 0.01, true, OutputHead.Linear, false),
            LossKind.Softmax,
            0.01,
            [Landscapes.AdamPhase(500)]),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "Unknown landscape."),
    };

    private static LossLandscape Teacher()
    {
        var network = new NetworkSpec([3], "tanh", 0.01, true, OutputHead.Linear, false);
        double[] x = [.. Enumerable.Range(0, 48).Select(i => Math.Sin(1.7 * i))];
        double[] y = [.. Enumerable.Range(0, 24).Select(i => Math.Tanh(x[2 * i] - x[(2 * i) + 1]) - Math.Tanh(1 + x[2 * i]))];
        return Landscapes.Build(
            new DataSet(x, y, [.. Enumerable.Repeat(1.0 / 24, 24)], 2, 1), network, LossKind.Mse, 1e-3, [Landscapes.AdamPhase(100)]);
    }
}
