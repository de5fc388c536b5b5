using OrleansSymmetry.Landscape.Lanes;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Landscape.Optimisation.Methods;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Tests.Optimisation.Problems;
using OrleansSymmetry.Landscape.Tests.Training;

namespace OrleansSymmetry.Landscape.Tests.Optimisation;

public sealed class MethodTests
{
    private const int StartsPerProblem = 11;

    public static TheoryData<Method> Methods => [.. Enum.GetValues<Method>()];

    public static TheoryData<Method, string, int, double, double> Cases()
    {
        var cases = new TheoryData<Method, string, int, double, double>();
        foreach (TestProblem problem in TestProblems.All)
        {
            string name = problem.ToString();
            double reachable = problem.Isolated ? 1e-11 : 1e-9;
            cases.Add(Method.Newton, name, 300, 0, reachable);
            cases.Add(Method.LevenbergMarquardt, name, 300, 0, reachable);
            cases.Add(Method.Lbfgs, name, 4000, 0, 1e-8);
        }

        cases.Add(Method.GradientDescent, nameof(Quadratic), 4000, 0.3, 1e-9);
        cases.Add(Method.GradientDescent, nameof(IndefiniteQuartic), 4000, 0.1, 1e-9);
        cases.Add(Method.GradientDescent, nameof(Himmelblau), 4000, 0.005, 1e-9);
        cases.Add(Method.Momentum, nameof(Quadratic), 4000, 0.1, 1e-9);
        cases.Add(Method.Momentum, nameof(IndefiniteQuartic), 4000, 0.05, 1e-9);
        cases.Add(Method.Momentum, nameof(Beale), 100000, 1e-3, 1e-9);
        cases.Add(Method.Nesterov, nameof(Quadratic), 4000, 0.1, 1e-9);
        cases.Add(Method.Nesterov, nameof(IndefiniteQuartic), 4000, 0.05, 1e-9);
        cases.Add(Method.Nesterov, nameof(Beale), 100000, 1e-3, 1e-9);
        cases.Add(Method.Adam, nameof(Quadratic), 20000, 0.01, 1e-8);
        cases.Add(Method.Adam, nameof(Himmelblau), 20000, 0.01, 1e-7);
        cases.Add(Method.Adam, nameof(IndefiniteQuartic), 20000, 0.01, 1e-8);
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Method_on_a_problem_with_known_minima_reaches_one(Method kind, string name, int steps, double step, double gradient)
    {
        TestProblem problem = TestProblems.Named(name);
        LaneMethod method = LaneMethods.Create(Landscapes.Phase(kind, steps, step, gradient), problem);
        List<SeedRun> runs = Starts(problem);

        PhaseRunner.Run(method, steps, runs, TestContext.Current.CancellationToken);

        foreach (SeedRun run in runs)
        {
            Assert.True(run.End == PhaseEnd.Converged, $"start {run.Seed}: {run.End} after {run.Steps} steps at ({string.Join(", ", run.Theta)})");
            Assert.InRange(problem.DistanceToMinimum(run.Theta), 0, problem.Isolated ? 1e-6 : 3e-2);
        }
    }

    [Fact]
    public void Every_method_has_a_problem_with_known_minima() =>
        Assert.Equal(Enum.GetValues<Method>().Order(), Cases().Select(row => row.Data.Item1).Distinct().Order());

    [Theory]
    [InlineData(Method.Newton)]
    [InlineData(Method.LevenbergMarquardt)]
    public void Second_order_step_never_raises_the_loss(Method kind)
    {
        foreach (TestProblem problem in TestProblems.All)
        {
            LaneMethod method = LaneMethods.Create(Landscapes.Phase(kind, 300, 0, null), problem);
            for (int lane = 0; lane < LaneBuffer.LaneCount; lane++)
            {
                method.Theta.SetLane(lane, Start(problem, lane));
                method.Reset(lane);
            }

            LaneVector before = problem.Value(method.Theta.Vectors);
            for (int step = 0; step < 60; step++)
            {
                method.Step();
                LaneVector after = problem.Value(method.Theta.Vectors);
                for (int lane = 0; lane < LaneBuffer.LaneCount; lane++)
                {
                    Assert.InRange(after[lane], double.NegativeInfinity, before[lane] + (1e-13 * Math.Max(1, Math.Abs(before[lane]))));
                }

                before = after;
            }
        }
    }

    [Fact]
    public void Newton_on_a_quadratic_needs_one_step_from_within_its_first_radius()
    {
        // The first radius is max(1, |theta|).
        var problem = new Quadratic();
        var run = new SeedRun(0, [.. problem.Minima[0].Select(value => value + 0.5)]);

        PhaseRunner.Run(LaneMethods.Create(Landscapes.NewtonPhase(), problem), 200, [run], TestContext.Current.CancellationToken);

        Assert.Equal(1, run.Steps);
    }

    [Fact]
    public void Gradient_descent_heavy_ball_nesterov_and_adam_take_the_steps_of_their_definition()
    {
        // On theta^2/2 in one dimension each is a short recursion, written out here on plain numbers.
        double gd = 1, ball = 1, velocity = 0, nesterov = 1, ahead = 0, adam = 1, m = 0, v = 0;
        for (int t = 1; t <= 25; t++)
        {
            gd -= 0.1 * gd;
            velocity = (0.9 * velocity) - (0.1 * ball);
            ball += velocity;
            ahead = (0.9 * ahead) - (0.1 * (nesterov + (0.9 * ahead)));
            nesterov += ahead;
            m = (0.9 * m) + (0.1 * adam);
            v = (0.999 * v) + (0.001 * adam * adam);
            adam -= 0.1 * (m / (1 - Math.Pow(0.9, t))) / (Math.Sqrt(v / (1 - Math.Pow(0.999, t))) + 1e-8);
        }

        Assert.Equal(gd, After(Method.GradientDescent), 1e-13);
        Assert.Equal(ball, After(Method.Momentum), 1e-13);
        Assert.Equal(nesterov + (0.9 * ahead), After(Method.Nesterov), 1e-13);
        Assert.Equal(adam, After(Method.Adam), 1e-12);

        static double After(Method kind)
        {
            var run = new SeedRun(0, [1]);
            LaneMethod method = LaneMethods.Create(Landscapes.Phase(kind, 25, 0.1), new HalfSquare());
            PhaseRunner.Run(method, 25, [run], TestContext.Current.CancellationToken);
            return run.Theta[0];
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Start_that_is_not_finite_ends_at_once_and_leaves_its_neighbours_alone(Method kind)
    {
        var problem = new Himmelblau();
        var bad = new SeedRun(0, [double.NaN, 1]);
        var good = new SeedRun(1, [0.1, 0.2]);
        var alone = new SeedRun(1, [0.1, 0.2]);
        PhaseSpec phase = Landscapes.Phase(kind, 50, 0.005, 1e-9);

        PhaseRunner.Run(LaneMethods.Create(phase, problem), 50, [bad, good], TestContext.Current.CancellationToken);
        PhaseRunner.Run(LaneMethods.Create(phase, problem), 50, [alone], TestContext.Current.CancellationToken);

        Assert.Equal(PhaseEnd.NotFinite, bad.End);
        Assert.Equal(1, bad.Steps);
        Assert.Equal(alone.Theta, good.Theta);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Step_allocates_nothing(Method kind)
    {
        LossLandscape landscape = Landscapes.XorTanh();
        LaneMethod method = LaneMethods.Create(Landscapes.Phase(kind, 50, 0.005, 1e-9), landscape.CreateObjective());
        for (int lane = 0; lane < LaneBuffer.LaneCount; lane++)
        {
            method.Theta.SetLane(lane, Landscapes.Start(landscape, lane));
            method.Reset(lane);
        }

        Assert.Equal(0, Allocation.Of(() =>
        {
            for (int step = 0; step < 20; step++)
            {
                method.Step();
            }
        }));
    }

    [Fact]
    public void Newton_that_starts_at_a_saddle_stays_and_near_it_leaves_downhill()
    {
        var problem = new IndefiniteQuartic();
        var at = new SeedRun(0, [0, 0]);
        var near = new SeedRun(1, [1e-6, 0]);

        PhaseRunner.Run(LaneMethods.Create(Landscapes.NewtonPhase(), problem), 200, [at, near], TestContext.Current.CancellationToken);

        Assert.Equal([0, 0], at.Theta);
        Assert.Equal(1, near.Theta[0], 1e-11);
    }

    private static List<SeedRun> Starts(TestProblem problem) =>
        [.. Enumerable.Range(0, StartsPerProblem).Select(i => new SeedRun(i, Start(problem, i)))];

    // The usual start, then starts that lean away from it by fixed amounts.
    private static double[] Start(TestProblem problem, int i) =>
        [.. problem.Start.Select((value, p) => value + (0.05 * i * (((p + i) % 3) - 0.9)))];

    private sealed class HalfSquare : ILaneObjective
    {
        public int ParameterCount => 1;

        public LaneVector Value(ReadOnlySpan<LaneVector> theta) => 0.5 * (theta[0] * theta[0]);

        public LaneVector Gradient(ReadOnlySpan<LaneVector> theta, Span<LaneVector> gradient)
        {
            gradient[0] = theta[0];
            return Value(theta);
        }

        public void HessianVector(ReadOnlySpan<LaneVector> theta, ReadOnlySpan<LaneVector> direction, Span<LaneVector> product) =>
            product[0] = direction[0];

        public LaneVector Hessian(ReadOnlySpan<LaneVector> theta, Span<LaneVector> gradient, Span<LaneVector> hessian)
        {
            hessian[0] = LaneVector.One;
            return Gradient(theta, gradient);
        }

        public LaneVector GaussNewton(ReadOnlySpan<LaneVector> theta, Span<LaneVector> gradient, Span<LaneVector> matrix) =>
            Hessian(theta, gradient, matrix);
    }
}
