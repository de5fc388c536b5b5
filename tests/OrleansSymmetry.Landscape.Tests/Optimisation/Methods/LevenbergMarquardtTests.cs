using OrleansSymmetry.Landscape.Activations;
using OrleansSymmetry.Landscape.Lanes;
using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Landscape.Optimisation.Methods;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Tests.Training;

namespace OrleansSymmetry.Landscape.Tests.Optimisation.Methods;

public sealed class LevenbergMarquardtTests
{
    private const double Tolerance = 1e-11;

    /// <summary>A 2-2-1 network whose units differ well.</summary>
    private static readonly double[] Teacher = [1, 0.5, -0.5, 1.2, 0.3, -0.2, 1, 0.8, 0.1];

    [Theory]
    [InlineData(OutputHead.Linear, LossKind.Mse)]
    [InlineData(OutputHead.Tanh, LossKind.HalfMse)]
    [InlineData(OutputHead.Sigmoid, LossKind.Mse)]
    public void Student_near_its_teacher_is_there_in_few_steps(OutputHead head, LossKind loss)
    {
        const int FewSteps = 20;
        LossLandscape landscape = Student(Teacher, head, loss);
        SeedRun[] runs = [.. Enumerable.Range(0, 16).Select(i => new SeedRun(
            i, [.. Teacher.Select((value, p) => value + (0.02 * ((((p + 1) * (i + 3) * 7) % 11) - 5)))]))];

        Run(landscape, FewSteps, runs);

        Assert.All(runs, run =>
        {
            Assert.True(run.End == PhaseEnd.Converged, $"start {run.Seed}: {run.End}, after {run.Steps} steps, loss {Loss(landscape, run)}");
            Assert.InRange(Loss(landscape, run), 0, 1e-20);
            Assert.InRange(run.Theta.Zip(Teacher, (a, b) => Math.Abs(a - b)).Max(), 0, 1e-8);
        });
    }

    [Fact]
    public void Xor_without_penalty_is_solved_from_most_starts_in_tens_of_steps()
    {
        // 17 parameters fit four residuals: the Gauss-Newton matrix is singular everywhere.
        LossLandscape landscape = Landscapes.XorTanh(l2: 0, hidden: 4);
        SeedRun[] runs = Starts(landscape, 32);

        Run(landscape, 60, runs);

        SeedRun[] solved = [.. runs.Where(run => run.End == PhaseEnd.Converged && Loss(landscape, run) <= 1e-18)];
        Assert.True(solved.Length >= 30, $"{solved.Length} solved; "
            + $"{string.Join(", ", runs.Select(run => $"{run.End} {run.Steps} {Loss(landscape, run):G3}"))}");
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.001)]
    public void Residuals_that_remain_slow_convergence_and_do_not_stop_it(double l2)
    {
        LossLandscape landscape = Landscapes.XorTanh(l2);
        SeedRun[] runs = Starts(landscape, 64);

        Run(landscape, 500, runs);

        Assert.True(
            runs.All(run => run.End == PhaseEnd.Converged),
            string.Join(", ", runs.Select(run => $"{run.End} {run.Steps} {Loss(landscape, run):G3}")));
    }

    [Theory]
    [InlineData(LossKind.Mse, "tanh", 0.0)]
    [InlineData(LossKind.Mse, "relu", 0.0)]
    [InlineData(LossKind.Logistic, "sin", 0.01)]
    [InlineData(LossKind.Softmax, "sigmoid", 0.001)]
    public void Step_on_a_network_never_raises_the_loss_and_steps_lower_it(LossKind loss, string activation, double l2)
    {
        double[] bits = [-1, -1, -1, 1, 1, -1, 1, 1];
        double[] targets = loss switch
        {
            LossKind.Softmax => [1, 0, 0, 1, 0, 1, 1, 0],
            LossKind.Logistic => [0, 1, 1, 0],
            _ => [-1, 1, 1, -1],
        };
        LossLandscape landscape = Landscapes.Build(
            new DataSet(bits, targets, [0.25, 0.25, 0.25, 0.25], 2, targets.Length / 4),
            new NetworkSpec([3, 2], activation, 0.01, true, OutputHead.Linear, false),
            loss,
            l2,
            []);
        ILaneObjective objective = landscape.CreateObjective();
        LaneMethod method = LaneMethods.Create(Landscapes.Phase(Method.LevenbergMarquardt, 60), objective);
        for (int lane = 0; lane < LaneBuffer.LaneCount; lane++)
        {
            method.Theta.SetLane(lane, Landscapes.Start(landscape, lane));
            method.Reset(lane);
        }

        LaneVector start = objective.Value(method.Theta.Vectors);
        LaneVector before = start;
        for (int step = 0; step < 60; step++)
        {
            method.Step();
            LaneVector after = objective.Value(method.Theta.Vectors);
            for (int lane = 0; lane < LaneBuffer.LaneCount; lane++)
            {
                Assert.InRange(after[lane], double.NegativeInfinity, before[lane] + (1e-13 * Math.Max(1, before[lane])));
            }

            before = after;
        }

        for (int lane = 0; lane < LaneBuffer.LaneCount; lane++)
        {
            Assert.True(before[lane] < start[lane], $"lane {lane}: from {start[lane]} to {before[lane]}");
        }
    }

    private static void Run(LossLandscape landscape, int steps, SeedRun[] runs) => PhaseRunner.Run(
        LaneMethods.Create(Landscapes.Phase(Method.LevenbergMarquardt, steps, 0, Tolerance), landscape.CreateObjective()),
        steps,
        runs,
        TestContext.Current.CancellationToken);

    private static SeedRun[] Starts(LossLandscape landscape, int count) =>
        [.. Enumerable.Range(0, count).Select(seed => new SeedRun(seed, Landscapes.Start(landscape, seed)))];

    private static double Loss(LossLandscape landscape, SeedRun run)
    {
        var theta = new LaneBuffer(run.Theta.Length);
        theta.SetLane(0, run.Theta);
        return landscape.CreateObjective().Value(theta.Vectors)[0];
    }

    /// <summary>A network whose targets are its own outputs at the teacher's parameters: the least loss is 0, there and on their orbit.</summary>
    private static LossLandscape Student(double[] teacher, OutputHead head, LossKind loss)
    {
        const int Samples = 40;
        double[] x = [.. Enumerable.Range(0, 2 * Samples).Select(i => (((i * 37) % 81) - 40) / 20.0)];
        double[] weights = [.. Enumerable.Repeat(1.0 / Samples, Samples)];
        var network = new Network(2, [2], 1, ActivationRegistry.Create("tanh"), head: head);
        double[] y = NetworkFunction.Evaluate(network, teacher, x).Outputs;
        return Landscapes.Build(new DataSet(x, y, weights, 2, 1), new NetworkSpec([2], "tanh", 0.01, true, head, false), loss, 0, []);
    }
}
