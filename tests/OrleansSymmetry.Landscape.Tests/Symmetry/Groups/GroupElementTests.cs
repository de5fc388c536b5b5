using CsCheck;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Symmetry.Groups;

namespace OrleansSymmetry.Landscape.Tests.Symmetry.Groups;

public sealed class GroupElementTests
{
    [Fact]
    public void Element_applied_keeps_what_the_network_computes() => Generators.Moved.Sample(
        (landscape, theta, element) =>
        {
            double[] moved = element.Apply(theta);
            double[] x = [.. Enumerable.Range(0, landscape.Network.Inputs).Select(i => 0.7 - (0.9 * i))];
            double[] before = ForwardPass.Outputs(landscape, theta, x);
            double[] after = ForwardPass.Outputs(landscape, moved, x);
            bool isSoftmax = landscape.Spec.Loss.Kind == LossKind.Softmax;
            AssertClose(isSoftmax ? Probabilities(before) : before, isSoftmax ? Probabilities(after) : after, 1e-9);
        },
        iter: 3000);

    [Fact]
    public void Element_of_a_penalised_landscape_keeps_the_norm() => Generators.Moved.Where(moved => moved.Landscape.Spec.Loss.L2 > 0).Sample(
        (_, theta, element) => Assert.Equal(theta.Sum(v => v * v), element.Apply(theta).Sum(v => v * v), 1e-9), iter: 500);

    [Fact]
    public void Inverse_after_element_is_the_identity() => Generators.Moved.Sample(
        (_, theta, element) =>
        {
            AssertClose(theta, element.Inverse().Apply(element.Apply(theta)), 1e-9);
            AssertClose(theta, element.Inverse().After(element).Apply(theta), 1e-9);
        },
        iter: 1000);

    [Fact]
    public void Composition_applied_is_one_after_the_other() => (
        from moved in Generators.Moved
        from second in Generators.Element(SymmetryGroup.Of(moved.Landscape))
        select (moved, second)).Sample(
        (moved, second) => AssertClose(
            second.Apply(moved.Element.Apply(moved.Theta)), second.After(moved.Element).Apply(moved.Theta), 1e-9),
        iter: 1000);

    [Fact]
    public void Identity_leaves_every_point_and_every_element_as_it_is() => Generators.Moved.Sample(
        (landscape, theta, element) =>
        {
            var identity = GroupElement.Identity(SymmetryGroup.Of(landscape));
            Assert.Equal(theta, identity.Apply(theta));
            Assert.Equal(element.Apply(theta), identity.After(element).Apply(theta));
            Assert.Equal(element.Apply(theta), element.After(identity).Apply(theta));
        },
        iter: 300);

    [Fact]
    public void Turns_and_mirrored_turns_of_phases_are_undone_and_composed()
    {
        // By hand: b -> -b + 3 pi is its own inverse, and after b -> b + 2 pi it is b -> -b + pi.
        SymmetryGroup group = SymmetryGroup.Of(TestLandscape.Of(1, [1], 1, "sin"));
        var mirror = new GroupElement(group, [[new UnitElement(0, new UnitForm(-1, 3))]]);
        var turn = new GroupElement(group, [[new UnitElement(0, new UnitForm(1, 2))]]);

        Assert.Equal(new UnitElement(0, new UnitForm(-1, 3)), mirror.Inverse().Units[0][0]);
        Assert.Equal(new UnitElement(0, new UnitForm(1, -2)), turn.Inverse().Units[0][0]);
        Assert.Equal(new UnitElement(0, new UnitForm(-1, 1)), mirror.After(turn).Units[0][0]);
        Assert.Equal(new UnitElement(0, new UnitForm(-1, 5)), turn.After(mirror).Units[0][0]);
        AssertClose([-0.5, (3 * Math.PI) - 0.25, 2, 0.125], mirror.Apply([0.5, 0.25, 2, 0.125]), 1e-15);
    }

    [Fact]
    public void Shift_of_a_softmax_head_is_added_to_every_row()
    {
        SymmetryGroup group = SymmetryGroup.Of(TestLandscape.Of(1, [2], 2, loss: LossKind.Softmax));
        double[] theta = [1, 2, 3, 4, 10, 20, 30, 40, 50, 60];
        UnitElement[][] swapped = [[new UnitElement(1, UnitForm.Identity), new UnitElement(0, UnitForm.Identity)]];
        var element = new GroupElement(group, swapped, [0.5, 0.25, 0.125]);

        // w, b of the two units; the rows of the last matrix; its biases.
        Assert.Equal([2, 1, 4, 3, 20.5, 10.25, 40.5, 30.25, 50.125, 60.125], element.Apply(theta));
        Assert.Equal(theta, element.Inverse().Apply(element.Apply(theta)));

        // The first shift stands in the order of units before the second exchange.
        Assert.Equal([0.75, 0.75, 0.25], element.After(element).RowShift!);
    }

    [Fact]
    public void Element_that_is_no_symmetry_is_refused()
    {
        SymmetryGroup group = SymmetryGroup.Of(TestLandscape.Of(2, [2], 1, "softplus"));
        var still = new UnitElement(1, UnitForm.Identity);
        AssertRefused("Layer 1: UnitElement { Source = 0, Form = UnitForm { Sign = -1", group, [[new UnitElement(0, new UnitForm(-1)), still]]);
        AssertRefused("Layer 1: UnitElement { Source = 0, Form = UnitForm { Sign = 1", group, [[new UnitElement(0, UnitForm.Identity, 2), still]]);
        AssertRefused("Layer 1: the sources are no permutation of 0..1.", group, [[still, still]]);
        AssertRefused("The element has 0 layers; the network has 1 hidden layers.", group, []);
        AssertRefused("Only a softmax head without penalty", group, [[new UnitElement(0, UnitForm.Identity), still]], [1, 1, 1]);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(-2.0)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NaN)]
    public void Scale_that_is_no_positive_number_is_refused(double scale) =>
        AssertRefused("Layer 1", SymmetryGroup.Of(TestLandscape.Of(1, [1], 1, "relu")), [[new UnitElement(0, UnitForm.Identity, scale)]]);

    private static void AssertRefused(string start, SymmetryGroup group, UnitElement[][] units, double[]? shift = null) =>
        Assert.StartsWith(start, Assert.Throws<ArgumentException>(() => new GroupElement(group, units, shift)).Message, StringComparison.Ordinal);

    internal static void AssertClose(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            double allowed = tolerance * Math.Max(1, Math.Abs(expected[i]));
            Assert.True(Math.Abs(expected[i] - actual[i]) <= allowed, $"entry {i}: {expected[i]:R} and {actual[i]:R}");
        }
    }

    private static double[] Probabilities(double[] outputs)
    {
        double largest = outputs.Max();
        double sum = outputs.Sum(o => Math.Exp(o - largest));
        return [.. outputs.Select(o => Math.Exp(o - largest) / sum)];
    }
}
