using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Landscape.Published;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Training;

namespace OrleansSymmetry.Landscape.Tests.Census;

/// <summary>
/// The exact Gaussian teacher with one student unit too many. The zeros of its loss are one connected set: the unit that is too many may be 0, or share
/// a teacher with another. In most runs that unit has all but vanished, at a corner of the set.
/// </summary>
public sealed class OverparameterisedTeacherTests
{
    [Theory]
    [InlineData(6, 32)]
    [InlineData(10, 24)]
    [InlineData(14, 16)]
    public void All_runs_at_loss_0_are_one_family(int teachers, int seeds)
    {
        (GridPoint point, LossLandscape landscape) = Assert.Single(SeedTraining.Landscapes($$"""
            {'name': 'one-too-many', 'problem': {'kind': 'relu-teacher', 'inputs': {{teachers}}, 'teacher': 'orthonormal', 'teachers': {{teachers}}},
             'network': {'hidden': [{{teachers + 1}}], 'activation': 'relu', 'bias': false, 'outputWeights': 'ones'}, 'loss': {'kind': 'half-mse'},
             'init': {'kind': 'fan-in-normal'}, 'seeds': '0..{{seeds - 1}}',
             'train': [{'method': 'gd', 'steps': 100000, 'step': 0.1, 'gradient': 1e-9}, {'method': 'newton', 'steps': 200, 'gradient': 1e-11}]}
            """));

        IReadOnlyList<RunRecord> runs = BlockTrainer.Train(landscape, 0, seeds, TestContext.Current.CancellationToken).Runs;
        LandscapeReport census = CensusBuilder.Build(landscape, point, Modulo.Network, runs).Report;

        RunRecord[] solved = [.. runs.Where(run => run.Loss <= 1e-12)];
        Assert.InRange(solved.Length, seeds * 3 / 4, seeds);
        Assert.All(solved, run => Assert.True(run.Ended == Ended.Degenerate, $"seed {run.Seed}, loss {run.Loss}: {run.Ended}, {run.Inertia}"));
        Assert.Equal(solved.Length, Assert.Single(census.Families, family => family.Loss <= 1e-12).Hits);
        Assert.All(census.Classes, found => Assert.InRange(found.Loss, 1e-6, 1));
    }
}
