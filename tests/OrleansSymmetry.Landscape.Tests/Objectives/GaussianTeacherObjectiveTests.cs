using MathNet.Numerics.LinearAlgebra;
using OrleansSymmetry.Landscape.Lanes;
using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Problems;
using OrleansSymmetry.Landscape.Sweeps;

namespace OrleansSymmetry.Landscape.Tests.Objectives;

public sealed class GaussianTeacherObjectiveTests
{
    private const double DifferenceTolerance = 1e-7;

    [Theory]
    [InlineData(4, 4, 4, 0.0)]
    [InlineData(3, 5, 4, 0.0)]
    [InlineData(5, 2, 3, 0.3)]
    [InlineData(6, 3, 4, 0.0)]
    [InlineData(1, 1, 2, 0.0)]
    public void Derivatives_agree_with_differences(int inputs, int students, int teachers, double l2)
    {
        var random = new Random(inputs + (10 * students));
        var objective = Objective(inputs, students, RandomCase.Normals(random, teachers * inputs, 1), l2);
        LaneBuffer theta = Buffer(random, objective.ParameterCount);
        LaneBuffer direction = Buffer(random, objective.ParameterCount);
        double gradient = FiniteDifferences.GradientError(objective, theta, 1e-4);
        Assert.True(gradient <= DifferenceTolerance, $"gradient: {gradient}");
        // In one dimension all angles are 0 or pi, and the Hessian is piecewise constant.
        double product = FiniteDifferences.ProductError(objective, theta, direction, 1e-4);
        Assert.True(product <= DifferenceTolerance, $"Hessian product: {product}");
        double hessian = FiniteDifferences.HessianError(objective, theta);
        Assert.True(hessian <= 1e-13, $"Hessian: {hessian}");
    }

    [Theory]
    [InlineData(4, 4, 4)]
    [InlineData(3, 5, 2)]
    [InlineData(5, 2, 6)]
    public void Value_is_the_sum_of_arc_cosine_kernels(int inputs, int students, int teachers)
    {
        var random = new Random(5);
        double[] teacher = RandomCase.Normals(random, teachers * inputs, 1);
        var objective = Objective(inputs, students, teacher, 0);
        LaneBuffer theta = Buffer(random, objective.ParameterCount);
        double[] w = new double[objective.ParameterCount];
        for (int lane = 0; lane < LaneBuffer.LaneCount; lane++)
        {
            theta.CopyLaneTo(lane, w);
            double expected = ByKernels(w, teacher, inputs);
            Assert.Equal(expected, objective.Value(theta.Vectors)[lane], 1e-13 * Math.Max(1, expected));
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(12)]
    [InlineData(16)]
    [InlineData(20)]
    public void Spectrum_at_the_orthonormal_teacher_is_the_published_one(int k)
    {
        var objective = Objective(k, k, Identity(k), 0);
        LaneBuffer theta = Spread(Identity(k));
        var gradient = new LaneBuffer(k * k);
        var hessian = new LaneBuffer(k * k * k * k);
        objective.Hessian(theta.Vectors, gradient.Vectors, hessian.Vectors);
        Assert.All(gradient.Doubles.ToArray(), slope => Assert.Equal(0, slope));

        double[] entries = new double[k * k * k * k];
        hessian.CopyLaneTo(5, entries);
        double[] spectrum = [.. Matrix<double>.Build.Dense(k * k, k * k, entries).Evd(Symmetricity.Symmetric).EigenValues.Select(z => z.Real).Order()];
        double[] expected = OrthonormalSpectrum(k);
        Assert.Equal(expected.Length, spectrum.Length);
        for (int i = 0; i < spectrum.Length; i++)
        {
            Assert.Equal(expected[i], spectrum[i], 1e-12);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(9)]
    public void Midpoint_of_the_exchange_of_two_units_has_the_published_height(int k)
    {
        double[] midpoint = Identity(k);
        midpoint[0] = midpoint[1] = midpoint[k] = midpoint[k + 1] = 0.5;
        LaneBuffer theta = Spread(midpoint);
        Assert.Equal(0.09084505690810465, Objective(k, k, Identity(k), 0).Value(theta.Vectors)[0], 1e-15);
    }

    [Fact]
    public void Value_and_gradient_near_a_permuted_teacher_keep_their_relative_accuracy()
    {
        const int k = 6;
        var random = new Random(11);
        var objective = Objective(k, k, Identity(k), 0);
        int[] order = [3, 0, 5, 1, 4, 2];
        double[] direction = RandomCase.Normals(random, k * k, 1);
        // Steps that are powers of two, so that W - V is known exactly up to the rounding of W.
        foreach (int exponent in new[] { -10, -20, -26, -30 })
        {
            double step = Math.ScaleB(1, exponent);
            double[] w = Permuted(order);
            double[] moved = [.. w.Zip(direction, (a, b) => a + (step * b))];
            double[] delta = [.. moved.Zip(w, (a, b) => a - b)];
            double[] slope = QuadraticForm(objective, order, delta);
            LaneBuffer theta = Spread(moved);
            var gradient = new LaneBuffer(k * k);
            double value = objective.Gradient(theta.Vectors, gradient.Vectors)[3];
            double second = slope.Zip(delta, (a, b) => a * b).Sum() / 2;
            // The third order, and the rounding of gradients of size step that are multiplied by W to give a value of size step^2.
            Assert.Equal(1, value / second, (4 * step) + (Math.ScaleB(1, -52) / step));
            double largest = slope.Max(Math.Abs);
            double[] computed = new double[k * k];
            gradient.CopyLaneTo(3, computed);
            Assert.All(computed.Zip(slope), pair => Assert.Equal(pair.Second, pair.First, 8 * step * largest));
        }
    }

    [Fact]
    public void Value_and_gradient_at_a_permuted_teacher_are_zero()
    {
        const int k = 7;
        var random = new Random(2);
        double[] teacher = RandomCase.Normals(random, k * k, 1);
        double[] w = [.. Enumerable.Range(0, k).Reverse().SelectMany(row => teacher.Skip(row * k).Take(k))];
        var objective = Objective(k, k, teacher, 0);
        var gradient = new LaneBuffer(k * k);
        LaneBuffer theta = Spread(w);
        Assert.Equal(0, objective.Gradient(theta.Vectors, gradient.Vectors)[0]);
        Assert.All(gradient.Doubles.ToArray(), slope => Assert.Equal(0, slope));
    }

    [Fact]
    public void Networks_that_have_no_closed_form_are_refused()
    {
        var teacher = new GaussianTeacher([1, 0, 0, 1], 2);
        var tanh = new Network(2, [2], 1, ActivationRegistry.Create("tanh"), bias: false, fixedOutputWeights: true);
        Assert.Contains("relu", Assert.Throws<ArgumentException>(() => new GaussianTeacherObjective(tanh, teacher)).Message, StringComparison.Ordinal);
        var relu = new Network(2, [2], 1, ActivationRegistry.Create("relu"), bias: false, fixedOutputWeights: true);
        Assert.Throws<ArgumentException>(() => new GaussianTeacherObjective(relu, teacher, LossKind.Mse));
    }

    private static double[] QuadraticForm(GaussianTeacherObjective objective, int[] order, double[] direction)
    {
        LaneBuffer at = Spread(Permuted(order));
        LaneBuffer along = Spread(direction);
        var product = new LaneBuffer(direction.Length);
        objective.HessianVector(at.Vectors, along.Vectors, product.Vectors);
        double[] result = new double[direction.Length];
        product.CopyLaneTo(0, result);
        return result;
    }

    private static double[] Permuted(int[] order)
    {
        double[] w = new double[order.Length * order.Length];
        for (int i = 0; i < order.Length; i++)
        {
            w[(i * order.Length) + order[i]] = 1;
        }

        return w;
    }

    /// <summary>The spectrum at W = I of the orthonormal teacher with k = d = n, by the representation theory of S_k.</summary>
    private static double[] OrthonormalSpectrum(int k)
    {
        double shift = 1 / (2 * Math.PI);
        if (k == 2)
        {
            return [0.25 - shift, 0.25 + shift, 0.75 - shift, 0.75 + shift];
        }

        var values = new List<double>();
        values.AddRange(Enumerable.Repeat(0.25 - shift, k * (k - 1) / 2));
        values.AddRange(Enumerable.Repeat(0.25 + shift, k * (k - 3) / 2));
        double sum = 0.5 + (k / 4.0), product = (k / 16.0) + 0.125 - Math.Pow(0.25 - shift, 2);
        double root = Math.Sqrt((sum * sum / 4) - product);
        values.AddRange(Enumerable.Repeat((sum / 2) + root, k - 1));
        values.AddRange(Enumerable.Repeat(product / ((sum / 2) + root), k - 1));
        double a = 0.5 + ((k - 1) * shift), d = (k / 4.0) + shift, bc = (k - 1) / 16.0;
        double middle = (a + d) / 2, radius = Math.Sqrt(((a - d) * (a - d) / 4) + bc);
        values.Add(middle + radius);
        values.Add(middle - radius);
        return [.. values.Order()];
    }

    private static double ByKernels(double[] w, double[] v, int d)
    {
        double Sum(double[] a, double[] b)
        {
            double total = 0;
            for (int i = 0; i < a.Length; i += d)
            {
                for (int j = 0; j < b.Length; j += d)
                {
                    double[] x = a[i..(i + d)], y = b[j..(j + d)];
                    double norms = Math.Sqrt(x.Sum(e => e * e) * y.Sum(e => e * e));
                    double cosine = Math.Clamp(x.Zip(y, (p, q) => p * q).Sum() / norms, -1, 1);
                    double t = Math.Acos(cosine);
                    total += norms * (Math.Sin(t) + ((Math.PI - t) * cosine)) / (2 * Math.PI);
                }
            }

            return total;
        }

        return (Sum(w, w) / 2) - Sum(w, v) + (Sum(v, v) / 2);
    }

    private static GaussianTeacherObjective Objective(int inputs, int students, double[] teacher, double l2) =>
        new(
            new Network(inputs, [students], 1, ActivationRegistry.Create("relu"), bias: false, fixedOutputWeights: true),
            new GaussianTeacher(teacher, inputs),
            LossKind.HalfMse,
            l2);

    private static double[] Identity(int k) => [.. Enumerable.Range(0, k * k).Select(i => i / k == i % k ? 1.0 : 0.0)];

    private static LaneBuffer Buffer(Random random, int length)
    {
        var buffer = new LaneBuffer(length);
        RandomCase.Normals(random, buffer.Doubles.Length, 1).CopyTo(buffer.Doubles);
        return buffer;
    }

    private static LaneBuffer Spread(double[] vector)
    {
        var buffer = new LaneBuffer(vector.Length);
        for (int lane = 0; lane < LaneBuffer.LaneCount; lane++)
        {
            buffer.SetLane(lane, vector);
        }

        return buffer;
    }
}
