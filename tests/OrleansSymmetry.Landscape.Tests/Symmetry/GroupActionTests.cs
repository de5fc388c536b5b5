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
    public void Inertia_stays_and_so_does_the_spectrum_where_the_action_is_orthogonal() => Generators.Moved
        .Where(moved => moved.Landscape.Network.ParameterCount <= 40)
        .Sample(
            (landscape, theta, element) =>
            {
                double[] spectrum = Spectrum(landscape, theta);
                double[] moved = Spectrum(landscape, element.Apply(theta));
                double largest = Math.Max(Math.Abs(spectrum[0]), Math.Abs(spectrum[^1]));
                double movedLargest = Math.Max(Math.Abs(moved[0]), Math.Abs(moved[^1]));
                if (IsOrthogonal(element, landscape))
                {
                    Assert.True(BruteForce.LargestDifference(spectrum, moved) <= 1e-9 * Math.Max(1, largest));
                }

                // Only modes that are firm on both sides are counted: at the points here some are near zero by chance.
                const double Firm = 1e-5;
                if (spectrum.All(value => Math.Abs(value) > Firm * largest) && moved.All(value => Math.Abs(value) > Firm * movedLargest))
                {
                    Assert.Equal(spectrum.Count(value => value < 0), moved.Count(value => value < 0));
                }
            },
            iter: 300);

    private static double[] Spectrum(LossLandscape landscape, double[] theta)
    {
        var evaluation = new PointEvaluation(landscape.CreateObjective());
        return SymmetricMatrix.Eigenvalues(evaluation.Hessian(theta), theta.Length);
    }

    private static bool IsOrthogonal(GroupElement element, LossLandscape landscape)
    {
        SymmetryGroup group = SymmetryGroup.Of(landscape);
        bool mixesBiases = Enumerable.Range(0, group.Layers.Count).Any(
            l => group.Layers[l].Unit == UnitSymmetry.MidFlip && element.Units[l].Any(unit => unit.Sign < 0));
        return !mixesBiases && element.Units.All(layer => layer.All(unit => unit.Scale == 1));
    }
}
