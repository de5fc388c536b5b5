using CsCheck;
using MathNet.Numerics.LinearAlgebra;
using OrleansSymmetry.Landscape.Lanes;
using OrleansSymmetry.Landscape.Spectra;
using OrleansSymmetry.Witnesses.Derivatives;

namespace OrleansSymmetry.Landscape.Tests.Spectra;

public sealed class SpectraTests
{
    private static readonly Gen<(int Size, double[] Entries)> Symmetric =
        Gen.Int[1, 24].SelectMany(n => Gen.Double[-10, 10].Array[n * n].Select(entries => (n, Symmetrised(entries, n))));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(64)]
    [InlineData(301)]
    public void Tridiagonal_Toeplitz_matrix_has_its_closed_form_spectrum(int n)
    {
        var matrix = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            matrix[(i * n) + i] = 2;
            if (i > 0)
            {
                matrix[(i * n) + i - 1] = -1;
                matrix[((i - 1) * n) + i] = -1;
            }
        }

        double[] values = SymmetricMatrix.Eigenvalues(matrix, n);

        for (int k = 1; k <= n; k++)
        {
            Assert.Equal(2 - (2 * Math.Cos(k * Math.PI / (n + 1))), values[k - 1], 1e-13);
        }
    }

    [Fact]
    public void Eigenvalues_agree_with_MathNet() => Symmetric.Sample(sample =>
    {
        (int n, double[] entries) = sample;
        double[] values = SymmetricMatrix.Eigenvalues((double[])entries.Clone(), n);
        double[] witness = [.. Matrix<double>.Build.DenseOfRowMajor(n, n, entries).Evd(Symmetricity.Symmetric).EigenValues.Select(v => v.Real).Order()];
        for (int k = 0; k < n; k++)
        {
            Assert.Equal(witness[k], values[k], 1e-11);
        }
    });

    [Fact]
    public void Eigenvectors_are_orthonormal_and_diagonalise() => Symmetric.Sample(sample =>
    {
        (int n, double[] entries) = sample;
        Eigensystem system = SymmetricMatrix.Decompose((double[])entries.Clone(), n);
        for (int k = 0; k < n; k++)
        {
            ReadOnlySpan<double> vector = system.Vector(k);
            for (int i = 0; i < n; i++)
            {
                double product = 0;
                double overlap = 0;
                for (int j = 0; j < n; j++)
                {
                    product += entries[(i * n) + j] * vector[j];
                    overlap += vector[j] * system.Vector(i)[j];
                }

                Assert.Equal(system.Values[k] * vector[i], product, 1e-11);
                Assert.Equal(i == k ? 1 : 0, overlap, 1e-12);
            }
        }
    });

    [Fact]
    public void Eigenvalues_of_eight_lanes_agree_with_one_at_a_time_and_do_not_depend_on_the_neighbours() =>
        Gen.Int[1, 20].SelectMany(n => Gen.Double[-10, 10].Array[n * n].Select(entries => Symmetrised(entries, n)).Array[8]
            .Select(matrices => (n, matrices))).Sample(sample =>
        {
            (int n, double[][] matrices) = sample;
            double[][] together = InLanes(n, matrices);
            for (int lane = 0; lane < matrices.Length; lane++)
            {
                double[] alone = SymmetricMatrix.Eigenvalues((double[])matrices[lane].Clone(), n);
                double[][] elsewhere = InLanes(n, [.. Enumerable.Repeat(matrices[lane], 8)]);
                Assert.Equal(together[lane], elsewhere[(lane + 3) % 8]);
                for (int k = 0; k < n; k++)
                {
                    Assert.Equal(alone[k], together[lane][k], 1e-11);
                }
            }
        });

    [Theory]
    [InlineData(1e-320)]
    [InlineData(1e-300)]
    [InlineData(1e-170)]
    [InlineData(1.0)]
    [InlineData(1e150)]
    [InlineData(1e290)]
    public void Spectrum_of_a_matrix_of_any_scale_is_found(double scale)
    {
        // Rows of very different size: the products of small entries underflow on the way.
        double[] graded = [1, 1e-160, 1e-170, 1e-160, 0, 1e-155, 1e-170, 1e-155, 1e-300];
        double[] scaled = [.. graded.Select(entry => entry * scale)];

        double[] values = SymmetricMatrix.Eigenvalues((double[])scaled.Clone(), 3);
        Eigensystem system = SymmetricMatrix.Decompose((double[])scaled.Clone(), 3);
        double[] lane = InLanes(3, [.. Enumerable.Repeat(scaled, 8)])[0];

        foreach (double[] found in new[] { values, system.Values, lane })
        {
            Assert.Equal(scale, found[2], scale * 1e-14);
            Assert.InRange(Math.Abs(found[0]), 0, scale * 1e-150);
        }
    }

    [Theory]
    [InlineData(14)]
    [InlineData(20)]
    public void Spectrum_with_many_equal_eigenvalues_far_below_the_largest_is_found(int k)
    {
        int n = k * k;
        var theta = new LaneBuffer(n);
        var gradient = new LaneBuffer(n);
        var hessian = new LaneBuffer(n * n);
        for (int lane = 0; lane < LaneBuffer.LaneCount; lane++)
        {
            theta.SetLane(lane, GaussianTeachers.Identity(k));
        }

        GaussianTeachers.Objective(k, k, GaussianTeachers.Identity(k)).Hessian(theta.Vectors, gradient.Vectors, hessian.Vectors);
        double[] matrix = new double[n * n];
        hessian.CopyLaneTo(0, matrix);
        double[] expected = GaussianTeachers.OrthonormalSpectrum(k);

        Assert.InRange(DerivativeErrors.Relative(expected, SymmetricMatrix.Decompose(matrix, n).Values), 0, 1e-13);
        var reduction = new LaneTridiagonalisation(n);
        reduction.Reduce(hessian.Vectors);
        double[] values = new double[n];
        reduction.Eigenvalues(0, values);
        Assert.InRange(DerivativeErrors.Relative(expected, values), 0, 1e-13);
    }

    [Fact]
    public void Inertia_counts_signs_relative_to_the_largest_eigenvalue()
    {
        Inertia inertia = Inertia.Of([-2, -2e-7, -1e-8, 0, 1e-8, 3e-7, 1], 1e-7);

        Assert.Equal(1, inertia.Negative);
        Assert.Equal(4, inertia.Zero);
        Assert.Equal(-2, inertia.Smallest);
        Assert.Equal(1, inertia.Largest);
    }

    private static double[][] InLanes(int n, double[][] matrices)
    {
        var buffer = new LaneBuffer(n * n);
        for (int lane = 0; lane < matrices.Length; lane++)
        {
            buffer.SetLane(lane, matrices[lane]);
        }

        var reduction = new LaneTridiagonalisation(n);
        reduction.Reduce(buffer.Vectors);
        return [.. Enumerable.Range(0, matrices.Length).Select(lane =>
        {
            var values = new double[n];
            reduction.Eigenvalues(lane, values);
            return values;
        })];
    }

    private static double[] Symmetrised(double[] entries, int n)
    {
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < i; j++)
            {
                entries[(i * n) + j] = entries[(j * n) + i];
            }
        }

        return entries;
    }
}
