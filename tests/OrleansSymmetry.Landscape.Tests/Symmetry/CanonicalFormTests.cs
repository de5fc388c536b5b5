using CsCheck;
using OrleansSymmetry.Landscape.Symmetry;

namespace OrleansSymmetry.Landscape.Tests.Symmetry;

public class CanonicalFormTests
{
    private const double Tolerance = 1e-6;

    [Fact]
    public void Canonical_form_of_a_copy_is_that_of_the_original() => Generators.Moved.Where(IsDiscrete).Sample(
        (landscape, theta, element) =>
        {
            SymmetryGroup group = SymmetryGroup.Of(landscape);
            GroupElementTests.AssertClose(
                CanonicalForm.Of(group, theta, Tolerance).Theta, CanonicalForm.Of(group, element.Apply(theta), Tolerance).Theta, 1e-9);
        },
        iter: 2000);

    // A unit without incoming weights keeps the scale it comes with, where scales are free: it is dead, and dropped before any comparison.
    [Fact]
    public void Canonical_form_of_a_point_with_ties_is_that_of_its_copies() => Coarse.Where(IsDiscrete).Where(
        coarse => SymmetryGroup.Of(coarse.Landscape).Layers.All(layer => layer.ScaleDegree == 0)).Sample(
        (landscape, theta, element) =>
        {
            SymmetryGroup group = SymmetryGroup.Of(landscape);
            GroupElementTests.AssertClose(
                CanonicalForm.Of(group, theta, Tolerance).Theta, CanonicalForm.Of(group, element.Apply(theta), Tolerance).Theta, 1e-9);
        },
        iter: 2000);

    [Fact]
    public void Canonical_form_lies_in_the_orbit_and_is_its_own() => Generators.Moved.Where(IsDiscrete).Sample(
        (landscape, theta, _) =>
        {
            SymmetryGroup group = SymmetryGroup.Of(landscape);
            double[] untouched = [.. theta];
            (double[] canonical, GroupElement? element) = CanonicalForm.Of(group, theta, Tolerance);
            Assert.Equal(untouched, theta);
            GroupElementTests.AssertClose(canonical, element!.Apply(theta), 1e-9);
            GroupElementTests.AssertClose(canonical, CanonicalForm.Of(group, canonical, Tolerance).Theta, 1e-9);
        },
        iter: 1000);

    /// <summary>Where units mix, canonical forms come from eigenvectors, which have no order where they tie.</summary>
    private static bool IsDiscrete((LossLandscape Landscape, double[] Theta, GroupElement Element) moved) =>
        !SymmetryGroup.Of(moved.Landscape).MixesUnits;

    /// <summary>Points with entries -1, 0 and 1 alone: ties, duplicates and vanishing units abound.</summary>
    internal static Gen<(LossLandscape Landscape, double[] Theta, GroupElement Element)> Coarse { get; } =
        from landscape in Generators.Landscape
        from theta in Gen.Int[-1, 1].Array[landscape.Network.ParameterCount]
        from element in Generators.Element(SymmetryGroup.Of(landscape))
        select (landscape, theta.Select(v => (double)v).ToArray(), element);
}
