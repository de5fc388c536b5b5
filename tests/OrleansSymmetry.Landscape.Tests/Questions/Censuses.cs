using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Landscape.Published;
using OrleansSymmetry.Landscape.Questions;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Training;

namespace OrleansSymmetry.Landscape.Tests.Questions;

/// <summary>Censuses of small landscapes, trained once.</summary>
internal static class Censuses
{
    private const string Train = "'train': [{ 'method': 'adam', 'steps': 2000, 'step': 0.01 }, { 'method': 'newton', 'steps': 200, 'gradient': 1e-11 }]";

    private static readonly Lazy<GeometryInput> TrainedXor = new(() => Of(
        $"{{ 'name': 'xor', 'problem': 'xor', 'network': {{ 'hidden': [2], 'activation': 'tanh' }}, 'loss': {{ 'kind': 'mse', "
        + $"'l2': 0.01 }}, 'seeds': '0..255', {Train} }}", 256));

    private static readonly Lazy<GeometryInput> TrainedIris = new(() => Of(
        $"{{ 'name': 'iris', 'problem': 'iris', 'network': {{ 'hidden': [3], 'activation': 'tanh' }}, 'loss': {{ 'kind': 'softmax', "
        + $"'l2': 0.01 }}, 'seeds': '0..63', {Train} }}", 64));

    private static readonly Lazy<GeometryInput> TrainedWide = new(() => Of(
        "{ 'name': 'wide', 'problem': 'xor', 'network': { 'hidden': [110], 'activation': 'tanh' }, 'loss': { 'l2': 0.1 }, "
        + "'seeds': '0..1', 'train': [{ 'method': 'newton', 'steps': 500, 'gradient': 1e-11 }] }", 1));

    private static readonly Lazy<GeometryInput> TrainedXorOfFour = new(() => Of(
        $"{{ 'name': 'four', 'problem': 'xor', 'network': {{ 'hidden': [4], 'activation': 'tanh' }}, 'loss': {{ 'kind': 'mse', "
        + $"'l2': 0.01 }}, 'seeds': '0..63', {Train} }}", 64));

    private static readonly Lazy<GeometryInput> TrainedLinear = new(() => Of(
        $"{{ 'name': 'linear', 'problem': {{ 'kind': 'autoencoder', 'covariance': [4, 3, 2, 1] }}, 'network': {{ 'hidden': [2], "
        + $"'activation': 'identity', 'bias': false }}, 'seeds': '0..7', {Train} }}", 8));

    /// <summary>XOR 2-2-1, tanh, l2 0.01: six minima.</summary>
    public static GeometryInput Xor => TrainedXor.Value;

    /// <summary>Iris 4-3-3, tanh, l2 0.01.</summary>
    public static GeometryInput Iris => TrainedIris.Value;

    /// <summary>A student of 110 units: 5995 pairs.</summary>
    public static GeometryInput Wide => TrainedWide.Value;

    /// <summary>XOR 2-4-1, tanh, l2 0.01: three minima, two of them with many copies at one distance.</summary>
    public static GeometryInput XorOfFour => TrainedXorOfFour.Value;

    /// <summary>A linear autoencoder 4-2-4 whose best map has two equal singular values: units mix, and no form of them is the only one.</summary>
    public static GeometryInput Linear => TrainedLinear.Value;

    /// <summary>The census of the first runs of a sweep's only landscape; single quotes stand for double ones.</summary>
    public static GeometryInput Of(string json, int runs)
    {
        LossLandscape landscape = SeedTraining.Landscapes(json)[0].Landscape;
        return Of(landscape, BlockTrainer.Train(landscape, 0, runs, TestContext.Current.CancellationToken).Runs);
    }

    public static GeometryInput Of(LossLandscape landscape, IReadOnlyList<RunRecord> runs)
    {
        LandscapeReport report = CensusBuilder.Build(landscape, new GridPoint([], landscape.Spec), Modulo.Network, runs).Report;
        return new GeometryInput(landscape, report, [.. runs.Where(run => run.IsCritical)]);
    }

    /// <summary>The landscape of a sweep; single quotes stand for double ones.</summary>
    public static LossLandscape Landscape(string json) => SeedTraining.Landscapes(json)[0].Landscape;

    /// <summary>The answer to a question, its parts computed in turn.</summary>
    public static T Answer<T>(GeometryQuestion question, GeometryInput input)
        where T : class
    {
        Assert.Empty(GeometryCheck.Faults(question, input.Report, input.Landscape));
        IGeometryWork work = GeometryWork.Of(question, input);
        byte[][] parts = [.. Enumerable.Range(0, work.PartCount).Select(part => work.Compute(part, TestContext.Current.CancellationToken))];
        byte[] answer = work.Assemble(parts);
        T read = GeometryJson.ReadAnswer<T>(answer);
        Assert.Equal(answer, GeometryJson.WriteAnswer(read));
        return read;
    }
}
