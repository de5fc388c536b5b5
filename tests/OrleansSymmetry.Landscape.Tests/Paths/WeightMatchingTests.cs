using CsCheck;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Paths;
using OrleansSymmetry.Landscape.Symmetry.Gauge;
using OrleansSymmetry.Landscape.Symmetry.Groups;
using OrleansSymmetry.Landscape.Tests.Assignment;
using OrleansSymmetry.Landscape.Tests.Symmetry;

namespace OrleansSymmetry.Landscape.Tests.Paths;

public sealed class WeightMatchingTests
{
    [Theory]
    [InlineData("tanh", 0.01, new[] { 4 })]
    [InlineData("tanh", 0.01, new[] { 3, 3 })]
    [InlineData("softplus", 0.0, new[] { 3, 4 })]
    [InlineData("relu", 0.0, new[] { 3, 2 })]
    [InlineData("abs", 0.01, new[] { 2, 2, 3 })]
    [InlineData("softplus", 0.01, new[] { 2, 3, 2 })]
    public void The_distance_is_the_least_over_the_whole_group(string activation, double l2, int[] hidden)
    {
        LossLandscape landscape = TestLandscape.Of(2, hidden, 2, activation, l2: l2);
        SymmetryGroup group = SymmetryGroup.Of(landscape);
        for (int draw = 0; draw < 3; draw++)
        {
            var random = new Random(draw);
            double[] a = GaugeFixing.Balanced(group, Point(landscape, random));
            double[] b = GaugeFixing.Balanced(group, Point(landscape, random));

            Alignment best = WeightMatching.Find(group, a, b, 8, TestContext.Current.CancellationToken)[0];

            Assert.True(best.IsOptimal);
            Assert.Equal(Distance(a, best.Element.Apply(b)), best.Distance, 1e-12);
            Assert.Equal(Elements(group).Min(element => Distance(a, element.Apply(b))), best.Distance, 1e-12);
        }
    }

    [Fact]
    public void Copies_come_back_to_each_other() => Generators.Moved.Sample(
        moved =>
        {
            (LossLandscape landscape, double[] theta, GroupElement element) = moved;
            SymmetryGroup group = SymmetryGroup.Of(landscape);
            double[] a = GaugeFixing.Balanced(group, theta);
            double[] b = GaugeFixing.Balanced(group, element.Apply(theta));

            Alignment best = WeightMatching.Find(group, a, b, 8, default)[0];

            if (!group.MixesUnits)
            {
                Assert.InRange(best.Distance, 0, 1e-9);
                Assert.InRange(Distance(a, best.Element.Apply(b)), 0, 1e-9);
            }
        },
        iter: 300);

    [Fact]
    public void Copies_of_wide_deep_networks_come_back_by_descent()
    {
        LossLandscape landscape = TestLandscape.Of(3, [12, 10, 8], 2, l2: 0.01);
        SymmetryGroup group = SymmetryGroup.Of(landscape);
        double[] a = Point(landscape, new Random(1));
        double[] b = Generators.Element(group, new Random(2)).Apply(a);

        Alignment best = WeightMatching.Find(group, a, b, 8, TestContext.Current.CancellationToken)[0];

        Assert.False(best.IsOptimal);
        Assert.InRange(Distance(a, best.Element.Apply(b)), 0, 1e-12);
    }

    private static double[] Point(LossLandscape landscape, Random random) =>
        [.. Enumerable.Range(0, landscape.Network.ParameterCount).Select(_ => (2 * random.NextDouble()) - 1)];

    private static double Distance(double[] a, double[] b) => Math.Sqrt(a.Zip(b, (x, y) => (x - y) * (x - y)).Sum());

    // Every permutation with every choice of signs, layer by layer.
    private static IEnumerable<GroupElement> Elements(SymmetryGroup group)
    {
        IEnumerable<IEnumerable<UnitElement[]>> all = [[]];
        foreach (LayerSymmetry layer in group.Layers)
        {
            int flips = layer.HasFlip ? 1 << layer.Width : 1;
            UnitElement[][] own =
            [
                .. from permutation in Permutations.Of(layer.Width)
                   from mask in Enumerable.Range(0, flips)
                   select permutation.Select((source, i) => new UnitElement(source, new UnitForm((mask >> i & 1) == 0 ? 1 : -1))).ToArray(),
            ];
            all = [.. all.SelectMany(_ => own, (before, next) => before.Append(next))];
        }

        return all.Select(units => new GroupElement(group, [.. units]));
    }
}
