using System.Runtime.Intrinsics;
using MathNet.Numerics.LinearAlgebra;
using OrleansSymmetry.Landscape.Lanes;
using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Problems;
using OrleansSymmetry.Landscape.Sweeps;

namespace OrleansSymmetry.Landscape.Tests.Objectives;

/// <summary>Values, gradients and Hessians that are known in closed form, computed here with dense matrices and the run-time library.</summary>
public sealed class DataSetObjectiveClosedFormTests
{
    private const double Tolerance = 1e-12;
    private const int Lane = 6;

    [Fact]
    public void Linear_regression_has_the_gradient_and_the_Hessian_of_the_normal_equations()
    {
        var random = new RandomCase(1, "identity", LossKind.HalfMse, [], inputs: 4, outputs: 1, samples: 30, bias: false, l2: 0.3);
        (double value, double[] gradient, double[] hessian) = Evaluate(random);
        Matrix<double> x = Matrix<double>.Build.DenseOfRowMajor(30, 4, random.Data.X);
        Vector<double> y = Vector<double>.Build.Dense(random.Data.Y);
        Matrix<double> w = Matrix<double>.Build.DiagonalOfDiagonalArray(random.Data.Weights);
        Vector<double> theta = Theta(random);
        Vector<double> residual = (x * theta) - y;
        AssertClose([((residual * (w * residual)) + (0.3 * (theta * theta))) / 2], [value]);
        AssertClose((x.TransposeThisAndMultiply(w * residual) + (0.3 * theta)).ToArray(), gradient);
        AssertClose((x.TransposeThisAndMultiply(w * x) + (0.3 * Matrix<double>.Build.DenseIdentity(4))).ToRowMajorArray(), hessian);
    }

    [Fact]
    public void Deep_linear_network_has_the_derivatives_of_a_product_of_matrices()
    {
        // F = E |W3 W2 W1 x - y|^2; dF/dW_l = 2 (product above)' E[(W x - y) x'] (product below)'.
        var random = new RandomCase(2, "identity", LossKind.Mse, [3, 2], inputs: 4, outputs: 2, samples: 25, bias: false, l2: 0);
        (double value, double[] gradient, double[] hessian) = Evaluate(random);
        double[] theta = [.. Theta(random)];
        Matrix<double> w1 = Matrix<double>.Build.DenseOfRowMajor(3, 4, theta[..12]);
        Matrix<double> w2 = Matrix<double>.Build.DenseOfRowMajor(2, 3, theta[12..18]);
        Matrix<double> w3 = Matrix<double>.Build.DenseOfRowMajor(2, 2, theta[18..]);
        Matrix<double> x = Matrix<double>.Build.DenseOfRowMajor(25, 4, random.Data.X).Transpose();
        Matrix<double> y = Matrix<double>.Build.DenseOfRowMajor(25, 2, random.Data.Y).Transpose();
        Matrix<double> weights = Matrix<double>.Build.DiagonalOfDiagonalArray(random.Data.Weights);
        Matrix<double> residual = (w3 * w2 * w1 * x) - y;
        Matrix<double> cross = 2 * residual * weights * x.Transpose();
        Matrix<double> second = x * weights * x.Transpose();
        AssertClose([(residual * weights * residual.Transpose()).Trace()], [value]);
        AssertClose(
            [
                .. ((w3 * w2).Transpose() * cross).ToRowMajorArray(),
                .. (w3.Transpose() * cross * w1.Transpose()).ToRowMajorArray(),
                .. (cross * (w2 * w1).Transpose()).ToRowMajorArray(),
            ],
            gradient);

        // Diagonal block of W2: 2 (W3'W3) kron (W1 E[xx'] W1').
        Matrix<double> block = 2 * w3.TransposeThisAndMultiply(w3).KroneckerProduct(w1 * second * w1.Transpose());
        AssertClose(block.ToRowMajorArray(), [.. Enumerable.Range(12, 6).SelectMany(row => hessian.Skip((row * 22) + 12).Take(6))]);
    }

    [Fact]
    public void Logistic_regression_has_the_derivatives_of_the_log_likelihood()
    {
        var random = new RandomCase(3, "identity", LossKind.Logistic, [], inputs: 3, samples: 40, bias: true, l2: 0.1);
        (double value, double[] gradient, double[] hessian) = Evaluate(random);
        Vector<double> theta = Theta(random);
        double f = 0.05 * (theta * theta);
        Vector<double> slope = 0.1 * theta;
        Matrix<double> curvature = 0.1 * Matrix<double>.Build.DenseIdentity(4);
        for (int s = 0; s < 40; s++)
        {
            Vector<double> x = Vector<double>.Build.Dense([.. random.Data.X.Skip(3 * s).Take(3), 1]);
            double o = theta * x, p = 1 / (1 + Math.Exp(-o)), y = random.Data.Y[s], w = random.Data.Weights[s];
            f -= w * Math.Log(y == 1 ? p : 1 - p);
            slope += w * (p - y) * x;
            curvature += w * p * (1 - p) * x.OuterProduct(x);
        }

        AssertClose([f], [value]);
        AssertClose(slope.ToArray(), gradient);
        AssertClose(curvature.ToRowMajorArray(), hessian);
    }

    [Fact]
    public void Softmax_regression_has_the_derivatives_of_the_log_likelihood()
    {
        const int inputs = 2, outputs = 3, samples = 33;
        var random = new RandomCase(4, "identity", LossKind.Softmax, [], inputs, outputs, samples, bias: false, l2: 0);
        (double value, double[] gradient, double[] hessian) = Evaluate(random);
        Matrix<double> weights = Matrix<double>.Build.DenseOfRowMajor(outputs, inputs, Theta(random));
        double f = 0;
        Matrix<double> slope = Matrix<double>.Build.Dense(outputs, inputs);
        Matrix<double> curvature = Matrix<double>.Build.Dense(outputs * inputs, outputs * inputs);
        for (int s = 0; s < samples; s++)
        {
            Vector<double> x = Vector<double>.Build.Dense([.. random.Data.X.Skip(inputs * s).Take(inputs)]);
            Vector<double> y = Vector<double>.Build.Dense([.. random.Data.Y.Skip(outputs * s).Take(outputs)]);
            Vector<double> p = (weights * x).PointwiseExp();
            p /= p.Sum();
            double w = random.Data.Weights[s];
            f -= w * Math.Log(p * y);
            slope += w * (p - y).OuterProduct(x);
            curvature += w * (Matrix<double>.Build.DiagonalOfDiagonalVector(p) - p.OuterProduct(p)).KroneckerProduct(x.OuterProduct(x));
        }

        AssertClose([f], [value]);
        AssertClose(slope.ToRowMajorArray(), gradient);
        AssertClose(curvature.ToRowMajorArray(), hessian);
    }

    [Fact]
    public void Log_cosh_regression_has_the_derivatives_of_its_definition()
    {
        const int inputs = 3, outputs = 2, samples = 27;
        var random = new RandomCase(5, "identity", LossKind.LogCosh, [], inputs, outputs, samples, bias: false, l2: 0);
        (double value, double[] gradient, double[] hessian) = Evaluate(random);
        Matrix<double> weights = Matrix<double>.Build.DenseOfRowMajor(outputs, inputs, Theta(random));
        double f = 0;
        Matrix<double> slope = Matrix<double>.Build.Dense(outputs, inputs);
        Matrix<double> curvature = Matrix<double>.Build.Dense(outputs * inputs, outputs * inputs);
        for (int s = 0; s < samples; s++)
        {
            Vector<double> x = Vector<double>.Build.Dense([.. random.Data.X.Skip(inputs * s).Take(inputs)]);
            Vector<double> d = (weights * x) - Vector<double>.Build.Dense([.. random.Data.Y.Skip(outputs * s).Take(outputs)]);
            double w = random.Data.Weights[s];
            f += w * d.PointwiseCosh().PointwiseLog().Sum();
            slope += w * d.PointwiseTanh().OuterProduct(x);
            curvature += w * Matrix<double>.Build.DiagonalOfDiagonalVector(d.PointwiseCosh().PointwisePower(-2)).KroneckerProduct(x.OuterProduct(x));
        }

        AssertClose([f], [value]);
        AssertClose(slope.ToRowMajorArray(), gradient);
        AssertClose(curvature.ToRowMajorArray(), hessian);
    }

    [Theory]
    [InlineData(0.0, 0.0)]
    [InlineData(1e-9, 5e-19)]
    [InlineData(-1e-3, 4.999999166666888888853968e-7)]
    [InlineData(0.9999999, 0.433780754323613731)]
    [InlineData(1.0, 0.433780830483027187)]
    [InlineData(-40.0, 39.3068528194400546906)]
    [InlineData(1e308, 1e308)]
    public void Log_cosh_keeps_its_digits_near_zero_and_does_not_overflow(double residual, double expected)
    {
        // Expected: residual^2/2 - residual^4/12 + residual^6/45 near 0, log cosh 1, |residual| - ln 2.
        var network = new Network(1, [], 1, ActivationRegistry.Create("identity"), bias: false);
        var objective = new DataSetObjective(network, new DataSet([1], [0], [1], 1, 1), LossKind.LogCosh);
        var theta = new LaneBuffer(1);
        theta.SetLane(0, [residual]);
        Assert.Equal(expected, objective.Value(theta.Vectors)[0], 1e-14 * expected);
        var gradient = new LaneBuffer(1);
        Assert.Equal(expected, objective.Gradient(theta.Vectors, gradient.Vectors)[0], 1e-14 * expected);
        Assert.Equal(Math.Tanh(residual), gradient.Vectors[0][0], 1e-15);
    }

    [Fact]
    public void Xor_network_whose_tanh_units_are_written_out_has_that_value()
    {
        // The nine parameters of 2-2-1, in the order W1, b1, W2, b2.
        double[] theta = [0.7, -1.1, 0.4, 0.9, 0.2, -0.3, 1.5, -0.8, 0.1];
        var network = new Network(2, [2], 1, ActivationRegistry.Create("tanh"));
        var data = new DataSet([-1, -1, -1, 1, 1, -1, 1, 1], [-1, 1, 1, -1], [0.25, 0.25, 0.25, 0.25], 2, 1);
        var objective = new DataSetObjective(network, data, LossKind.Mse, 0.01);
        double expected = 0.005 * theta.Sum(t => t * t);
        for (int s = 0; s < 4; s++)
        {
            double x = data.X[2 * s], y = data.X[(2 * s) + 1];
            double output = (1.5 * Math.Tanh((0.7 * x) - (1.1 * y) + 0.2)) - (0.8 * Math.Tanh((0.4 * x) + (0.9 * y) - 0.3)) + 0.1;
            expected += 0.25 * Math.Pow(output - data.Y[s], 2);
        }

        var buffer = new LaneBuffer(9);
        buffer.SetLane(4, theta);
        Assert.Equal(expected, objective.Value(buffer.Vectors)[4], 1e-15);
    }

    [Theory]
    [InlineData(LossKind.Logistic, 1)]
    [InlineData(LossKind.Softmax, 2)]
    public void Confident_classifier_keeps_the_digits_of_a_loss_near_zero_and_does_not_overflow(LossKind loss, int outputs)
    {
        var network = new Network(1, [], outputs, ActivationRegistry.Create("identity"), bias: false);
        double[] right = outputs == 1 ? [1] : [1, 0];
        double[] wrong = outputs == 1 ? [0] : [0, 1];
        foreach (double margin in new[] { 40.0, 600.0 })
        {
            double[] weights = outputs == 1 ? [margin] : [margin, 0];
            Assert.Equal(1, Loss(right, weights) / Math.Exp(-margin), 1e-12);
            Assert.Equal(margin, Loss(wrong, weights), 1e-12);
        }

        Assert.Equal(0, Loss(right, outputs == 1 ? [1000] : [1000, 0]));
        Assert.Equal(1000, Loss(wrong, outputs == 1 ? [1000] : [1000, 0]));

        double Loss(double[] targets, double[] weights)
        {
            var objective = new DataSetObjective(network, new DataSet([1], targets, [1], 1, outputs), loss);
            var theta = new LaneBuffer(outputs);
            theta.SetLane(0, weights);
            var gradient = new LaneBuffer(outputs);
            Assert.Equal(objective.Value(theta.Vectors)[0], objective.Gradient(theta.Vectors, gradient.Vectors)[0]);
            return objective.Value(theta.Vectors)[0];
        }
    }

    private static (double Value, double[] Gradient, double[] Hessian) Evaluate(RandomCase random)
    {
        DataSetObjective objective = random.Objective();
        int size = objective.ParameterCount;
        var gradient = new LaneBuffer(size);
        var hessian = new LaneBuffer(size * size);
        Vector512<double> value = objective.Hessian(random.Theta.Vectors, gradient.Vectors, hessian.Vectors);
        double[] slopes = new double[size], entries = new double[size * size];
        gradient.CopyLaneTo(Lane, slopes);
        hessian.CopyLaneTo(Lane, entries);
        return (value[Lane], slopes, entries);
    }

    private static Vector<double> Theta(RandomCase random)
    {
        double[] theta = new double[random.Theta.Length];
        random.Theta.CopyLaneTo(Lane, theta);
        return Vector<double>.Build.Dense(theta);
    }

    private static void AssertClose(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        double scale = expected.Max(Math.Abs);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], Tolerance * scale);
        }
    }
}
