using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Landscape.Optimisation.Ends;
using OrleansSymmetry.Landscape.Optimisation.Methods;
using OrleansSymmetry.Landscape.Problems;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Tests.Optimisation.Problems;
using OrleansSymmetry.Landscape.Tests.Training;
using OrleansSymmetry.Landscape.Training;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Tests.Optimisation.Ends;

/// <summary>What runs end as, against published figures and theorems.</summary>
public sealed class EndVerifierTests
{
    private static readonly DataSet BinaryXor =
        new([0, 0, 0, 1, 1, 0, 1, 1], [0, 1, 1, 0], [0.25, 0.25, 0.25, 0.25], 2, 1);

    // The input 0 is between two classes of two points each.
    private static readonly DataSet Separable =
        new([-2, -1, 1, 2], [1, 0, 1, 0, 0, 1, 0, 1], [0.25, 0.25, 0.25, 0.25], 1, 2);

    [Fact]
    public void Every_run_of_penalised_xor_ends_in_a_minimum_on_one_of_two_levels()
    {
        IReadOnlyList<RunRecord> runs = Train(Landscapes.XorTanh(), 256);

        Assert.All(runs, run =>
        {
            Assert.Equal(Ended.Minimum, run.Ended);
            Assert.Equal(0, run.Index);
            Assert.True(run.IsVerified);
            Assert.InRange(run.Gradient, 0, 1e-11);
            double level = run.Loss < 0.3 ? 0.0615392148 : 0.5704929991;
            Assert.Equal(level, run.Loss, 1e-10);
        });
        Assert.Contains(runs, run => run.Loss < 0.3);
        Assert.Contains(runs, run => run.Loss > 0.3);
    }

    [Fact]
    public void Sigmoid_network_on_xor_has_no_finite_minimum_above_zero()
    {
        // Hamey 1998; Sprinkhuizen-Kuyper and Boers 1996. With targets 0 and 1 even the infimum 0 lies at infinity.
        LossLandscape landscape = Landscapes.Build(
            BinaryXor, Net([2], "sigmoid", head: OutputHead.Sigmoid), LossKind.Mse, 0, [Landscapes.AdamPhase(4000, 0.05), Landscapes.NewtonPhase(300)]);

        IReadOnlyList<RunRecord> runs = Train(landscape, 400);

        Assert.All(runs, run => Assert.Equal(Ended.Diverging, run.Ended));
        Assert.All(runs, run => Assert.Contains(new[] { 0, 1.0 / 8, 1.0 / 6 }, level => Math.Abs(run.Loss - level) < 1e-9));

        // About two fifths of the runs end above 0.
        Assert.InRange(runs.Count(run => run.Loss > 0.1) / 400.0, 0.31, 0.47);
    }

    [Fact]
    public void Sigmoid_network_on_softened_xor_has_families_at_zero_and_diverges_elsewhere()
    {
        DataSet softened = BinaryXor with { Y = [0.1, 0.9, 0.9, 0.1] };
        LossLandscape landscape = Landscapes.Build(
            softened, Net([2], "sigmoid", head: OutputHead.Sigmoid), LossKind.Mse, 0, [Landscapes.AdamPhase(4000, 0.05), Landscapes.NewtonPhase(300)]);

        IReadOnlyList<RunRecord> runs = Train(landscape, 400);

        Assert.All(runs.Where(run => run.Ended == Ended.Degenerate), run => Assert.InRange(run.Loss, 0, 1e-12));
        Assert.All(runs.Where(run => run.Ended == Ended.Diverging), run => Assert.Contains(
            new[] { 0.08, 0.8 * 0.8 / 6 }, level => Math.Abs(run.Loss - level) < 1e-8));
        Assert.All(runs, run => Assert.True(run.Ended is Ended.Degenerate or Ended.Diverging, $"seed {run.Seed} ended as {run.Ended}"));

        // About a third of the runs diverge.
        Assert.InRange(runs.Count(run => run.Ended == Ended.Diverging) / 400.0, 0.25, 0.41);
    }

    [Fact]
    public void A_step_between_samples_is_on_its_way_to_infinity_although_one_sample_is_not_saturated()
    {
        // tanh rises towards both ends and the targets fall, so no finite slope is best: the limit is a step through the middle sample, of outputs -1, -1, 0.3,
        // 1, 1 and loss 4 0.1^2 / 5. The middle sample holds the bias alone; the weight can grow for ever.
        DataSet data = new([-2, -1, 0, 1, 2], [-0.9, -1.1, 0.3, 1.1, 0.9], [0.2, 0.2, 0.2, 0.2, 0.2], 1, 1);
        LossLandscape landscape = Landscapes.Build(data, Net([1], "tanh"), LossKind.Mse, 0, [Landscapes.AdamPhase(3000, 0.05), Landscapes.NewtonPhase(300)]);

        RunRecord[] steps = [.. Train(landscape, 64).Where(run => Math.Abs(run.Loss - 0.008) < 1e-6)];

        Assert.NotEmpty(steps);
        Assert.All(steps, run => Assert.Equal(Ended.Diverging, run.Ended));
    }

    [Theory]
    [InlineData("tanh")]
    [InlineData("softplus")]
    public void Separable_data_under_softmax_without_penalty_diverge(string activation)
    {
        IReadOnlyList<RunRecord> runs = Train(Landscapes.Build(Separable, Net([2], activation), LossKind.Softmax, 0, []), 32);

        Assert.All(runs, run => Assert.Equal(Ended.Diverging, run.Ended));
    }

    [Fact]
    public void Separable_data_under_the_logistic_loss_without_penalty_diverge()
    {
        DataSet oneOutput = Separable with { Y = [1, 1, 0, 0], OutputCount = 1 };
        IReadOnlyList<RunRecord> runs = Train(Landscapes.Build(oneOutput, Net([2], "tanh"), LossKind.Logistic, 0, []), 64);

        Assert.All(runs, run => Assert.Equal(Ended.Diverging, run.Ended));
    }

    [Fact]
    public void Overparameterised_student_ends_in_families_of_the_teachers_function_alone()
    {
        // Eight tanh students of a teacher of four: a set of zeros of the loss of many dimensions, no isolated optimum.
        var problem = new TeacherProblem(new TeacherNetwork(8, [4], 1, "tanh", true, 0), 512, 0);
        LossLandscape landscape = Landscapes.Build(
            problem.Build(Net([8], "tanh"), DataFiles.None), Net([8], "tanh"), LossKind.Mse, 0, [Landscapes.AdamPhase(2000), Landscapes.NewtonPhase(300)]);

        IReadOnlyList<RunRecord> runs = Train(landscape, 16);

        Assert.All(runs, run => Assert.Equal(Ended.Degenerate, run.Ended));
        Assert.All(runs, run => Assert.InRange(run.Loss, 0, 1e-12));
        LandscapeReport report = CensusBuilder.Build(landscape, new GridPoint([], landscape.Spec), Modulo.Network, runs).Report;
        Assert.Empty(report.Classes);
        Assert.Equal(16, Assert.Single(report.Families).Hits);
    }

    [Fact]
    public void Separable_data_under_softmax_with_a_penalty_have_minima()
    {
        IReadOnlyList<RunRecord> runs = Train(Landscapes.Build(Separable, Net([2], "tanh"), LossKind.Softmax, 0.01, []), 32);

        Assert.All(runs, run => Assert.Equal(Ended.Minimum, run.Ended));
    }

    [Fact]
    public void Penalised_relu_networks_on_xor_mostly_stall_at_kinks()
    {
        IReadOnlyList<RunRecord> runs = Train(Landscapes.Build(Landscapes.Xor, Net([3], "relu"), LossKind.Mse, 0.01, []), 128);

        Assert.InRange(runs.Count(run => run.AtKink), 100, 128);
        Assert.All(runs.Where(run => run.AtKink), run => Assert.Equal(Ended.Unconverged, run.Ended));
    }

    [Theory]
    [InlineData("relu")]
    [InlineData("leaky-relu")]
    [InlineData("abs")]
    public void Penalised_runs_whose_units_have_vanished_stand_at_a_kink(string activation)
    {
        IReadOnlyList<RunRecord> runs = Train(Landscapes.Build(Landscapes.Xor, Net([2], activation), LossKind.Mse, 0.01, []), 256);

        // With all weights 0 the loss is the mean square of the targets, 1; the side of the kink that rounding chooses decides nothing.
        RunRecord[] vanished = [.. runs.Where(run => run.Gradient <= 1e-9 && Math.Abs(run.Loss - 1) < 1e-12)];
        Assert.NotEmpty(vanished);
        Assert.All(vanished, run => Assert.True(run.AtKink, $"seed {run.Seed} ended as {run.Ended}"));
    }

    [Fact]
    public void Overparameterised_network_that_fits_its_data_ends_in_families()
    {
        IReadOnlyList<RunRecord> runs = Train(Landscapes.XorTanh(0, 4, Landscapes.AdamPhase(2000), Landscapes.NewtonPhase(400)), 64);

        RunRecord[] fitted = [.. runs.Where(run => run.Loss < 1e-15)];
        Assert.InRange(fitted.Length, 48, 64);
        Assert.All(fitted, run => Assert.Equal(Ended.Degenerate, run.Ended));

        // Four residuals leave 17 - 4 directions in which the outputs stay.
        Assert.All(fitted, run => Assert.Equal(13, run.FamilyDimension));
    }

    [Fact]
    public void Relu_student_of_an_orthonormal_teacher_ends_in_the_published_minima()
    {
        // Safran and Shamir 2018: k = 6 has the global minimum and one spurious one; 1e-3 tells them apart.
        const int K = 6;
        LossLandscape landscape = ReluTeacher(K, Landscapes.Phase(Method.GradientDescent, 100_000, 0.1, 1.6e-10));

        IReadOnlyList<RunRecord> runs = Train(landscape, 256);

        Assert.All(runs, run =>
        {
            Assert.Equal(Ended.Minimum, run.Ended);
            bool spurious = run.Loss >= 1e-3;
            Assert.Equal(spurious ? 0.025080581002 : 0, run.Loss, 1e-11);
            Assert.Equal(spurious ? 0.004700351 : 0.25 - (1 / (2 * Math.PI)), run.Inertia!.Value.Smallest, 1e-8);
            Assert.Equal(spurious ? 2.023733857 : 2.06526692, run.Inertia!.Value.Largest, 1e-7);
        });
    }

    [Fact]
    public void Saddle_that_is_escaped_ends_in_a_minimum_below_it()
    {
        // Zero weights are critical for tanh units and odd targets, and a saddle where inputs and targets correlate.
        RunRecord kept = Assert.Single(Train(FromZero(SaddlePolicy.Keep), 1));
        RunRecord left = Assert.Single(Train(FromZero(SaddlePolicy.Escape), 1));

        Assert.Equal(Ended.Saddle, kept.Ended);
        Assert.Equal(1, kept.Index);
        Assert.Equal(Ended.Minimum, left.Ended);
        Assert.True(left.Loss < kept.Loss);
        Assert.True(left.Steps > kept.Steps);
    }

    [Fact]
    public void Saddles_of_the_linear_autoencoder_have_the_published_index_and_zero_modes()
    {
        // Baldi and Hornik 1989: F = tr((I - AB) S (I - AB)') / 2 with covariance diag(4, 3, 2, 1) and rank 2: a projection on
        // two eigenvectors loses the other two. Four zero modes each, all from GL(2).
        double[] variances = [4, 3, 2, 1];
        (int First, int Second, double Loss, int Index)[] published =
            [(0, 1, 1.5, 0), (0, 2, 2, 1), (0, 3, 2.5, 2), (1, 2, 2.5, 2), (1, 3, 3, 3), (2, 3, 3.5, 4)];
        var x = new double[16];
        for (int i = 0; i < 4; i++)
        {
            x[(i * 4) + i] = Math.Sqrt(4 * variances[i]);
        }

        var data = new DataSet(x, x, [0.25, 0.25, 0.25, 0.25], 4, 4);
        LossLandscape landscape = Landscapes.Build(data, Net([2], "identity", bias: false), LossKind.HalfMse, 0, []);
        var verifier = new EndVerifier(
            landscape.CreateObjective(), EndGauge.Of(landscape), DataCriteria.Of(landscape), landscape.Spec);
        SeedRun[] runs = [.. published.Select((point, i) => new SeedRun(i, Projection(point.First, point.Second)))];

        EndPoint[] ends = verifier.Verify(runs, TestContext.Current.CancellationToken);

        for (int i = 0; i < published.Length; i++)
        {
            Assert.Equal(published[i].Loss, ends[i].Loss, 1e-13);
            Assert.Equal(published[i].Index, ends[i].Inertia!.Value.Negative);
            Assert.Equal(4, ends[i].Inertia!.Value.Zero);
            Assert.Equal(published[i].Index == 0 ? Ended.Minimum : Ended.Saddle, ends[i].Ended);
        }

        double[] Projection(int first, int second)
        {
            var theta = new double[landscape.Network.ParameterCount];
            Layer encoder = landscape.Network.Layers[0];
            Layer decoder = landscape.Network.Layers[1];
            theta[encoder.Weights + first] = 1;
            theta[encoder.Weights + 4 + second] = 1;
            theta[decoder.Weights + (first * 2)] = 1;
            theta[decoder.Weights + (second * 2) + 1] = 1;
            return theta;
        }
    }

    [Fact]
    public void Start_that_is_not_finite_has_failed()
    {
        LossLandscape landscape = Landscapes.XorTanh();
        var verifier = new EndVerifier(landscape.CreateObjective(), EndGauge.None, DataCriteria.None, landscape.Spec);

        EndPoint end = verifier.Verify(
            [new SeedRun(0, [.. Enumerable.Repeat(double.NaN, 9)])], TestContext.Current.CancellationToken)[0];

        Assert.Equal(Ended.Failed, end.Ended);
    }

    [Fact]
    public void Higher_order_saddle_is_told_from_a_family()
    {
        // x^4 - y^4 and x^4 + 0 y, both lifted by 1: at 0 gradient and Hessian vanish in those directions.
        Assert.Equal(Ended.Saddle, EndAtOrigin(new Quartic(-1)).Ended);
        Assert.Equal(0, EndAtOrigin(new Quartic(-1)).Inertia!.Value.Negative);
        Assert.Equal(Ended.Degenerate, EndAtOrigin(new Quartic(0)).Ended);
        Assert.Equal(2, EndAtOrigin(new Quartic(0)).FamilyDimension);

        static EndPoint EndAtOrigin(ILaneObjective objective) =>
            new EndVerifier(objective, EndGauge.None, DataCriteria.None, Landscapes.XorTanh(1e-2).Spec)
                .Verify([new SeedRun(0, [0, 0, 0])], TestContext.Current.CancellationToken)[0];
    }

    [Fact]
    public void Every_end_point_of_known_problems_is_a_minimum_of_known_place()
    {
        foreach (TestProblem problem in TestProblems.All.Where(problem => problem.Isolated))
        {
            var run = new SeedRun(0, (double[])problem.Start.Clone());
            PhaseRunner.Run(LaneMethods.Create(Landscapes.Phase(Method.Lbfgs, 3000, 0, 1e-8), problem), 3000, [run], TestContext.Current.CancellationToken);
            LandscapeSpec spec = Landscapes.XorTanh(0, 2, Landscapes.Phase(Method.Lbfgs, 3000, 0, 1e-8)).Spec;

            EndPoint end = new EndVerifier(problem, EndGauge.None, DataCriteria.None, spec).Verify([run], TestContext.Current.CancellationToken)[0];

            Assert.True(end.Ended == Ended.Minimum, $"{problem}: {end.Ended} at ({string.Join(", ", end.Theta)}), "
                + $"gradient {end.Gradient}, {end.Inertia}, from {run.End}");
            Assert.InRange(problem.DistanceToMinimum(end.Theta), 0, 1e-8 * 6);
        }
    }

    private static IReadOnlyList<RunRecord> Train(LossLandscape landscape, int count) =>
        BlockTrainer.Train(landscape, 0, count, TestContext.Current.CancellationToken).Runs;

    private static NetworkSpec Net(int[] hidden, string activation, bool bias = true, OutputHead head = OutputHead.Linear) =>
        new(hidden, activation, 0.01, bias, head, false);

    private static LossLandscape ReluTeacher(int k, params PhaseSpec[] train)
    {
        var v = new double[k * k];
        for (int i = 0; i < k; i++)
        {
            v[(i * k) + i] = 1;
        }

        return Landscapes.Build(
            new GaussianTeacher(v, k),
            new NetworkSpec([k], "relu", 0.01, false, OutputHead.Linear, true),
            LossKind.HalfMse,
            0,
            train,
            InitialisationKind.FanInNormal);
    }

    private static LossLandscape FromZero(SaddlePolicy policy) => Landscapes.Build(
        new DataSet([-2, -1, 1, 2], [-1, -0.7, 0.7, 1], [0.25, 0.25, 0.25, 0.25], 1, 1),
        Net([1], "tanh"),
        LossKind.Mse,
        0.01,
        [Landscapes.AdamPhase(100), Landscapes.NewtonPhase()],
        saddles: policy,
        scale: 0);

    /// <summary>1 + x^4 + c y^4 + z^2/2.</summary>
    private sealed class Quartic(double c) : TestProblem(3)
    {
        public override double[][] Minima => [[0, 0, 0]];

        public override double[] Start => [1, 1, 1];

        public override LaneVector Hessian(ReadOnlySpan<LaneVector> theta, Span<LaneVector> gradient, Span<LaneVector> hessian)
        {
            LaneVector x2 = theta[0] * theta[0];
            LaneVector y2 = theta[1] * theta[1];
            gradient[0] = 4 * (x2 * theta[0]);
            gradient[1] = 4 * c * (y2 * theta[1]);
            gradient[2] = theta[2];
            hessian.Clear();
            hessian[0] = 12 * x2;
            hessian[4] = 12 * c * y2;
            hessian[8] = LaneVector.One;
            return LaneVector.One + (x2 * x2) + (c * (y2 * y2)) + (0.5 * (theta[2] * theta[2]));
        }

        protected override void AddSlopes(ReadOnlySpan<LaneVector> theta, Span<LaneVector> matrix)
        {
            AddSquare(matrix, 1, 2 * theta[0], LaneVector.Zero, LaneVector.Zero);
            AddSquare(matrix, c, LaneVector.Zero, 2 * theta[1], LaneVector.Zero);
            AddSquare(matrix, 0.5, LaneVector.Zero, LaneVector.Zero, LaneVector.One);
        }
    }
}
