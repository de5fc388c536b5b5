using MathNet.Numerics.LinearAlgebra;
using OrleansSymmetry.Landscape.Specs;

namespace OrleansSymmetry.Witnesses.Derivatives;

/// <summary>Networks that are regressions: their derivatives are written with matrices and the run-time library alone.</summary>
internal static class Regressions
{
    private const string Section = "Networks with derivatives in closed form, by dense matrices (value, gradient, Hessian)";
    private const double Bound = 1e-12;
    private const int Lane = 6;

    public static IEnumerable<Witness> All { get; } =
    [
        new(Section, "linear regression: normal equations, l2", Bound, Linear),
        new(Section, "logistic regression: log-likelihood, biases, l2", Bound, Logistic),
        new(Section, "softmax regression: log-likelihood of three classes", Bound, Softmax),
        new(Section, "log-cosh regression: two outputs", Bound, LogCosh),
        new(Section, "deep linear network: products of matrices", Bound, DeepLinear),
    ];

    private static double Linear()
    {
        const int samples = 30, inputs = 4;
        const double l2 = 0.3;
        var random = new RandomCase(1, "identity", LossKind.HalfMse, [], inputs, outputs: 1, samples, bias: false, l2: l2);
        Matrix<double> x = Matrix<double>.Build.DenseOfRowMajor(samples, inputs, random.Data.X);
        Matrix<double> w = Matrix<double>.Build.DiagonalOfDiagonalArray(random.Data.Weights);
        Vector<double> theta = Theta(random);
        Vector<double> residual = (x * theta) - Vector<double>.Build.Dense(random.Data.Y);
        return Error(
            random,
            ((residual * (w * residual)) + (l2 * (theta * theta))) / 2,
            (x.TransposeThisAndMultiply(w * residual) + (l2 * theta)).ToArray(),
            (x.TransposeThisAndMultiply(w * x) + (l2 * Matrix<double>.Build.DenseIdentity(inputs))).ToRowMajorArray());
    }

    private static double Logistic()
    {
        const int samples = 40, inputs = 3;
        const double l2 = 0.1;
        var random = new RandomCase(3, "identity", LossKind.Logistic, [], inputs, samples: samples, bias: true, l2: l2);
        Vector<double> theta = Theta(random);
        double value = l2 / 2 * (theta * theta);
        Vector<double> slope = l2 * theta;
        Matrix<double> curvature = l2 * Matrix<double>.Build.DenseIdentity(inputs + 1);
        for (int s = 0; s < samples; s++)
        {
            Vector<double> x = Vector<double>.Build.Dense([.. random.Data.X.Skip(inputs * s).Take(inputs), 1]);
            double p = 1 / (1 + Math.Exp(-(theta * x))), y = random.Data.Y[s], w = random.Data.Weights[s];
            value -= w * Math.Log(y == 1 ? p : 1 - p);
            slope += w * (p - y) * x;
            curvature += w * p * (1 - p) * x.OuterProduct(x);
        }

        return Error(random, value, slope.ToArray(), curvature.ToRowMajorArray());
    }

    private static double Softmax()
    {
        const int samples = 33, inputs = 2, outputs = 3;
        var random = new RandomCase(4, "identity", LossKind.Softmax, [], inputs, outputs, samples, bias: false, l2: 0);
        Matrix<double> weights = Matrix<double>.Build.DenseOfRowMajor(outputs, inputs, Theta(random));
        double value = 0;
        Matrix<double> slope = Matrix<double>.Build.Dense(outputs, inputs);
        Matrix<double> curvature = Matrix<double>.Build.Dense(outputs * inputs, outputs * inputs);
        for (int s = 0; s < samples; s++)
        {
            Vector<double> x = Vector<double>.Build.Dense([.. random.Data.X.Skip(inputs * s).Take(inputs)]);
            Vector<double> y = Vector<double>.Build.Dense([.. random.Data.Y.Skip(outputs * s).Take(outputs)]);
            Vector<double> p = (weights * x).PointwiseExp();
            p /= p.Sum();
            double w = random.Data.Weights[s];
            value -= w * Math.Log(p * y);
            slope += w * (p - y).OuterProduct(x);
            curvature += w * (Matrix<double>.Build.DiagonalOfDiagonalVector(p) - p.OuterProduct(p)).KroneckerProduct(x.OuterProduct(x));
        }

        return Error(random, value, slope.ToRowMajorArray(), curvature.ToRowMajorArray());
    }

    private static double LogCosh()
    {
        const int inputs = 3, outputs = 2, samples = 27;
        var random = new RandomCase(5, "identity", LossKind.LogCosh, [], inputs, outputs, samples, bias: false, l2: 0);
        Matrix<double> weights = Matrix<double>.Build.DenseOfRowMajor(outputs, inputs, Theta(random));
        double value = 0;
        Matrix<double> slope = Matrix<double>.Build.Dense(outputs, inputs);
        Matrix<double> curvature = Matrix<double>.Build.Dense(outputs * inputs, outputs * inputs);
        for (int s = 0; s < samples; s++)
        {
            Vector<double> x = Vector<double>.Build.Dense([.. random.Data.X.Skip(inputs * s).Take(inputs)]);
            Vector<double> d = (weights * x) - Vector<double>.Build.Dense([.. random.Data.Y.Skip(outputs * s).Take(outputs)]);
            double w = random.Data.Weights[s];
            value += w * d.PointwiseCosh().PointwiseLog().Sum();
            slope += w * d.PointwiseTanh().OuterProduct(x);
            curvature += w * Matrix<double>.Build.DiagonalOfDiagonalVector(d.PointwiseCosh().PointwisePower(-2)).KroneckerProduct(x.OuterProduct(x));
        }

        return Error(random, value, slope.ToRowMajorArray(), curvature.ToRowMajorArray());
    }

    /// <summary>F = E |B A x - y|^2: with R = E[(B A x - y) x'], S = E[x x'], dF/dA = 2 B'R, dF/dB = 2 R A'.</summary>
    private static double DeepLinear()
    {
        const int samples = 25, inputs = 4, hidden = 3, outputs = 2, first = hidden * inputs, size = first + (outputs * hidden);
        var random = new RandomCase(2, "identity", LossKind.Mse, [hidden], inputs, outputs, samples, bias: false, l2: 0);
        double[] theta = [.. Theta(random)];
        Matrix<double> a = Matrix<double>.Build.DenseOfRowMajor(hidden, inputs, theta[..first]);
        Matrix<double> b = Matrix<double>.Build.DenseOfRowMajor(outputs, hidden, theta[first..]);
        Matrix<double> x = Matrix<double>.Build.DenseOfRowMajor(samples, inputs, random.Data.X).Transpose();
        Matrix<double> y = Matrix<double>.Build.DenseOfRowMajor(samples, outputs, random.Data.Y).Transpose();
        Matrix<double> w = Matrix<double>.Build.DiagonalOfDiagonalArray(random.Data.Weights);
        Matrix<double> error = (b * a * x) - y;
        Matrix<double> residual = error * w * x.Transpose();
        Matrix<double> second = x * w * x.Transpose();
        Matrix<double> hessian = Matrix<double>.Build.Dense(size, size);
        hessian.SetSubMatrix(0, 0, 2 * b.TransposeThisAndMultiply(b).KroneckerProduct(second));
        hessian.SetSubMatrix(first, first, 2 * Matrix<double>.Build.DenseIdentity(outputs).KroneckerProduct(a * second * a.Transpose()));
        Matrix<double> through = a * second;
        for (int i = 0; i < hidden; i++)
        {
            for (int j = 0; j < inputs; j++)
            {
                for (int o = 0; o < outputs; o++)
                {
                    for (int k = 0; k < hidden; k++)
                    {
                        // d/dA_ij of 2 (R A')_ok.
                        double entry = 2 * ((b[o, i] * through[k, j]) + (k == i ? residual[o, j] : 0));
                        hessian[(i * inputs) + j, first + (o * hidden) + k] = entry;
                        hessian[first + (o * hidden) + k, (i * inputs) + j] = entry;
                    }
                }
            }
        }

        return Error(
            random,
            (error * w * error.Transpose()).Trace(),
            [.. (2 * b.TransposeThisAndMultiply(residual)).ToRowMajorArray(), .. (2 * residual * a.Transpose()).ToRowMajorArray()],
            hessian.ToRowMajorArray());
    }

    private static double Error(RandomCase random, double value, double[] gradient, double[] hessian)
    {
        var errors = DerivativeErrors.Of(random.Objective(), random.Theta, random.Direction, Lane, value, gradient, hessian);
        return Math.Max(Math.Max(errors.Value, errors.Gradient), Math.Max(errors.Product, errors.Hessian));
    }

    private static Vector<double> Theta(RandomCase random) => Vector<double>.Build.Dense(DerivativeErrors.Lane(random.Theta, Lane));
}
