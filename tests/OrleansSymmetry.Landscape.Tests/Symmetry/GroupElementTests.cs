using CsCheck;
using OrleansSymmetry.Landscape.Sweeps;
using OrleansSymmetry.Landscape.Symmetry;

namespace OrleansSymmetry.Landscape.Tests.Symmetry;

public class GroupElementTests
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
    public void Element_that_is_no_symmetry_is_refused()
    {
        SymmetryGroup group = SymmetryGroup.Of(TestLandscape.Of(2, [2], 1, "softplus"));
        Assert.Throws<ArgumentException>(() => new GroupElement(group, [[new UnitElement(0, -1, 0, 1), new UnitElement(1, 1, 0, 1)]]));
        Assert.Throws<ArgumentException>(() => new GroupElement(group, [[new UnitElement(0, 1, 0, 2), new UnitElement(1, 1, 0, 1)]]));
        Assert.Throws<ArgumentException>(() => new GroupElement(group, [[new UnitElement(0, 1, 0, 1), new UnitElement(0, 1, 0, 1)]]));
    }

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
