using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Landscape.Optimisation.Methods;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Training;

namespace OrleansSymmetry.Landscape.Tests.Training;

public sealed class BlockTrainerTests
{
    private static readonly PhaseSpec[] AllMethods =
    [
        Landscapes.Phase(Method.GradientDescent, 20, 0.05, 1e-3),
        Landscapes.Phase(Method.Momentum, 40, 0.02, 1e-2),
        Landscapes.AdamPhase(150, 0.02, 1e-3),
        Landscapes.Phase(Method.LevenbergMarquardt, 4, 0, 1e-4),
        Landscapes.Phase(Method.Lbfgs, 300, 0, 1e-6),
        Landscapes.NewtonPhase(),
    ];

    [Fact]
    public void Seed_trained_alone_has_the_bits_that_it_has_in_any_block()
    {
        LossLandscape landscape = Landscapes.XorTanh(0.01, 2, AllMethods);

        BlockRecord block = BlockTrainer.Train(landscape, 0, 43, TestContext.Current.CancellationToken);
        BlockRecord later = BlockTrainer.Train(landscape, 17, 30, TestContext.Current.CancellationToken);

        foreach (RunRecord run in block.Runs)
        {
            RunRecord alone = BlockTrainer.Train(landscape, run.Seed, 1, TestContext.Current.CancellationToken).Runs[0];
            AssertSameBits(alone, run);
            if (run.Seed >= 17)
            {
                AssertSameBits(later.Runs[(int)run.Seed - 17], run);
            }
        }
    }

    [Fact]
    public void Lane_that_is_refilled_gives_what_a_fresh_lane_gives()
    {
        LossLandscape landscape = Landscapes.XorTanh();
        PhaseSpec phase = Landscapes.Phase(Method.GradientDescent, 3000, 0.05, 1e-2);
        SeedRun[] together = [.. Enumerable.Range(0, 30).Select(seed => new SeedRun(seed, Landscapes.Start(landscape, seed)))];

        PhaseRunner.Run(LaneMethods.Create(phase, landscape.CreateObjective()), phase.Steps, together, TestContext.Current.CancellationToken);

        Assert.True(together.Select(run => run.Steps).Distinct().Count() > 10, "Runs of different lengths make lanes refill at different steps.");
        foreach (SeedRun run in together)
        {
            var alone = new SeedRun(run.Seed, Landscapes.Start(landscape, run.Seed));
            PhaseRunner.Run(LaneMethods.Create(phase, landscape.CreateObjective()), phase.Steps, [alone], TestContext.Current.CancellationToken);
            Assert.Equal(alone.Theta, run.Theta);
            Assert.Equal(alone.Steps, run.Steps);
            Assert.Equal(alone.End, run.End);
        }
    }

    [Fact]
    public void Phase_without_a_gradient_takes_all_its_steps()
    {
        LossLandscape landscape = Landscapes.XorTanh(0.01, 2, Landscapes.AdamPhase(123), Landscapes.Phase(Method.Momentum, 45));

        BlockRecord block = BlockTrainer.Train(landscape, 0, 9, TestContext.Current.CancellationToken);

        Assert.All(block.Runs, run => Assert.Equal(168, run.Steps));
        Assert.All(block.Runs, run => Assert.Equal(PhaseEnd.StepsSpent, run.LastPhase));
        Assert.All(block.Runs, run => Assert.Equal(Ended.Unconverged, run.Ended));
        Assert.All(block.Runs, run => Assert.Empty(run.Theta));
    }

    [Fact]
    public void Cancelled_training_throws_before_the_next_step()
    {
        using var cancellation = new CancellationTokenSource();
        var objective = new CancellingObjective(Landscapes.XorTanh().CreateObjective(), cancellation, evaluations: 7);
        PhaseSpec phase = Landscapes.AdamPhase(1000);
        var run = new SeedRun(0, Landscapes.Start(Landscapes.XorTanh(), 0));

        Assert.Throws<OperationCanceledException>(() =>
            PhaseRunner.Run(LaneMethods.Create(phase, objective), phase.Steps, [run], cancellation.Token));

        Assert.Equal(7, objective.Evaluations);
    }

    [Fact]
    public void Block_cancelled_beforehand_throws() => Assert.Throws<OperationCanceledException>(() =>
        BlockTrainer.Train(Landscapes.XorTanh(), 0, 8, new CancellationToken(canceled: true)));

    private static void AssertSameBits(RunRecord expected, RunRecord actual)
    {
        Assert.Equal(expected.Theta, actual.Theta);
        Assert.Equal(expected with { Theta = actual.Theta }, actual);
    }

    private sealed class CancellingObjective(ILaneObjective inner, CancellationTokenSource source, int evaluations) : ILaneObjective
    {
        public int Evaluations { get; private set; }

        public int ParameterCount => inner.ParameterCount;

        public LaneVector Value(ReadOnlySpan<LaneVector> theta) => inner.Value(theta);

        public LaneVector Gradient(ReadOnlySpan<LaneVector> theta, Span<LaneVector> gradient)
        {
            Evaluations++;
            if (Evaluations == evaluations)
            {
                source.Cancel();
            }

            return inner.Gradient(theta, gradient);
        }

        public void HessianVector(ReadOnlySpan<LaneVector> theta, ReadOnlySpan<LaneVector> direction, Span<LaneVector> product) =>
            inner.HessianVector(theta, direction, product);

        public LaneVector Hessian(ReadOnlySpan<LaneVector> theta, Span<LaneVector> gradient, Span<LaneVector> hessian) =>
            inner.Hessian(theta, gradient, hessian);

        public LaneVector GaussNewton(ReadOnlySpan<LaneVector> theta, Span<LaneVector> gradient, Span<LaneVector> matrix) =>
            inner.GaussNewton(theta, gradient, matrix);
    }
}
