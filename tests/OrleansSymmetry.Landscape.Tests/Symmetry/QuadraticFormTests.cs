using CsCheck;
using MathNet.Numerics.LinearAlgebra;
using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Formats;
using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Landscape.Problems;
using OrleansSymmetry.Landscape.Sweeps;
using OrleansSymmetry.Landscape.Symmetry;

namespace OrleansSymmetry.Landscape.Tests.Symmetry;

public class QuadraticFormTests
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
            double[] canonical = CanonicalForm.Of(group, theta, Tolerance).Theta;
            NetworkWeights weights = NetworkWeights.Read(group.Network, canonical);
            double[] norms = [.. Enumerable.Range(0, weights.Widths[1]).Select(i => weights.IncomingSquared(0, i))];
            bool isClear = norms[^1] > 1e-2 && norms.Zip(norms.Skip(1)).All(pair => pair.First > 1.1 * pair.Second);
            double[] copy = Copy(landscape, theta, random);
            Assert.True(landscape.Network.FixedOutputWeights || canonical.SequenceEqual(GaugeFixing.Balanced(group, theta)));
            if (isClear)
            {
                GroupElementTests.AssertClose(canonical, CanonicalForm.Of(group, copy, Tolerance).Theta, 1e-9 * Math.Pow(Math.Max(1, copy.Max(Math.Abs)), 3));
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
    [InlineData(0.0, false, "O(p,q), p+q=2", 3)]
    [InlineData(0.0, true, "O(2)", 1)]
    [InlineData(0.01, true, "O(2)", 1)]
    [InlineData(0.01, false, "2^2 2!", 0)]
    public void Group_of_square_units_follows_from_penalty_and_fixed_weights(double l2, bool fixedOutput, string factor, int gauge)
    {
        SymmetryGroup group = SymmetryGroup.Of(TestLandscape.Of(3, [2], 1, "square", l2: l2, fixedOutput: fixedOutput));
        Assert.Equal([factor], group.PerLayer);
        Assert.Equal(gauge, group.GaugeDimension);
        Assert.Equal(factor.StartsWith('2') ? 8 : 1, group.Order);
        Assert.Equal(DecidedOn.Form, group.DecidedOn);
    }

    [Theory]
    [InlineData(0.0, false, 2.0, -1.0, 3)]
    [InlineData(0.0, true, 2.0, 1.0, 1)]
    [InlineData(0.0, true, 2.0, 2.0, 1)]
    [InlineData(0.01, false, 2.0, 1.0, 0)]
    [InlineData(0.01, false, 2.0, 2.0, 1)]
    public void Form_that_two_units_can_learn_is_one_class_whose_zero_modes_are_gauge(double l2, bool fixedOutput, double first, double second, int zeroModes)
    {
        // Eight points on a circle see a form in two variables alike from all sides; with equal eigenvalues even under a penalty no unit has a place of its own.
        double[] x = [.. Enumerable.Range(0, 8).SelectMany(k => new[] { Math.Cos(Math.PI * k / 4), Math.Sin(Math.PI * k / 4) })];
        double[] y = [.. Enumerable.Range(0, 8).Select(k => (first * x[2 * k] * x[2 * k]) + (second * x[(2 * k) + 1] * x[(2 * k) + 1]))];
        LossLandscape landscape = Optimisation.Landscapes.Build(
            new DataSet(x, y, [.. Enumerable.Repeat(0.125, 8)], 2, 1),
            new NetworkSpec([2], "square", 0.01, false, OutputHead.Linear, fixedOutput),
            LossKind.Mse,
            l2,
            [Optimisation.Landscapes.AdamPhase(1000), Optimisation.Landscapes.NewtonPhase()]);

        IReadOnlyList<RunRecord> runs = BlockTrainer.Train(landscape, 0, 64, TestContext.Current.CancellationToken).Runs;
        LandscapeReport report = CensusBuilder.Build(landscape, new GridPoint([], landscape.Spec), Modulo.Network, runs);

        ClassReport best = report.Classes[0];
        Assert.True(
            (best.Kind, best.ZeroModes, best.WastedUnits) == ("minimum", zeroModes, 0),
            string.Join('\n', report.Classes) + report.Ended + string.Join('\n', report.Families));
        Assert.Equal(runs.Count(run => Math.Abs(run.Loss - best.Loss) < 1e-9), best.Hits);
        Assert.True(best.Hits >= 16, $"{best.Hits} of 64");
        Assert.Equal(best.Kind == "minimum" && l2 == 0 ? 0 : best.Loss, best.Loss, 1e-15);
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

    /// <summary>A change of the first weight that moves the first entry of the form by a hundredth of its largest, however small the unit's outgoing weight.</summary>
    private static double StepThatShows(LossLandscape landscape, double[] theta)
    {
        NetworkWeights form = QuadraticForm.Invariants(NetworkWeights.Read(landscape.Network, theta), penalised: true);
        double outgoing = NetworkWeights.Read(landscape.Network, theta).Matrices[1][0];
        return Math.CopySign(Math.Sqrt(0.01 * Math.Max(1, form.Matrices[0].Max(Math.Abs)) / Math.Abs(outgoing)), theta[0]);
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
