using CsCheck;
using MathNet.Numerics.LinearAlgebra;
using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Spectra;
using OrleansSymmetry.Landscape.Symmetry.Gauge;
using OrleansSymmetry.Landscape.Symmetry.Groups;
using OrleansSymmetry.Landscape.Symmetry.Matching;
using OrleansSymmetry.Landscape.Tests.Symmetry.Groups;
using OrleansSymmetry.Landscape.Tests.Training;
using OrleansSymmetry.Landscape.Training;

namespace OrleansSymmetry.Landscape.Tests.Symmetry.Gauge;

public sealed class QuadraticFormTests
{
    private const double Tolerance = 1e-6;

    private static readonly Gen<(LossLandscape Landscape, double[] Theta, Random Random)> Moved =
        from inputs in Gen.Int[1, 4]
        from units in Gen.Int[2, 5]
        from bias in Gen.Bool
        from fixedOutput in Gen.Bool
        let landscape = TestLandscape.Of(inputs, [units], 1, "square", bias, fixedOutput: fixedOutput)
        from theta in Generators.Point(landscape)
        from seed in Gen.Int[0, int.MaxValue - 1]
        select (landscape, theta, new Random(seed));

    [Fact]
    public void Copies_of_square_units_are_one_class() => Moved.Sample(
        (landscape, theta, random) =>
        {
            SymmetryGroup group = SymmetryGroup.Of(landscape);
            double[] copy = Copy(landscape, theta, random);
            double growth = copy.Max(v => v * v) * Math.Max(1, copy.Max(Math.Abs));
            double[] x = [.. Enumerable.Range(0, landscape.Network.Inputs).Select(i => 0.7 - (0.9 * i))];
            GroupElementTests.AssertClose(ForwardPass.Outputs(landscape, theta, x), ForwardPass.Outputs(landscape, copy, x), 1e-11 * growth);
            Assert.True(OrbitDistance.AreEqual(
                ComparableForm.Of(group, theta, Tolerance), ComparableForm.Of(group, copy, Tolerance), Tolerance, out double distance));
            Assert.InRange(distance, 0, 1e-12 * growth);
            copy[0] += StepThatShows(landscape, copy);
            Assert.False(OrbitDistance.AreEqual(
                ComparableForm.Of(group, theta, Tolerance), ComparableForm.Of(group, copy, Tolerance), Tolerance, out double _));
        },
        iter: 1000);

    [Fact]
    public void Balanced_square_units_compute_the_same_and_are_balanced() => Moved.Sample(
        (landscape, theta, _) =>
        {
            SymmetryGroup group = SymmetryGroup.Of(landscape);
            double[] balanced = GaugeFixing.Balanced(group, theta);
            double[] x = [.. Enumerable.Range(0, landscape.Network.Inputs).Select(i => 0.7 - (0.9 * i))];
            GroupElementTests.AssertClose(ForwardPass.Outputs(landscape, theta, x), ForwardPass.Outputs(landscape, balanced, x), 1e-7);
            NetworkWeights weights = NetworkWeights.Read(group.Network, balanced);
            for (int i = 0; i < weights.Widths[1] && !landscape.Network.FixedOutputWeights; i++)
            {
                double incoming = weights.IncomingSquared(0, i);
                Assert.True(incoming == 0 || Math.Abs(incoming - (2 * weights.Matrices[1][i] * weights.Matrices[1][i])) < 1e-12);
            }
        },
        iter: 1000);

    [Fact]
    public void Canonical_form_of_a_copy_of_square_units_is_that_of_the_original() => Moved.Sample(
        (landscape, theta, random) =>
        {
            SymmetryGroup group = SymmetryGroup.Of(landscape);
            double[] canonical = CanonicalForm.Find(group, theta, Tolerance).Theta;
            NetworkWeights weights = NetworkWeights.Read(group.Network, canonical);
            double[] norms = [.. Enumerable.Range(0, weights.Widths[1]).Select(i => weights.IncomingSquared(0, i))];
            bool isClear = norms[^1] > 1e-2 && norms.Zip(norms.Skip(1)).All(pair => pair.First > 1.1 * pair.Second);
            double[] copy = Copy(landscape, theta, random);
            Assert.True(landscape.Network.FixedOutputWeights || canonical.SequenceEqual(GaugeFixing.Balanced(group, theta)));
            if (isClear)
            {
                GroupElementTests.AssertClose(canonical, CanonicalForm.Find(group, copy, Tolerance).Theta, 1e-9 * Math.Pow(Math.Max(1, copy.Max(Math.Abs)), 3));
            }
        },
        iter: 1000);

    [Fact]
    public void Gauge_of_square_units_has_the_dimension_of_the_fibre_of_their_function() => Moved.Sample(
        (landscape, theta, _) =>
        {
            // P less the rank of the map from parameters to the coefficients of the quadratic polynomial that is computed.
            SymmetryGroup group = SymmetryGroup.Of(landscape);
            if (RankOfFunction(landscape, theta) is not { } rank)
            {
                return;
            }

            Assert.Equal(theta.Length - rank, group.GaugeDimension);
            double[] balanced = GaugeFixing.Balanced(group, theta);
            if (NetworkWeights.Read(group.Network, balanced) is var weights
                && Enumerable.Range(0, weights.Widths[1]).All(i => weights.IncomingSquared(0, i) > 1e-3))
            {
                Assert.Equal(group.GaugeDimension, GaugeOrbit.DimensionAt(group, balanced));
            }
        },
        iter: 300);

    [Theory]
    [InlineData(0.0, false, 2.0, -1.0, 3)]
    [InlineData(0.0, true, 2.0, 1.0, 1)]
    [InlineData(0.0, true, 2.0, 2.0, 1)]
    [InlineData(0.01, false, 2.0, 1.0, 0)]
    [InlineData(0.01, false, 2.0, 2.0, 1)]
    public void Form_that_two_units_can_learn_is_one_class_whose_zero_modes_are_gauge(double l2, bool fixedOutput, double first, double second, int zeroModes)
    {
        // Eight points on a circle see a form in two variables alike from all sides; with equal eigenvalues even under a penalty no unit has a place of its
        // own.
        double[] x = [.. Enumerable.Range(0, 8).SelectMany(k => new[] { Math.Cos(Math.PI * k / 4), Math.Sin(Math.PI * k / 4) })];
        double[] y = [.. Enumerable.Range(0, 8).Select(k => (first * x[2 * k] * x[2 * k]) + (second * x[(2 * k) + 1] * x[(2 * k) + 1]))];
        LossLandscape landscape = Landscapes.Build(
            new DataSet(x, y, [.. Enumerable.Repeat(0.125, 8)], 2, 1),
            new NetworkSpec([2], "square", 0.01, false, OutputHead.Linear, fixedOutput),
            LossKind.Mse,
            l2,
            [Landscapes.AdamPhase(1000), Landscapes.NewtonPhase()]);

        IReadOnlyList<RunRecord> runs = BlockTrainer.Train(landscape, 0, 64, TestContext.Current.CancellationToken).Runs;
        LandscapeReport report = CensusBuilder.Build(landscape, new GridPoint([], landscape.Spec), Modulo.Network, runs).Report;

        ClassReport best = report.Classes[0];
        Assert.True(
            (best.Kind, best.ZeroModes, best.WastedUnits) == ("minimum", zeroModes, 0),
            string.Join('\n', report.Classes) + report.Ended + string.Join('\n', report.Families));
        Assert.Equal(runs.Count(run => Math.Abs(run.Loss - best.Loss) < 1e-9), best.Hits);
        Assert.True(best.Hits >= 16, $"{best.Hits} of 64");
        Assert.Equal(best.Kind == "minimum" && l2 == 0 ? 0 : best.Loss, best.Loss, 1e-15);
    }

    [Fact]
    public void Invariants_of_square_units_are_their_form_and_the_constant()
    {
        // (w, b) = (1, 3) and (2, 4) with outgoing weights 1 and -2: Q = (1, 3)(1, 3)' - 2 (2, 4)(2, 4)', and the output's bias is 5.
        NetworkWeights weights = NetworkWeights.Read(TestLandscape.Of(1, [2], 1, "square").Network, [1, 2, 3, 4, 1, -2, 5]);
        AssertMap([-7, -13, -13, -23], [5], QuadraticForm.Invariants(weights, penalised: true));
        AssertMap([-7, -13, -13, 0], [-18], QuadraticForm.Invariants(weights, penalised: false));

        NetworkWeights free = NetworkWeights.Read(TestLandscape.Of(1, [2], 1, "square", bias: false).Network, [1, 2, 1, -2]);
        AssertMap([-7], null, QuadraticForm.Invariants(free, penalised: true));
        AssertMap([-7], null, QuadraticForm.Invariants(free, penalised: false));

        NetworkWeights ones = NetworkWeights.Read(TestLandscape.Of(1, [2], 1, "square", fixedOutput: true).Network, [1, 2, 3, 4]);
        AssertMap([5, 11, 11, 25], null, QuadraticForm.Invariants(ones, penalised: false));
    }

    [Fact]
    public void Balanced_square_units_are_the_eigenvectors_and_idle_ones_keep_their_signs()
    {
        // Q = diag(2, -16) = 2 a^3 with a = 1 and -2. Of two positive, two negative and one unit without outgoing weight two are used.
        SymmetryGroup group = SymmetryGroup.Of(TestLandscape.Of(2, [5], 1, "square", bias: false));
        double[] balanced = QuadraticForm.Balanced(group, [7, 7, 1, 0, 0, 0, 0, 4, 0, 0, 0, 2, 4, -1, -3]);
        double root = Math.Sqrt(2);
        GroupElementTests.AssertClose([0, 2 * root, root, 0, 0, 0, 0, 0, 0, 0, -2, 1, 2, -2, 0], balanced, 1e-12);
    }

    [Fact]
    public void Balanced_square_units_without_a_form_have_weights_of_one()
    {
        SymmetryGroup group = SymmetryGroup.Of(TestLandscape.Of(1, [4], 1, "square", bias: false));
        Assert.Equal([0, 0, 0, 0, 1, 1, -1, 0], QuadraticForm.Balanced(group, [0, 3, 0, 0, -5, 0, 2, 4]));
    }

    [Fact]
    public void Eigenvalue_far_below_the_largest_is_none()
    {
        // Q = diag(2e6, 1e-5).
        SymmetryGroup group = SymmetryGroup.Of(TestLandscape.Of(2, [2], 1, "square", bias: false));
        double[] balanced = QuadraticForm.Balanced(group, [1000, 0, 0, 0.001, 2, 10]);
        GroupElementTests.AssertClose([100 * Math.Sqrt(2), 0, 0, 0, 100, 100], balanced, 1e-12);
    }

    [Fact]
    public void Rounding_of_square_units_that_nearly_cancel_is_no_unit_of_its_own()
    {
        // Products of 1e12 leave 1e-5 of rounding in a form of rank 2 and order 1: a third eigenvalue, for which there is no unit.
        SymmetryGroup group = SymmetryGroup.Of(TestLandscape.Of(3, [2], 1, "square", bias: false));
        double[] theta = [1e6 / 3, 1e7 / 7, 1e7 / 11, (1e6 / 3) + 1e-6, (1e7 / 7) - 2e-6, (1e7 / 11) + 3e-6, 1, -1];
        Assert.Equal(3, SymmetricMatrix.Eigenvalues(Form(group, theta), 3).Count(value => Math.Abs(value) > 1e-6));
        double[] balanced = QuadraticForm.Balanced(group, theta);
        Assert.Equal([-1, 1], balanced[6..].Select(Math.Sign).Order());
        GroupElementTests.AssertClose(Form(group, theta), Form(group, balanced), 1e-4);
        Assert.Equal(0, QuadraticForm.WastedUnits(NetworkWeights.Read(group.Network, theta), Tolerance));
    }

    [Fact]
    public void Canonical_square_units_with_fixed_output_weights_are_orthogonal_positive_and_longest_first()
    {
        SymmetryGroup group = SymmetryGroup.Of(TestLandscape.Of(2, [2], 1, "square", bias: false, fixedOutput: true));
        Assert.Equal([3, 0, 0, 2], QuadraticForm.Canonical(group, [0, -2, 3, 0]));
        Assert.Equal([3, 0, 0, 2], QuadraticForm.Canonical(group, [-3, 0, 0, 2]));
    }

    [Theory]
    [InlineData(1.0, 0.3, 1)]
    [InlineData(1000.0, 1.1, 1)]
    [InlineData(1000.0, 0.9, 2)]
    [InlineData(0.0, 0.0, 3)]
    public void Square_units_beyond_the_rank_of_their_form_are_wasted(double first, double second, int wasted)
    {
        // Q = diag(first^2, second^2): an eigenvalue counts above a millionth of the largest.
        NetworkWeights weights = NetworkWeights.Read(
            TestLandscape.Of(2, [3], 1, "square", bias: false).Network, [first, 0, 0, 0.6 * second, 0, -0.8 * second, 1, 1, 1]);
        Assert.Equal(wasted, QuadraticForm.WastedUnits(weights, Tolerance));
    }

    [Theory]
    [InlineData(2.0, 2.0, 1)]
    [InlineData(2.0, -2.0, 0)]
    [InlineData(100.0, 100.00009, 1)]
    [InlineData(100.0, 100.00011, 0)]
    public void Penalised_square_units_mix_where_their_outgoing_weights_are_equal(double first, double second, int dimension)
    {
        SymmetryGroup group = SymmetryGroup.Of(TestLandscape.Of(2, [3], 1, "square", bias: false, l2: 0.01));
        double[] theta = [10, 0, 6, 10, 3, 4, first, second, 0.5];
        Assert.Equal(dimension, GaugeOrbit.DimensionAt(group, theta));
        foreach (NetworkWeights tangent in QuadraticForm.Tangents(group, NetworkWeights.Read(group.Network, theta)))
        {
            double[] ahead = [.. theta.Zip(tangent.ToTheta(group.Network), (t, d) => t + d)];
            double[] behind = [.. theta.Zip(tangent.ToTheta(group.Network), (t, d) => t - d)];

            // Of second order in the incoming weights, which alone are moved: the central difference is the derivative.
            GroupElementTests.AssertClose(Form(group, ahead), Form(group, behind), 1e-12);
            Assert.Equal(ahead.Sum(v => v * v), behind.Sum(v => v * v), 1e-6 * ahead.Sum(v => v * v));
        }
    }

    [Fact]
    public void Square_units_that_vanish_have_no_zero_modes_but_those_of_their_outgoing_weights()
    {
        // All (w, b) are 0 and the output's bias is the mean target: a saddle. In each (w, b) the Hessian is a multiple of [[p, q], [q, 0]],
        // with q the mean product of residual and input, so that b is no zero mode, though it leaves the function as it is to first order.
        SymmetryGroup group = SymmetryGroup.Of(TestLandscape.Of(1, [2], 1, "square"));
        Assert.Equal(2, GaugeOrbit.DimensionAt(group, [0, 0, 0, 0, 1, 1, 0.25]));
    }

    [Fact]
    public void Square_units_of_biases_alone_exchange_their_constants()
    {
        // One constant of two biases, two outgoing weights and the output's bias leaves four of these five directions.
        SymmetryGroup group = SymmetryGroup.Of(TestLandscape.Of(1, [2], 1, "square"));
        Assert.Equal(4, GaugeOrbit.DimensionAt(group, [0, 0, 1, 2, 1, 1, 0.25]));
    }

    [Fact]
    public void Bias_of_a_square_unit_whose_linear_part_is_small_beside_the_largest_passes_to_the_output()
    {
        // Two scales, one mixture, and the bias of the second unit.
        SymmetryGroup group = SymmetryGroup.Of(TestLandscape.Of(2, [2], 1, "square"));
        Assert.Equal(4, GaugeOrbit.DimensionAt(group, [1000, 0, 0, 0.003, 1, 1, 1, 1, 0.25]));
        Assert.Equal(3, GaugeOrbit.DimensionAt(group, [1000, 0, 0, 0.3, 1, 1, 1, 1, 0.25]));
    }

    /// <summary>A random copy: rotations of units of outgoing weights of one sign, boosts of others, scales, signs and orders.</summary>
    private static double[] Copy(LossLandscape landscape, double[] theta, Random random)
    {
        NetworkWeights weights = NetworkWeights.Read(landscape.Network, theta);
        int n = weights.Widths[1];
        double[] a = weights.Matrices[1];
        for (int step = 0; step < 2 * n; step++)
        {
            int i = random.Next(n);
            int j = random.Next(n);
            double amount = random.NextDouble() - 0.5;
            if (i == j)
            {
                double scale = landscape.Network.FixedOutputWeights ? -1 : 1 + amount;
                weights.ScaleIncoming(0, i, scale);
                a[i] /= scale * scale;
                continue;
            }

            // In u = sqrt|a| v a rotation by cosine and sine, or a boost by their hyperbolic counterparts.
            bool boosts = a[i] * a[j] < 0;
            double cosine = boosts ? Math.Cosh(amount) : Math.Cos(amount);
            double sine = boosts ? Math.Sinh(amount) : Math.Sin(amount);
            double ratio = Math.Sqrt(Math.Abs(a[j] / a[i]));
            Turn(weights.Matrices[0], weights.Widths[0], i, j, cosine, sine * ratio, (boosts ? 1 : -1) * sine / ratio);
            if (weights.Biases[0] is { } bias)
            {
                Turn(bias, 1, i, j, cosine, sine * ratio, (boosts ? 1 : -1) * sine / ratio);
            }
        }

        return weights.ToTheta(landscape.Network);
    }

    /// <summary>
    /// A change of the first weight that moves the first entry of the form by a hundredth of its largest, however small the unit's outgoing weight.
    /// </summary>
    private static double StepThatShows(LossLandscape landscape, double[] theta)
    {
        NetworkWeights form = QuadraticForm.Invariants(NetworkWeights.Read(landscape.Network, theta), penalised: true);
        double outgoing = NetworkWeights.Read(landscape.Network, theta).Matrices[1][0];
        return Math.CopySign(Math.Sqrt(0.01 * Math.Max(1, form.Matrices[0].Max(Math.Abs)) / Math.Abs(outgoing)), theta[0]);
    }

    private static double[] Form(SymmetryGroup group, double[] theta) =>
        QuadraticForm.Invariants(NetworkWeights.Read(group.Network, theta), penalised: true).Matrices[0];

    private static void AssertMap(double[] matrix, double[]? bias, NetworkWeights map)
    {
        Assert.Equal(matrix, map.Matrices[0]);
        Assert.Equal(bias, map.Biases[0]);
    }

    private static void Turn(double[] rows, int length, int i, int j, double cosine, double toFirst, double toSecond)
    {
        for (int c = 0; c < length; c++)
        {
            double x = rows[(i * length) + c];
            double y = rows[(j * length) + c];
            rows[(i * length) + c] = (cosine * x) + (toFirst * y);
            rows[(j * length) + c] = (cosine * y) + (toSecond * x);
        }
    }

    /// <summary>The rank of the derivative of the function; null where a singular value is neither rounding nor clearly more.</summary>
    private static int? RankOfFunction(LossLandscape landscape, double[] theta)
    {
        // The output is of second order in every single parameter, so that central differences are exact at any step.
        const double Step = 1;
        const double Rounding = 1e-13;
        const double Clear = 1e-4;
        int inputs = landscape.Network.Inputs;
        var random = new Random(11);
        double[][] points = [.. Enumerable.Range(0, 40).Select(_ => Enumerable.Range(0, inputs).Select(_ => (2 * random.NextDouble()) - 1).ToArray())];
        var jacobian = Matrix<double>.Build.Dense(points.Length, theta.Length);
        for (int p = 0; p < theta.Length; p++)
        {
            double[] ahead = [.. theta];
            double[] behind = [.. theta];
            ahead[p] += Step;
            behind[p] -= Step;
            for (int s = 0; s < points.Length; s++)
            {
                jacobian[s, p] = (ForwardPass.Outputs(landscape, ahead, points[s])[0] - ForwardPass.Outputs(landscape, behind, points[s])[0]) / (2 * Step);
            }
        }

        Vector<double> values = jacobian.Svd().S;
        return values.Any(value => value > Rounding * values[0] && value < Clear * values[0]) ? null : values.Count(value => value >= Clear * values[0]);
    }
}
