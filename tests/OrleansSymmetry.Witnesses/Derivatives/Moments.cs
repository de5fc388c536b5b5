using MathNet.Numerics.LinearAlgebra;
using OrleansSymmetry.Landscape.Activations;
using OrleansSymmetry.Landscape.Lanes;
using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Problems;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Trees;
using OrleansSymmetry.Witnesses.Arithmetic;

namespace OrleansSymmetry.Witnesses.Derivatives;

/// <summary>Quadrature against exact moments; the linear autoencoder's value against traces and eigenvalues.</summary>
internal static class Moments
{
    private const string Section = "Quadrature and the linear autoencoder, against exact moments and traces";
    private const double Bound = 1e-12;

    public static IEnumerable<Witness> All { get; } =
    [
        .. from nodes in new[] { 1, 2, 3, 5, 16, 64, 128, 255, 256 }
           select new Witness(
               Section, $"Gauss-Hermite, {nodes} nodes: E x^m = (m - 1)!! for every even m below {Math.Min(2 * nodes, MostMoments)}", Bound,
               () => Hermite(nodes)),
        new(Section, "Gauss-Hermite, 64 nodes: E exp(x) = exp(1/2)", Bound, () => Expectation(x => Math.Exp(x), Math.Exp(0.5))),
        new(Section, "Gauss-Hermite, 64 nodes: E cos(3 x) = exp(-9/2)", Bound, () => Expectation(x => Math.Cos(3 * x), Math.Exp(-4.5))),
        new(Section, "autoencoder: tr((I - BA) S (I - BA)')/2 at random A, B", Bound, () => Autoencoder(atMinimum: false)),
        new(Section, "autoencoder: half the sum of the eigenvalues left out, at the minimum", Bound, () => Autoencoder(atMinimum: true)),
    ];

    /// <summary>Moments above it leave the range in which their rounding is a few units.</summary>
    private const int MostMoments = 60;

    private static double Hermite(int nodes)
    {
        (double[] x, double[] w) = GaussHermiteRule.Of(nodes);
        double worst = 0;
        DoubleDouble exact = DoubleDouble.One;
        for (int m = 0; m < Math.Min(2 * nodes, MostMoments); m += 2)
        {
            DoubleDouble sum = DoubleDouble.Zero;
            for (int i = 0; i < nodes; i++)
            {
                DoubleDouble power = w[i];
                for (int k = 0; k < m; k++)
                {
                    power *= x[i];
                }

                sum += power;
            }

            worst = Math.Max(worst, Math.Abs(((sum / exact) - DoubleDouble.One).High));
            exact *= m + 1;
        }

        return worst;
    }

    private static double Expectation(Func<double, double> f, double exact)
    {
        (double[] x, double[] w) = GaussHermiteRule.Of(64);
        return Math.Abs((x.Zip(w, (node, weight) => weight * f(node)).Sum() / exact) - 1);
    }

    private static double Autoencoder(bool atMinimum)
    {
        const int n = 4, h = 2;
        Matrix<double> root = Matrix<double>.Build.DenseOfRowMajor(n, n, RandomCase.Normals(new Random(8), n * n, 1));
        Matrix<double> s = (root * root.Transpose()) + Matrix<double>.Build.DenseIdentity(n);
        var network = new Network(n, [h], n, ActivationRegistry.Create("identity"), bias: false);
        var spec = new NetworkSpec([h], "identity", 0, false, OutputHead.Linear, false);
        var data = (DataSet)new AutoencoderProblem(s.ToRowMajorArray(), n).Build(spec, DataFiles.None);
        MathNet.Numerics.LinearAlgebra.Factorization.Evd<double> evd = s.Evd(Symmetricity.Symmetric);
        Matrix<double> a = atMinimum
            ? evd.EigenVectors.SubMatrix(0, n, n - h, h).Transpose()
            : Matrix<double>.Build.DenseOfRowMajor(h, n, RandomCase.Normals(new Random(9), h * n, 1));
        Matrix<double> b = atMinimum ? a.Transpose() : Matrix<double>.Build.DenseOfRowMajor(n, h, RandomCase.Normals(new Random(10), n * h, 1));
        Matrix<double> rest = Matrix<double>.Build.DenseIdentity(n) - (b * a);
        double exact = atMinimum
            ? evd.EigenValues.Take(n - h).Sum(value => value.Real) / 2
            : (rest * s * rest.Transpose()).Trace() / 2;
        var theta = new LaneBuffer(network.ParameterCount);
        theta.SetLane(1, [.. a.ToRowMajorArray(), .. b.ToRowMajorArray()]);
        return Math.Abs((new DataSetObjective(network, data, LossKind.HalfMse).Value(theta.Vectors)[1] / exact) - 1);
    }
}
