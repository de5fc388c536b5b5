using System.Numerics;
using OrleansSymmetry.Landscape.Arrays;
using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Formats;
using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Landscape.Problems;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Training;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Tests.Census;

public sealed class XorCensusTests
{
    [Fact]
    public void Penalised_xor_with_two_hidden_units_has_six_minima_on_two_levels()
    {
        LandscapeSpec spec = Xor([2], 0.01);
        LossLandscape landscape = LossLandscape.Build(spec, DataFiles.None);
        BlockRecord block = BlockTrainer.Train(landscape, 0, 1000, TestContext.Current.CancellationToken);

        LandscapeReport report = CensusBuilder.Build(landscape, new GridPoint([], spec), Modulo.Network, block.Runs).Report;

        Assert.Equal(1000, report.Ended.Minimum);
        Assert.Equal(6, report.Classes.Count);
        Assert.All(report.Classes, found => Assert.Equal(("minimum", 0, "8"), (found.Kind, found.Index, found.Orbit.Order)));
        Assert.Equal([0.0615392148, 0.5704929991], report.LossLevels.Select(level => Math.Round(level.Loss, 10)));
        Assert.True(report.Separation.Decades >= 5, $"{report.Separation}");
        Assert.Equal(1000, report.Classes.Sum(found => found.Hits));
    }

    [Fact]
    public void Six_minima_are_two_when_the_symmetries_of_the_square_are_divided_out()
    {
        LandscapeSpec spec = Xor([2], 0.01);
        LossLandscape landscape = LossLandscape.Build(spec, DataFiles.None);
        IReadOnlyList<RunRecord> runs = BlockTrainer.Train(landscape, 0, 512, TestContext.Current.CancellationToken).Runs;
        var point = new GridPoint([], spec);
        LandscapeReport byNetwork = CensusBuilder.Build(landscape, point, Modulo.Network, runs).Report;

        LandscapeReport report = CensusBuilder.Build(landscape, point, Modulo.NetworkAndProblem, [.. runs.Reverse()]).Report;

        Assert.Equal(("64", "order 8"), (report.Group.Order, report.Group.Problem));
        Assert.Equal([("16", "order 4"), ("32", "order 2")], report.Classes.Select(found => (found.Orbit.Order, found.Isotropy)));

        // An orbit of both groups together is a union of orbits of the network's.
        foreach (ClassReport found in report.Classes)
        {
            ClassReport[] parts = [.. byNetwork.Classes.Where(part => Math.Abs(part.Loss - found.Loss) < 1e-9)];
            Assert.Equal(found.Hits, parts.Sum(part => part.Hits));
            Assert.Equal(
                BigInteger.Parse(found.Orbit.Order, null), parts.Aggregate(BigInteger.Zero, (sum, part) => sum + BigInteger.Parse(part.Orbit.Order, null)));
        }
    }

    [Fact]
    public void Archive_of_classes_holds_their_canonical_weights_and_spectra()
    {
        LandscapeSpec spec = Xor([2], 0.01);
        LossLandscape landscape = LossLandscape.Build(spec, DataFiles.None);
        IReadOnlyList<RunRecord> runs = BlockTrainer.Train(landscape, 0, 64, TestContext.Current.CancellationToken).Runs;
        LandscapeClasses closed = CensusBuilder.Build(landscape, new GridPoint([], spec), Modulo.Network, runs);
        LandscapeReport report = closed.Report;

        byte[] bytes = ClassesArchive.Write([closed]);

        IReadOnlyDictionary<string, NpyArray> arrays = NpzCodec.Read(bytes);
        int classes = report.Classes.Count;
        Assert.Equal(
            ["L1_W1", "L1_W2", "L1_b1", "L1_b2", "L1_eigenvalues", "L1_hits", "L1_loss", "L1_seed"], arrays.Keys);
        Assert.Equal([classes, 2, 2], arrays["L1_W1"].Shape);
        Assert.Equal([classes, 1], arrays["L1_b2"].Shape);
        Assert.Equal(report.Classes.Select(found => found.Hits), (long[])arrays["L1_hits"].Values);
        Assert.Equal(report.Classes.Select(found => found.RepresentativeSeed), (long[])arrays["L1_seed"].Values);
        double[] eigenvalues = arrays["L1_eigenvalues"].ToDoubles();
        for (int i = 0; i < classes; i++)
        {
            Assert.Equal(report.Classes[i].MinEigenvalue!.Value, eigenvalues[9 * i], 1e-10);
            Assert.Equal(report.Classes[i].MaxEigenvalue!.Value, eigenvalues[(9 * i) + 8], 1e-10);
        }

        Assert.Equal(bytes, ClassesArchive.Write([closed]));
    }

    internal static LandscapeSpec Xor(int[] hidden, double l2) => new(
        new XorProblem(BitCoding.PlusMinusOne),
        new NetworkSpec(hidden, "tanh", 0.01, true, OutputHead.Linear, false),
        new LossSpec(LossKind.Mse, l2),
        new InitialisationSpec(InitialisationKind.Normal, 1),
        [
            new AdamPhase(2000, 0.01, 0.9, 0.999, 1e-8, null),
            new NewtonPhase(200, 1e-11),
        ],
        SaddlePolicy.Keep,
        new ToleranceSpec(1e-6, 1e-8, 1e-7, 1e3));
}
