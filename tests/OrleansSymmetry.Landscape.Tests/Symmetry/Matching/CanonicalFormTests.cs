using CsCheck;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Symmetry.Groups;
using OrleansSymmetry.Landscape.Symmetry.Matching;
using OrleansSymmetry.Landscape.Tests.Symmetry.Groups;

namespace OrleansSymmetry.Landscape.Tests.Symmetry.Matching;

public sealed class CanonicalFormTests
{
    private const double Tolerance = 1e-6;

    [Fact]
    public void Canonical_form_of_a_copy_is_that_of_the_original() => Generators.Moved.Where(IsDiscrete).Where(
        moved => Generators.IsGeneric(ComparableForm.OfFullNetwork(SymmetryGroup.Of(moved.Landscape), moved.Theta), Tolerance)).Sample(
        (landscape, theta, element) =>
        {
            SymmetryGroup group = SymmetryGroup.Of(landscape);
            GroupElementTests.AssertClose(
                CanonicalForm.Find(group, theta, Tolerance).Theta, CanonicalForm.Find(group, element.Apply(theta), Tolerance).Theta, 1e-9);
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
                CanonicalForm.Find(group, theta, Tolerance).Theta, CanonicalForm.Find(group, element.Apply(theta), Tolerance).Theta, 1e-9);
        },
        iter: 2000);

    [Fact]
    public void Canonical_form_lies_in_the_orbit_and_is_its_own() => Generators.Moved.Where(IsDiscrete).Sample(
        (landscape, theta, _) =>
        {
            SymmetryGroup group = SymmetryGroup.Of(landscape);
            double[] untouched = [.. theta];
            (double[] canonical, GroupElement? element) = CanonicalForm.Find(group, theta, Tolerance);
            Assert.Equal(untouched, theta);
            GroupElementTests.AssertClose(canonical, element!.Apply(theta), 1e-9);
            GroupElementTests.AssertClose(canonical, CanonicalForm.Find(group, canonical, Tolerance).Theta, 1e-9);
        },
        iter: 1000);

    [Theory]
    [InlineData("tanh", new[] { -2.0, 1, 5, -1 }, new[] { 2.0, 1, -5, -1 })] // the sign that makes the incoming weight the larger
    [InlineData("abs", new[] { -2.0, 1, 5, -1 }, new[] { 2.0, 1, 5, -1 })] // |-z| = |z|
    [InlineData("tanh", new[] { 0.0, 1, -3, 2 }, new[] { 1.0, 0, 2, 3 })] // the outgoing one, where that is 0
    [InlineData("tanh", new[] { 1e-9, 1, -3, 2 }, new[] { 1, -1e-9, 2, 3 })] // or as good as 0
    [InlineData("softplus", new[] { -1.0, 1, 7, 5 }, new[] { 1.0, -1, 5, 7 })] // opposite ones are not tied
    [InlineData("softplus", new[] { 1.0, 1, 2, 5 }, new[] { 1.0, 1, 5, 2 })] // tied before, not behind
    [InlineData("softplus", new[] { 100 + 5e-5, 100, 2, 5 }, new[] { 100, 100 + 5e-5, 5, 2 })] // tied to a millionth of a hundred
    [InlineData("softplus", new[] { 1 + 5e-5, 1, 2, 100 }, new[] { 1 + 5e-5, 1, 2, 100 })] // not tied to a millionth of 1
    public void Units_stand_by_their_incoming_weights_largest_first_then_by_their_outgoing_ones(string activation, double[] theta, double[] canonical)
    {
        SymmetryGroup group = SymmetryGroup.Of(TestLandscape.Of(1, [2], 1, activation, bias: false, l2: 0.01));
        Assert.Equal(canonical, CanonicalForm.Find(group, theta, Tolerance).Theta);
    }

    [Fact]
    public void Outgoing_weights_tie_to_the_size_of_their_own_layer()
    {
        // To the first output 100 and 100 + 5e-5, which tie; so the second decides.
        SymmetryGroup group = SymmetryGroup.Of(TestLandscape.Of(1, [2], 2, "softplus", bias: false, l2: 0.01));
        Assert.Equal([1, 1, 100, 100 + 5e-5, 3, 1], CanonicalForm.Find(group, [1, 1, 100 + 5e-5, 100, 1, 3], Tolerance).Theta);
    }

    [Fact]
    public void Units_stand_by_their_first_weights_that_differ()
    {
        SymmetryGroup group = SymmetryGroup.Of(TestLandscape.Of(2, [3], 1, bias: false, l2: 0.01));
        Assert.Equal([2, -1, 1, 7, 1, 5, -3, 2, -1], CanonicalForm.Find(group, [-2, 1, 1, 5, 1, 7, 3, -1, 2], Tolerance).Theta);
    }

    [Fact]
    public void Units_stand_by_their_weights_before_their_biases()
    {
        SymmetryGroup group = SymmetryGroup.Of(TestLandscape.Of(1, [2], 1, "softplus", l2: 0.01));
        Assert.Equal([2, 1, 1, 3, 7, 5, 0], CanonicalForm.Find(group, [1, 2, 3, 1, 5, 7, 0], Tolerance).Theta);
    }

    [Fact]
    public void Units_of_a_second_layer_stand_by_their_incoming_weights()
    {
        SymmetryGroup group = SymmetryGroup.Of(TestLandscape.Of(1, [1, 2], 1, "softplus", bias: false, l2: 0.01));
        Assert.Equal([1, 3, 2, 7, 5], CanonicalForm.Find(group, [1, 2, 3, 5, 7], Tolerance).Theta);
    }

    [Fact]
    public void Units_that_tie_with_one_between_them_and_not_with_each_other_are_both_tried_first()
    {
        // The one with the larger first weight stands first; then the one with the larger second weight, which ties with the last.
        SymmetryGroup group = SymmetryGroup.Of(TestLandscape.Of(2, [3], 1, "softplus", bias: false, l2: 0.01));
        const double Once = 1 + 0.8e-6;
        const double Twice = 1 + 1.6e-6;
        Assert.Equal(
            [Twice, 1, 1, Twice, Once, Once, 1, 1, 1],
            CanonicalForm.Find(group, [Once, Once, Twice, 1, 1, Twice, 1, 1, 1], Tolerance).Theta);
    }

    [Fact]
    public void Phase_of_fixed_outgoing_weight_stays_in_its_interval_when_it_is_mirrored()
    {
        // sin(-x - pi/2) = sin(x - pi/2 + 2 pi).
        SymmetryGroup group = SymmetryGroup.Of(TestLandscape.Of(1, [1], 1, "sin", fixedOutput: true));
        GroupElementTests.AssertClose([1, -Math.PI / 2], CanonicalForm.Find(group, [-1, -Math.PI / 2], Tolerance).Theta, 1e-12);
    }

    [Theory]
    [InlineData(false, new[] { 1, 1, 1.0, -1, 1, -0.5 }, new[] { 1, 1, 0.7937005259840998, -0.7937005259840998, 1, -0.7937005259840998 })]
    [InlineData(true, new[] { 2.0, 1, 1, 2 }, new[] { 2.1213203435596424, 2.1213203435596424, 0.7071067811865476, -0.7071067811865476 })]
    public void Square_units_that_feed_one_sum_take_the_directions_of_their_form(bool fixedOutput, double[] theta, double[] canonical)
    {
        // [1/2 3/2; 3/2 1/2] has the eigenvalues 2 and -1, [5 4; 4 5] has 9 and 1, both along (1, 1) and (1, -1).
        SymmetryGroup group = SymmetryGroup.Of(TestLandscape.Of(2, [2], 1, "square", bias: false, fixedOutput: fixedOutput));
        GroupElementTests.AssertClose(canonical, CanonicalForm.Find(group, theta, Tolerance).Theta, 1e-12);
    }

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
