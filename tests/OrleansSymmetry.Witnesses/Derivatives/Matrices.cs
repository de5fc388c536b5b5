using System.Runtime.Intrinsics;
using MathNet.Numerics.LinearAlgebra;
using OrleansSymmetry.Landscape.Lanes;
using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Landscape.Optimisation.Methods;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Spectra;

namespace OrleansSymmetry.Witnesses.Derivatives;

/// <summary>Eigenvalues, inertia, linear systems and Newton's step against closed forms and Math.NET.</summary>
internal static class Matrices
{
    private const string Section = "Eigenvalues (relative to the largest), inertia, linear systems, Newton's step";
    private const double Bound = 1e-12;
    private const int Lane = 3;

    public static IEnumerable<Witness> All { get; } =
    [
        .. from n in new[] { 2, 7, 64, 301 }
           select Closed($"Laplacian of a path of {n}: 2 - 2 cos(k pi/(n + 1))", Laplacian(n), LaplacianSpectrum(n)),
        .. from n in new[] { 5, 31, 100 }
           select Closed($"Kac's matrix of order {n}, symmetrised: {1 - n}, {3 - n}, ..., {n - 1}", Kac(n), KacSpectrum(n)),
        ByMathNet("Wilkinson's W21+, with pairs closer than 1e-13, by Math.NET", Wilkinson()),
        ByMathNet("Hilbert's matrix of order 12, condition 1e16, by Math.NET", Filled(12, (i, j) => 1.0 / (i + j + 1))),
        .. from n in new[] { 3, 20, 60 } select ByMathNet($"random symmetric matrix of order {n}, by Math.NET", Symmetric(n, seed: n)),
        .. from n in new[] { 3, 20, 60 } select new Witness(Section, $"eight random matrices of order {n} in lanes, by Math.NET", Bound, () => InLanes(n)),
        new(Section, "inertia of L D L', orders 2..40, D of known signs (Sylvester): wrong", 0, WrongInertia),
        .. from n in new[] { 3, 20, 60 } select new Witness(Section, $"Cholesky's solution of order {n}, by Math.NET", Bound, () => Solution(n)),
        new(Section, "Newton's step of a tanh network near a minimum, by Math.NET", Bound, NewtonStep),
    ];

    private static Witness Closed(string name, double[] matrix, double[] spectrum) =>
        new(Section, name, Bound, () => DerivativeErrors.Relative(spectrum, SymmetricMatrix.Eigenvalues((double[])matrix.Clone(), spectrum.Length)));

    private static Witness ByMathNet(string name, double[] matrix) => Closed(name, matrix, Spectrum(matrix));

    private static double[] Spectrum(double[] matrix)
    {
        Matrix<double> dense = Dense(matrix);
        return [.. dense.Evd(Symmetricity.Symmetric).EigenValues.Select(value => value.Real).Order()];
    }

    private static double InLanes(int n)
    {
        double[][] matrices = [.. Enumerable.Range(0, LaneBuffer.LaneCount).Select(lane => Symmetric(n, seed: (100 * n) + lane))];
        LaneBuffer buffer = Buffer(matrices);
        var reduction = new LaneTridiagonalisation(n);
        reduction.Reduce(buffer.Vectors);
        double worst = 0;
        for (int lane = 0; lane < matrices.Length; lane++)
        {
            double[] values = new double[n];
            reduction.Eigenvalues(lane, values);
            worst = Math.Max(worst, DerivativeErrors.Relative(Spectrum(matrices[lane]), values));
        }

        return worst;
    }

    private static double WrongInertia()
    {
        const double tolerance = 1e-10;
        int wrong = 0;
        for (int n = 2; n <= 40; n++)
        {
            var random = new Random(n);
            double[] signs = [.. Enumerable.Range(0, n).Select(_ => (double)random.Next(-1, 2))];
            signs[0] = 1;
            // A lower triangle with ones on the diagonal is regular; small entries below keep it well conditioned.
            Matrix<double> l = Matrix<double>.Build.Dense(n, n, (i, j) => i == j ? 1 : i > j ? (random.NextDouble() - 0.5) / n : 0);
            Matrix<double> product = l * Matrix<double>.Build.DiagonalOfDiagonalArray(signs) * l.Transpose();
            var inertia = Inertia.Of(SymmetricMatrix.Eigenvalues(product.ToRowMajorArray(), n), tolerance);
            wrong += inertia.Negative == signs.Count(sign => sign < 0) && inertia.Zero == signs.Count(sign => sign == 0) ? 0 : 1;
        }

        return wrong;
    }

    private static double Solution(int n)
    {
        Matrix<double> root = Dense(Symmetric(n, seed: 7));
        double[] matrix = ((root * root.Transpose()) + (n * Matrix<double>.Build.DenseIdentity(n))).ToRowMajorArray();
        double[] right = RandomCase.Normals(new Random(n), n, 1);
        double[] weights = [.. Enumerable.Range(0, n).Select(i => 1 + (0.25 * i))];
        const double shift = 0.5;
        double[][] same = [.. Enumerable.Repeat(matrix, LaneBuffer.LaneCount)];
        var cholesky = new LaneCholesky(n);
        LaneBuffer weightLanes = Buffer([.. Enumerable.Repeat(weights, LaneBuffer.LaneCount)]);
        LaneBuffer x = Buffer([.. Enumerable.Repeat(right, LaneBuffer.LaneCount)]);
        cholesky.Factor(Buffer(same).Vectors, Vector512.Create(shift), weightLanes.Vectors, LaneVector.Zero);
        cholesky.Solve(x.Vectors);
        Matrix<double> shifted = Dense(matrix) + (shift * Matrix<double>.Build.DiagonalOfDiagonalArray(weights));
        return DerivativeErrors.Relative([.. shifted.Solve(Vector<double>.Build.Dense(right))], DerivativeErrors.Lane(x, Lane));
    }

    /// <summary>So near a minimum that every trust region holds it, the step is -H^-1 g: with the textbook's g and H, by Math.NET.</summary>
    private static double NewtonStep()
    {
        const double penalty = 0.1, away = 1e-4;
        const int iterations = 50;
        var random = new RandomCase(12, "tanh", LossKind.Mse, [3], samples: 6, l2: penalty);
        LaneMethod newton = LaneMethods.Create(new NewtonPhase(iterations, null), random.Objective());
        double[] point = Take(newton, DerivativeErrors.Lane(random.Theta, Lane), iterations);
        double[] start = [.. point.Select((value, p) => value + (away * (p % 2 == 0 ? 1 : -1)))];
        (_, double[] gradient, double[] hessian) = Differences.Of(random.Textbook.Value, start);
        Vector<double> step = -Dense(hessian).Solve(Vector<double>.Build.Dense(gradient));
        return DerivativeErrors.Relative([.. start.Zip(step, (a, b) => a + b)], Take(newton, start, 1));
    }

    private static double[] Take(LaneMethod method, double[] start, int steps)
    {
        for (int lane = 0; lane < LaneBuffer.LaneCount; lane++)
        {
            method.Theta.SetLane(lane, start);
            method.Reset(lane);
        }

        for (int step = 0; step < steps; step++)
        {
            method.Step();
        }

        return DerivativeErrors.Lane(method.Reached, Lane);
    }

    private static double[] Laplacian(int n) => Filled(n, (i, j) => i == j ? 2 : Math.Abs(i - j) == 1 ? -1 : 0);

    private static double[] LaplacianSpectrum(int n) => [.. Enumerable.Range(1, n).Select(k => 2 - (2 * Math.Cos(k * Math.PI / (n + 1))))];

    private static double[] KacSpectrum(int n) => [.. Enumerable.Range(0, n).Select(k => (2.0 * k) + 1 - n)];

    /// <summary>Off-diagonal entries sqrt(k (n - k)), similar to the matrix of Kac (1947), also Clement's.</summary>
    private static double[] Kac(int n) => Filled(n, (i, j) => Math.Abs(i - j) == 1 ? Math.Sqrt(Math.Max(i, j) * (double)(n - Math.Max(i, j))) : 0);

    private static double[] Wilkinson() => Filled(21, (i, j) => i == j ? Math.Abs(10 - i) : Math.Abs(i - j) == 1 ? 1 : 0);

    private static double[] Filled(int n, Func<int, int, double> entry) => [.. Enumerable.Range(0, n * n).Select(i => entry(i / n, i % n))];

    private static double[] Symmetric(int n, int seed)
    {
        double[] entries = RandomCase.Normals(new Random(seed), n * n, 1);
        return Filled(n, (i, j) => entries[(Math.Max(i, j) * n) + Math.Min(i, j)]);
    }

    private static Matrix<double> Dense(double[] entries)
    {
        int n = (int)Math.Round(Math.Sqrt(entries.Length));
        return Matrix<double>.Build.DenseOfRowMajor(n, n, entries);
    }

    private static LaneBuffer Buffer(double[][] lanes)
    {
        var buffer = new LaneBuffer(lanes[0].Length);
        for (int lane = 0; lane < lanes.Length; lane++)
        {
            buffer.SetLane(lane, lanes[lane]);
        }

        return buffer;
    }
}
