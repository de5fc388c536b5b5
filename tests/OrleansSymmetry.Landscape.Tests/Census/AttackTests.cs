using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Landscape.Optimisation.Ends;
using OrleansSymmetry.Landscape.Published;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Symmetry.Groups;
using OrleansSymmetry.Landscape.Tests.Symmetry;
using OrleansSymmetry.Landscape.Training;

namespace OrleansSymmetry.Landscape.Tests.Census;

/// <summary>
/// An attack on the count: the classes of a census, each moved a thousand times by random elements of the group, blurred by
/// noise and shuffled, must come back as the same classes.
/// </summary>
public sealed class AttackTests
{
    private const int Copies = 1000;

    [Theory]
    [InlineData("tanh", 6, "'problem': 'xor', 'network': { 'hidden': [2] }, 'loss': { 'kind': 'mse', 'l2': 1e-2 }")]
    [InlineData("sigmoid", 2, "'problem': { 'kind': 'teacher', 'inputs': 2, 'hidden': [4], 'samples': 64, 'seed': 3 }, "
        + "'network': { 'hidden': [2], 'activation': 'sigmoid' }")]
    [InlineData("relu, exact Gaussian", 5, "'problem': { 'kind': 'relu-teacher', 'inputs': 7 }, 'network': { 'hidden': [7] }, "
        + "'init': { 'kind': 'fan-in-normal' }")]
    [InlineData("square", 2, "'problem': { 'kind': 'teacher', 'inputs': 3, 'hidden': [4], 'outputs': 2, 'samples': 64, 'seed': 6 }, "
        + "'network': { 'hidden': [2], 'activation': 'square' }")]
    [InlineData("sin with bias", 4, "'problem': { 'kind': 'teacher', 'inputs': 2, 'hidden': [4], 'samples': 64, 'seed': 2 }, "
        + "'network': { 'hidden': [2], 'activation': 'sin' }")]
    [InlineData("three hidden layers", 4, "'problem': { 'kind': 'teacher', 'inputs': 2, 'hidden': [4], "
        + "'outputs': 2, 'samples': 64, 'seed': 3 }, 'network': { 'hidden': [2, 2, 2] }, 'loss': { 'kind': 'mse', 'l2': 1e-3 }")]
    public void Moved_and_blurred_copies_come_back_as_exactly_the_same_classes(string name, int leastClasses, string sweep)
    {
        LossLandscape landscape = Landscape(sweep);
        RunRecord[] optima = Optima(landscape);
        Assert.True(optima.Length >= leastClasses, $"{name}: {optima.Length} classes to attack");

        (RunRecord[] blurred, int[] origins) = Attack(landscape, optima, noise: 1e-9);
        LandscapeReport report = SeedTraining.Census(landscape, Modulo.Network, blurred);

        Assert.Equal(optima.Length, report.Classes.Count);
        CensusPartition partition = CensusPartition.Of(landscape, new OrbitMetric(), blurred);
        Assert.All(
            blurred.GroupBy(run => partition.Find(run).Representative.Seed),
            members => Assert.Single(members.Select(member => origins[member.Seed]).Distinct()));
        Assert.All(report.Classes, found => Assert.Equal(Copies, found.Hits));
        Assert.False(report.Separation.IsDoubtful, $"{name}: {report.Separation}");
    }

    [Theory]
    [InlineData("'problem': 'xor', 'network': { 'hidden': [2] }, 'loss': { 'kind': 'mse', 'l2': 1e-2 }")]
    [InlineData("'problem': { 'kind': 'teacher', 'inputs': 2, 'hidden': [4], 'samples': 64, 'seed': 2 }, 'network': { 'hidden': [2], 'activation': 'sin' }")]
    [InlineData("'problem': { 'kind': 'relu-teacher', 'inputs': 7 }, 'network': { 'hidden': [7] }, 'init': { 'kind': 'fan-in-normal' }")]
    public void Copies_blurred_beyond_the_tolerance_raise_the_warning(string sweep)
    {
        LossLandscape landscape = Landscape(sweep);
        (RunRecord[] blurred, _) = Attack(landscape, [Optima(landscape)[0]], noise: 1e-3);

        LandscapeReport report = SeedTraining.Census(landscape, Modulo.Network, blurred);

        Assert.True(report.Classes.Count > 1);
        Assert.True(report.Separation.IsDoubtful, $"{report.Separation}");
    }

    private static LossLandscape Landscape(string sweep) => SeedTraining.Landscapes($$"""
        { 'name': 'attack', {{sweep}}, 'seeds': '0..0',
          'train': [ { 'method': 'lbfgs', 'steps': 2000, 'gradient': 1e-7 }, { 'method': 'newton', 'steps': 500, 'gradient': 1e-11 } ] }
        """)[0].Landscape;

    private static RunRecord[] Optima(LossLandscape landscape)
    {
        IReadOnlyList<RunRecord> runs = BlockTrainer.Train(landscape, 0, 256, TestContext.Current.CancellationToken).Runs;
        return [.. CensusPartition.Of(landscape, new OrbitMetric(), runs).Classes.Select(found => found.Representative)];
    }

    /// <summary>Copies of each optimum in a random order, numbered by it; and, by that number, which optimum each one is.</summary>
    private static (RunRecord[] Runs, int[] Origins) Attack(LossLandscape landscape, RunRecord[] optima, double noise)
    {
        var random = new Random(20);
        var evaluation = new PointEvaluation(landscape.CreateObjective());
        SymmetryGroup group = SymmetryGroup.Of(landscape);
        int[] origins = [.. Enumerable.Range(0, optima.Length * Copies).Select(i => i / Copies)];
        random.Shuffle(origins);
        RunRecord[] runs = [.. origins.Select((origin, seed) =>
        {
            double[] theta = Generators.Element(group, random).Apply(optima[origin].Theta);
            for (int i = 0; i < theta.Length; i++)
            {
                theta[i] += noise * ((2 * random.NextDouble()) - 1);
            }

            return optima[origin] with { Seed = seed, Theta = theta, Loss = evaluation.Value(theta) };
        })];
        return (runs, origins);
    }
}
