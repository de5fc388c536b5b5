using OrleansSymmetry.Landscape.Activations;
using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Training;

namespace OrleansSymmetry.Landscape.Tests.Training;

/// <summary>One problem in other units is the same landscape, so every verdict stays. Without a penalty: a penalty has units of its own.</summary>
public sealed class UnitsTests(ITestOutputHelper output)
{
    private static readonly (double Inputs, double Targets)[] SevenUnits =
        [(1, 1), (1, 1e-2), (1, 1e3), (1, 1e5), (1e-2, 1), (1e2, 1), (1e2, 1e-2)];

    // A noisy curve of twenty points: one isolated optimum for two tanh units. SciPy (multi-start BFGS, Newton on the exact Hessian): 0.00281338.
    private static readonly double[] X =
        [-3, -2.684, -2.368, -2.053, -1.737, -1.421, -1.105, -0.789, -0.474, -0.158, 0.158, 0.474, 0.789, 1.105, 1.421, 1.737, 2.053, 2.368, 2.684, 3];

    private static readonly double[] Y =
    [
        -0.2403, -0.2082, -0.209, -0.1235, -0.2649, -0.0514, -0.0015, 0.3925, 0.8197, 1.3487,
        1.6471, 1.6966, 1.7064, 1.5927, 1.213, 1.1101, 0.8848, 0.8723, 0.5976, 0.579,
    ];

    [Fact]
    public void One_problem_in_seven_units_has_one_census()
    {
        foreach ((double inputs, double targets) in SevenUnits)
        {
            LossLandscape landscape = Curve("tanh", inputs, targets, [Landscapes.AdamPhase(2000), Landscapes.NewtonPhase(1000)]);
            RunRecord[] runs = Ends(landscape, 256);
            LandscapeReport census = CensusBuilder.Build(landscape, new GridPoint([], landscape.Spec), Modulo.Network, runs).Report;
            ClassReport found = Assert.Single(census.Classes, each => each.Kind == "minimum");
            Interval natural = found.NaturalEigenvalues!.Value;

            output.WriteLine(
                $"inputs x {inputs}, targets x {targets}: loss / unit {found.Loss / (targets * targets):G10}, hits {found.Hits}, index {found.Index}, "
                + $"zero modes {found.ZeroModes}, natural eigenvalues {natural.Low:G10} .. {natural.High:G10}");
            Assert.Equal(0.0028133819, found.Loss / (targets * targets), 1e-10);
            Assert.Equal(0, found.Index);
            Assert.Equal(0, found.ZeroModes);
            Assert.Equal("8", found.Orbit.Order);
            Assert.Equal(2.33e-4, natural.Low, 2e-4);
        }
    }

    [Fact]
    public void Natural_eigenvalues_of_the_optimum_are_the_same_in_seven_units()
    {
        ClassReport[] found = [.. SevenUnits.Select(unit =>
        {
            LossLandscape landscape = Curve("tanh", unit.Inputs, unit.Targets, []);
            RunRecord run = Moved(Optimum("tanh"), landscape, unit);
            LandscapeReport census = CensusBuilder.Build(landscape, new GridPoint([], landscape.Spec), Modulo.Network, [run]).Report;
            return Assert.Single(census.Classes);
        })];

        Assert.All(found, each =>
        {
            Assert.Equal(found[0].NaturalEigenvalues!.Value.Low, each.NaturalEigenvalues!.Value.Low, 1e-9);
            Assert.Equal(found[0].NaturalEigenvalues!.Value.High, each.NaturalEigenvalues!.Value.High, 1e-8);
        });
    }

    /// <summary>
    /// At a kink there is no Hessian, so the activations with one are left to the tests of kinks. The second derivative of elu jumps to 0: on which side
    /// of 0 rounding leaves an argument decides there between a family and its edge.
    /// </summary>
    public static TheoryData<string> Activations =>
        [.. ActivationRegistry.Names.Where(name => name != "elu" && !ActivationRegistry.Create(name).HasKink)];

    [Theory]
    [MemberData(nameof(Activations))]
    public void An_end_point_moved_to_other_units_keeps_its_verdict(string activation)
    {
        LossLandscape landscape = Curve(activation, 1, 1, [Landscapes.AdamPhase(1500), Landscapes.NewtonPhase(400)]);
        RunRecord[] runs = Ends(landscape, 48);
        Assert.Contains(runs, run => run.IsCritical || run.Ended == Ended.Diverging || run.AtKink);
        foreach ((double inputs, double targets) unit in SevenUnits.Skip(1))
        {
            LossLandscape other = Curve(activation, unit.inputs, unit.targets, []);
            foreach (RunRecord run in runs.Where(run => run.IsCritical))
            {
                RunRecord moved = Moved(run, other, unit);
                string where = $"seed {run.Seed}, loss {run.Loss}, units {unit}: {run.Inertia} became {moved.Ended} {moved.Inertia}";
                Assert.True(run.IsInClass == moved.IsInClass && moved.IsCritical, where);

                // Whether a point of a family is a saddle is known only where a way down is found.
                if (run.IsInClass)
                {
                    Assert.True(run.Ended == moved.Ended, where);
                    Assert.True(run.Index == moved.Index && run.Inertia!.Value.Zero == moved.Inertia!.Value.Zero, where);
                }

                Assert.Equal(run.Loss, moved.Loss / (unit.targets * unit.targets), 1e-9 * Math.Max(1e-3, run.Loss));
            }
        }
    }

    private static RunRecord Optimum(string activation) =>
        Ends(Curve(activation, 1, 1, [Landscapes.AdamPhase(1500), Landscapes.NewtonPhase(400)]), 16).First(run => run.Ended == Ended.Minimum);

    private static RunRecord[] Ends(LossLandscape landscape, int count) =>
        [.. BlockTrainer.Train(landscape, 0, count, TestContext.Current.CancellationToken).Runs];

    private static RunRecord Moved(RunRecord run, LossLandscape other, (double Inputs, double Targets) unit)
    {
        double[] theta = (double[])run.Theta.Clone();
        Layer first = other.Network.Layers[0];
        Layer last = other.Network.Layers[1];
        for (int p = first.Weights; p < first.Weights + (first.Inputs * first.Outputs); p++)
        {
            theta[p] /= unit.Inputs;
        }

        for (int p = last.Weights; p < last.Weights + (last.Inputs * last.Outputs); p++)
        {
            theta[p] *= unit.Targets;
        }

        theta[last.Biases] *= unit.Targets;
        return BlockTrainer.VerifyEnds(other, [new SeedRun(run.Seed, theta)], TestContext.Current.CancellationToken)[0];
    }

    private static LossLandscape Curve(string activation, double inputs, double targets, PhaseSpec[] train) => Landscapes.Build(
        new DataSet([.. X.Select(x => x * inputs)], [.. Y.Select(y => y * targets)], [.. X.Select(_ => 1.0 / X.Length)], 1, 1),
        new NetworkSpec([2], activation, 0.01, true, OutputHead.Linear, false),
        LossKind.Mse,
        0,
        train,
        zero: null);
}
