using CsCheck;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Optimisation.Ends;
using OrleansSymmetry.Landscape.Spectra;
using OrleansSymmetry.Landscape.Symmetry.Groups;

namespace OrleansSymmetry.Landscape.Tests.Symmetry;

/// <summary>
/// What a group element does to the objective: g acts on theta by an affine map with linear part A, so F(g theta) = F(theta),
/// A' grad F(g theta) = grad F(theta), and A' H(g theta) A = H(theta): the inertia stays, and the spectrum where A is orthogonal.
/// </summary>
public sealed class GroupActionTests
{
    private static readonly Gen<(LossLandscape Landscape, double[] Theta, GroupElement Element)> Small =
        Generators.Moved.Where(moved => moved.Landscape.Network.ParameterCount <= 40);

    [Fact]
    public void Objective_stays_and_its_gradient_is_carried_along() => Generators.Moved.Sample(
        (landscape, theta, element) =>
        {
            var evaluation = new PointEvaluation(landscape.CreateObjective());
            double[] moved = element.Apply(theta);
            var gradient = new double[theta.Length];
            var movedGradient = new double[theta.Length];
            double loss = evaluation.Gradient(theta, gradient);
            double movedLoss = evaluation.Gradient(moved, movedGradient);
            Assert.Equal(loss, movedLoss, 1e-10 * Math.Max(1, Math.Abs(loss)));

            double size = movedGradient.Max(Math.Abs);
            for (int p = 0; p < theta.Length; p++)
            {
                // A e_p, exactly but for rounding, since the action is affine.
                double[] beside = [.. theta];
                beside[p] += 1;
                double[] image = element.Apply(beside);
                double product = Enumerable.Range(0, theta.Length).Sum(i => movedGradient[i] * (image[i] - moved[i]));
                double scale = Enumerable.Range(0, theta.Length).Max(i => Math.Abs(image[i] - moved[i]));
                Assert.Equal(gradient[p], product, 1e-9 * Math.Max(1, size * scale * theta.Length));
            }
        },
        iter: 300);

    [Fact]
    public void Spectrum_stays_where_the_action_is_orthogonal() => Small
        .Where(moved => IsOrthogonal(moved.Element, moved.Landscape))
        .Sample(
            (landscape, theta, element) =>
            {
                double[] spectrum = Spectrum(landscape, theta);
                double[] moved = Spectrum(landscape, element.Apply(theta));
                Assert.True(BruteForce.LargestDifference(spectrum, moved) <= 1e-9 * Math.Max(1, spectrum.Max(Math.Abs)));
            },
            iter: 200);

    /// <summary>Only points without zero modes, before and after, are drawn: of a mode near zero the sign is rounding.</summary>
    [Fact]
    public void Inertia_stays() => Small
        .Select(moved => (Before: Spectrum(moved.Landscape, moved.Theta), After: Spectrum(moved.Landscape, moved.Element.Apply(moved.Theta))))
        .Where(spectra => IsFirm(spectra.Before) && IsFirm(spectra.After))
        .Sample((before, after) => Assert.Equal(before.Count(value => value < 0), after.Count(value => value < 0)), iter: 100);

    private static bool IsFirm(double[] spectrum)
    {
        const double Firm = 1e-5;
        double largest = spectrum.Max(Math.Abs);
        return Array.TrueForAll(spectrum, value => Math.Abs(value) > Firm * largest);
    }

    private static double[] Spectrum(LossLandscape landscape, double[] theta)
    {
        var evaluation = new PointEvaluation(landscape.CreateObjective());
        return SymmetricMatrix.Eigenvalues(evaluation.Hessian(theta), theta.Length);
    }

    private static bool IsOrthogonal(GroupElement element, LossLandscape landscape)
    {
        SymmetryGroup group = SymmetryGroup.Of(landscape);
        bool mixesBiases = Enumerable.Range(0, group.Layers.Count).Any(
            l => group.Layers[l].Unit == UnitSymmetry.MidFlip && element.Units[l].Any(unit => unit.Form.Sign < 0));
        return !mixesBiases && element.Units.All(layer => layer.All(unit => unit.Scale == 1));
    }
}
