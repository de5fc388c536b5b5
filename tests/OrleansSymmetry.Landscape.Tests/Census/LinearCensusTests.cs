using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Landscape.Optimisation.Ends;
using OrleansSymmetry.Landscape.Problems;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Tests.Symmetry;
using OrleansSymmetry.Landscape.Tests.Training;
using OrleansSymmetry.Landscape.Training;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Tests.Census;

/// <summary>
/// The linear autoencoder of 4 inputs, rank 2 and covariance with eigenvalues 4, 3, 2, 1 against Baldi and Hornik (1989):
/// F = tr((I - AB) S (I - AB)') / 2 is critical exactly where AB projects on eigenvectors, and loses half the other eigenvalues.
/// </summary>
public sealed class LinearCensusTests
{
    // A point on eigenvectors i and j: F, index, zero modes. Its index is the number of pairs of a kept vector and a lost one of
    // larger eigenvalue, and for each idle unit the number of lost vectors.
    private static readonly (int[] Kept, double Loss, int Index, int ZeroModes)[] Published =
    [
        ([0, 1], 1.5, 0, 4),
        ([0, 2], 2, 1, 4),
        ([0, 3], 2.5, 2, 4),
        ([1, 2], 2.5, 2, 4),
        ([1, 3], 3, 3, 4),
        ([2, 3], 3.5, 4, 4),
        ([0], 3, 3, 3),
        ([1], 3.5, 4, 3),
        ([2], 4, 5, 3),
        ([3], 4.5, 6, 3),
        ([], 5, 8, 0),
    ];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Critical_points_of_the_autoencoder_have_the_published_kind_and_class(bool turned)
    {
        const int Copies = 3;
        double[] eigenvectors = turned ? Orthogonal() : Diagonal([1, 1, 1, 1]);
        LossLandscape landscape = Autoencoder(turned ? Covariance(eigenvectors, [4, 3, 2, 1]) : [4, 3, 2, 1]);
        var random = new Random(7);
        SeedRun[] runs = [.. Published.SelectMany(point => Enumerable.Range(0, Copies).Select(
            _ => LinearMixture.Copy(landscape, Projection(eigenvectors, point.Kept), random))).Select((theta, seed) => new SeedRun(seed, theta))];
        var verifier = new EndVerifier(landscape.CreateObjective(), EndGauge.Of(landscape), DataCriteria.Of(landscape), landscape.Spec);

        EndPoint[] ends = verifier.Verify(runs, TestContext.Current.CancellationToken);

        for (int i = 0; i < ends.Length; i++)
        {
            (int[] kept, double loss, int index, int zeroModes) = Published[i / Copies];
            string which = $"[{string.Join(", ", kept)}] copy {i % Copies}: {ends[i].Ended} {ends[i].Inertia} gradient {ends[i].Gradient}";
            Assert.True(Math.Abs(loss - ends[i].Loss) < 1e-11, which);
            Assert.True((index, zeroModes) == (ends[i].Inertia!.Value.Negative, ends[i].Inertia!.Value.Zero), which);
            Assert.True(ends[i].Ended == (index == 0 ? Ended.Minimum : Ended.Saddle), which);
        }

        LandscapeReport report = Build(landscape, [.. ends.Select(end => end.Record())]);
        Assert.Equal(
            Published.Select(point => (point.Loss, point.Index, 2 - point.Kept.Length)).Order(),
            report.Classes.Select(found => (Math.Round(found.Loss, 9), found.Index!.Value, found.WastedUnits)).Order());
        Assert.All(report.Classes, found =>
        {
            Assert.Equal((Copies, "1", "1", 0.0), (found.Hits, found.Stabilizer, found.Orbit.Order, found.Orbit.Log10));

            // |A|^2 + |B|^2 is least where both are orthonormal.
            Assert.Equal(Math.Sqrt(2 * (2 - found.WastedUnits)), found.Norm, 1e-9);
        });
        Assert.True(report.Separation.Decades > 4);
    }

    [Fact]
    public void Every_run_of_the_autoencoder_ends_in_the_one_class_of_minima()
    {
        LossLandscape landscape = Autoencoder([4, 3, 2, 1]);

        LandscapeReport report = Build(landscape, BlockTrainer.Train(landscape, 0, 64, TestContext.Current.CancellationToken).Runs);

        ClassReport found = Assert.Single(report.Classes);
        Assert.Equal(("minimum", 64L, 0, 4), (found.Kind, found.Hits, found.Index!.Value, found.ZeroModes!.Value));
        Assert.Equal(1.5, found.Loss, 1e-13);
        Assert.Equal((4, "1", 0.0), (report.GaugeDimension, report.Group.Order, report.Group.Log10));
        Assert.Equal(["GL(2)"], report.Group.PerLayer);
    }

    [Theory]
    [InlineData(1, 0.0)]
    [InlineData(2, 0.0)]
    [InlineData(1, 0.1)]
    public void Linear_regression_through_narrow_layers_has_one_class_of_minima(int hiddenLayers, double l2)
    {
        // A linear network has no spurious minimum, whatever its depth (Kawaguchi 2016): all minima are one map, the best of rank 2.
        // A penalty keeps that for one hidden layer, where it is the nuclear norm of the map; for more it is no longer convex in the map.
        double[] x = [1, 0.3, -0.5, 0.2, 1.1, 0.4, -0.7, 0.6, 0.9, 0.8, -1.2, 0.1, -0.4, 0.5, -1.3, 0.9, 0.2, 0.7];
        double[] y = [1.2, 0.1, 0.5, -0.8, 1.4, 0.3, 0.6, -0.2, 1.1, 0.4, 0.9, -1.5, 0.3, 0.8, -0.6, 1.3, -0.9, 0.5];
        var data = new DataSet(x, y, [.. Enumerable.Repeat(1.0 / 6, 6)], 3, 3);
        LossLandscape landscape = Landscapes.Build(
            data,
            new NetworkSpec([.. Enumerable.Repeat(2, hiddenLayers)], "identity", 0.01, true, OutputHead.Linear, false),
            LossKind.HalfMse,
            l2,
            [Landscapes.AdamPhase(1000), Landscapes.NewtonPhase()]);

        LandscapeReport report = Build(landscape, BlockTrainer.Train(landscape, 0, 64, TestContext.Current.CancellationToken).Runs);

        ClassReport found = Assert.Single(report.Classes, found => found.Kind == "minimum");
        Assert.True(found.Hits > 32, $"{found.Hits} of 64: {report.Ended}");
        Assert.Equal(report.GaugeDimension, found.ZeroModes);
        Assert.Equal(l2 > 0 ? "O(2)" : "Aff(2)", report.Group.PerLayer[0]);
    }

    private static LossLandscape Autoencoder(double[] covariance)
    {
        NetworkSpec network = new([2], "identity", 0.01, false, OutputHead.Linear, false);
        return Landscapes.Build(
            new AutoencoderProblem(covariance, 4).Build(network, DataFiles.None),
            network,
            LossKind.HalfMse,
            0,
            [Landscapes.AdamPhase(500), Landscapes.NewtonPhase()]);
    }

    private static LandscapeReport Build(LossLandscape landscape, IReadOnlyList<RunRecord> runs) =>
        CensusBuilder.Build(landscape, new GridPoint([], landscape.Spec), Modulo.Network, runs).Report;

    private static double[] Projection(double[] eigenvectors, int[] kept)
    {
        var theta = new double[16];
        for (int k = 0; k < kept.Length; k++)
        {
            for (int i = 0; i < 4; i++)
            {
                theta[(4 * k) + i] = eigenvectors[(4 * kept[k]) + i];
                theta[8 + (2 * i) + k] = eigenvectors[(4 * kept[k]) + i];
            }
        }

        return theta;
    }

    private static double[] Diagonal(double[] entries)
    {
        var matrix = new double[16];
        for (int i = 0; i < 4; i++)
        {
            matrix[5 * i] = entries[i];
        }

        return matrix;
    }

    /// <summary>Half a Hadamard matrix: symmetric, its rows orthonormal.</summary>
    private static double[] Orthogonal() => [0.5, 0.5, 0.5, 0.5, 0.5, -0.5, 0.5, -0.5, 0.5, 0.5, -0.5, -0.5, 0.5, -0.5, -0.5, 0.5];

    private static double[] Covariance(double[] eigenvectors, double[] values) =>
        [.. Enumerable.Range(0, 16)
            .Select(at => Enumerable.Range(0, 4).Sum(k => values[k] * eigenvectors[(4 * k) + (at / 4)] * eigenvectors[(4 * k) + (at % 4)]))];
}
