using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Landscape.Optimisation.Ends;
using OrleansSymmetry.Landscape.Problems;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Tests.Training;
using OrleansSymmetry.Landscape.Training;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Tests.Optimisation.Ends;

/// <summary>
/// Two erf units without biases, one Gaussian input by 64 nodes: what duplicating the optimum of one unit gives, and channels to infinity.
/// <para>
/// On the line (w*, w*; a* - s, s) of copies of a one-unit optimum (a*, w*) the gradient vanishes. Along w1 - w2 the Hessian has
/// the sign of s (a* - s) B with B = E[2 (f - t) erf''(w* x)] (Fukumizu and Amari 2000): for B above 0 minima inside, saddles
/// outside. At s = 0 that mode is zero as well, and F - F* = s d^2 B / 2 + O(s^2) for the other unit's d = w2 - w*: a saddle of third order.
/// </para>
/// </summary>
public sealed class ErfPlateauTests
{
    // Target erf(x) + x exp(-x^2): scipy.optimize.root on the gradient with numpy.polynomial.hermite_e.hermegauss(64),
    // which also gives B = 0.00678; scipy.integrate.quad instead of the nodes moves the loss by 3.4e-6.
    private const double Outgoing = 1.158430542312606;
    private const double Incoming = 1.766413054132410;
    private const double OneUnitLoss = 0.002796373358717;

    [Theory]
    [InlineData(0.5, Ended.Degenerate, 0, 1)]
    [InlineData(0.1, Ended.Degenerate, 0, 1)]
    [InlineData(-0.5, Ended.Saddle, 1, 1)]
    [InlineData(1.7, Ended.Saddle, 1, 1)]
    [InlineData(0, Ended.Saddle, 0, 2)]
    [InlineData(1, Ended.Saddle, 0, 2)]
    public void Duplicated_unit_is_a_family_a_saddle_or_a_saddle_of_higher_order_as_theory_says(
        double share, Ended ended, int index, int zeroModes)
    {
        LossLandscape landscape = Landscape("erf(x) + x*exp(-x^2)");
        double[] theta = [Incoming, Incoming, (1 - share) * Outgoing, share * Outgoing];

        EndPoint end = new EndVerifier(landscape.CreateObjective(), EndGauge.None, DataCriteria.Of(landscape), landscape.Spec)
            .Verify([new SeedRun(0, theta)], TestContext.Current.CancellationToken)[0];

        Assert.Equal(OneUnitLoss, end.Loss, 1e-14);
        Assert.Equal(ended, end.Ended);
        Assert.Equal(index, end.Inertia!.Value.Negative);
        Assert.Equal(zeroModes, end.Inertia!.Value.Zero);
    }

    [Fact]
    public void Runs_that_end_in_the_plateau_of_a_duplicated_unit_lie_on_its_line_of_minima()
    {
        IReadOnlyList<RunRecord> runs = Train("erf(x) + x*exp(-x^2)", 128);

        RunRecord[] families = [.. runs.Where(run => run.Ended == Ended.Degenerate)];
        Assert.NotEmpty(families);
        Assert.All(families, run =>
        {
            Assert.Equal(OneUnitLoss, run.Loss, 1e-13);
            Assert.Equal(1, run.FamilyDimension);
            Assert.True(run.Theta[2] * run.Theta[3] > 0 == run.Theta[0] * run.Theta[1] > 0, "Both units pull the same way.");
        });
    }

    [Fact]
    public void Target_that_two_units_only_reach_at_infinity_makes_every_run_diverge()
    {
        // x exp(-x^2) is the derivative of erf(w x) in w at w = 1, up to a factor: the infimum 0 is that of (erf((1 + d) x) - erf((1 - d) x)) / d
        // for d to 0, and no network with finite weights reaches it, since erf(w x) are linearly independent.
        IReadOnlyList<RunRecord> runs = Train("x*exp(-x^2)", 128);

        Assert.All(runs, run => Assert.Equal(Ended.Diverging, run.Ended));
        Assert.InRange(runs.Count(run => run.Loss < 1e-9), 120, 128);
    }

    private static IReadOnlyList<RunRecord> Train(string target, int count) =>
        BlockTrainer.Train(Landscape(target), 0, count, TestContext.Current.CancellationToken).Runs;

    private static LossLandscape Landscape(string target) => Landscapes.Build(
        new GaussHermiteProblem(64, target, null).Build(new NetworkSpec([2], "erf", 0.01, false, OutputHead.Linear, false), DataFiles.None),
        new NetworkSpec([2], "erf", 0.01, false, OutputHead.Linear, false),
        LossKind.Mse,
        0,
        [Landscapes.AdamPhase(2000), Landscapes.NewtonPhase(500)]);
}
