using System.Numerics;
using CsCheck;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Symmetry.Groups;
using OrleansSymmetry.Landscape.Symmetry.Matching;
using OrleansSymmetry.Landscape.Tests.Symmetry.Groups;

namespace OrleansSymmetry.Landscape.Tests.Symmetry.Matching;

/// <summary>Networks whose units tie so often that trying all orders would never end.</summary>
public sealed class TiedNetworkTests
{
    private const double Tolerance = 1e-6;

    [Theory]
    [InlineData("tanh", 1.0, false)]
    [InlineData("tanh", 0.0, true)]
    [InlineData("softplus", 1.0, false)]
    public void Layer_of_512_identical_units_has_the_stabilizer_of_all_their_orders(string activation, double entry, bool flips)
    {
        LossLandscape landscape = TestLandscape.Of(4, [512], 2, activation, l2: 0.01);
        var theta = new double[landscape.Network.ParameterCount];
        Array.Fill(theta, entry);
        AssertTied(landscape, theta, Factorial(512) * (flips ? BigInteger.One << 512 : BigInteger.One));
    }

    [Fact]
    public void Identical_units_of_two_layers_permute_apart()
    {
        LossLandscape landscape = TestLandscape.Of(4, [128, 64], 2, "tanh", l2: 0.01);
        var theta = new double[landscape.Network.ParameterCount];
        Array.Fill(theta, 0.5);
        AssertTied(landscape, theta, Factorial(128) * Factorial(64));
    }

    [Fact]
    public void Cyclic_weights_between_alike_units_are_kept_by_the_rotations()
    {
        // Both layers tie as a whole, and only turning both by as much keeps the weights between them.
        const int N = 48;
        double[] cyclic = Cyclic(N, k => k * 0.1);
        AssertTied(TestLandscape.Of(1, [N, N], 1, "softplus", bias: false, l2: 0.01), Between(N, cyclic), N);
    }

    [Fact]
    public void Blocks_of_alike_units_permute_as_blocks()
    {
        // Ten blocks of two units before and two behind; in each the two change places together.
        const int Blocks = 10;
        var weights = new double[4 * Blocks * Blocks];
        for (int unit = 0; unit < 2 * Blocks; unit++)
        {
            weights[(unit * 2 * Blocks) + unit] = 1;
            weights[(unit * 2 * Blocks) + (unit ^ 1)] = 0.5;
        }

        AssertTied(
            TestLandscape.Of(1, [2 * Blocks, 2 * Blocks], 1, "softplus", bias: false, l2: 0.01),
            Between(2 * Blocks, weights),
            Factorial(Blocks) * (BigInteger.One << Blocks));
    }

    [Fact]
    public void Networks_that_agree_in_every_cell_and_are_no_copies_are_told_apart()
    {
        // One cycle of 16 units against two of 8: every unit has the same weights, whatever is counted.
        const int N = 16;
        SymmetryGroup group = SymmetryGroup.Of(TestLandscape.Of(1, [N, N], 1, "softplus", bias: false, l2: 0.01));
        double[] one = Between(N, Cyclic(N, k => k <= 1 ? 1 : 0));
        var two = new double[N * N];
        for (int i = 0; i < N; i++)
        {
            two[(i * N) + i] = 1;
            two[(i * N) + (i & 8) + ((i + 1) & 7)] = 1;
        }

        Assert.False(OrbitDistance.AreEqual(
            ComparableForm.Of(group, one, Tolerance), ComparableForm.Of(group, Between(N, two), Tolerance), Tolerance, out _));
    }

    [Fact]
    public void Graphs_that_counting_neighbours_cannot_tell_apart_are_told_apart_by_the_search()
    {
        // Two strongly regular graphs with parameters (16, 6, 2, 2): even with one vertex singled out all counts agree
        // (Shrikhande 1959). The first has 192 automorphisms, the second 2 (4!)^2.
        const int N = 16;
        LossLandscape landscape = TestLandscape.Of(1, [N, N], 1, "softplus", bias: false, l2: 0.01);
        SymmetryGroup group = SymmetryGroup.Of(landscape);
        double[] shrikhande = Between(N, Graph(N, AreShrikhandeNeighbours));
        double[] rook = Between(N, Graph(N, AreRookNeighbours));

        AssertTied(landscape, shrikhande, 192);
        AssertTied(landscape, rook, 1152);
        Assert.False(OrbitDistance.AreEqual(
            ComparableForm.Of(group, shrikhande, Tolerance), ComparableForm.Of(group, rook, Tolerance), Tolerance, out _));
    }

    [Fact]
    public void Units_that_only_what_was_chosen_before_tells_apart_are_not_taken_for_alike()
    {
        // A vertex of the first graph is carried to every other; of the nine that are not its neighbours, six are not carried to the other
        // three by what keeps it. Here those nine come next.
        const int N = 16;
        SymmetryGroup group = SymmetryGroup.Of(TestLandscape.Of(1, [N, N], 1, "softplus", bias: false, l2: 0.01));
        double[] theta = Between(N, Graph(N, (i, j) => !AreShrikhandeNeighbours(i, j)));
        double[] canonical = CanonicalForm.Find(group, theta, Tolerance).Theta;
        var random = new Random(1);
        for (int copy = 0; copy < 6; copy++)
        {
            Assert.Equal(canonical, CanonicalForm.Find(group, Generators.Element(group, random).Apply(theta), Tolerance).Theta);
        }
    }

    [Fact]
    public void Units_that_count_alike_and_are_not_alike_are_not_exchanged()
    {
        // Both graphs side by side.
        const int N = 32;
        double[] both = Graph(N, (i, j) => i / 16 == j / 16 && (i < 16 ? AreShrikhandeNeighbours(i, j) : AreRookNeighbours(i - 16, j - 16)));
        SymmetryGroup group = SymmetryGroup.Of(TestLandscape.Of(1, [N, N], 1, "softplus", bias: false, l2: 0.01));
        Assert.Equal(192 * 1152, Stabilizer.Order(ComparableForm.OfFullNetwork(group, Between(N, both)), Tolerance));
    }

    [Fact]
    public void Hexagon_beside_two_triangles_has_one_form_whichever_comes_first()
    {
        // All twelve vertices have two neighbours. The hexagon has 12 automorphisms, the triangles 2 (3!)^2.
        const int N = 12;
        double[] both = Graph(N, (i, j) => i != j && (i < 6 ? (i - j + 6) % 6 is 1 or 5 && j < 6 : i / 3 == j / 3));
        AssertTied(TestLandscape.Of(1, [N, N], 1, "softplus", bias: false, l2: 0.01), Between(N, both), 12 * 72);
    }

    [Fact]
    public void Ties_that_noise_has_broken_within_the_tolerance_are_ties()
    {
        const int N = 12;
        SymmetryGroup group = SymmetryGroup.Of(TestLandscape.Of(1, [N, N], 1, "softplus", bias: false, l2: 0.01));
        double[] cyclic = Between(N, Cyclic(N, k => k * 0.1));
        double[] noisy = [.. cyclic.Select((value, at) => value + (1e-8 * Math.Sin(at)))];
        Assert.Equal(N, Stabilizer.Order(ComparableForm.OfFullNetwork(group, noisy), Tolerance));
        Assert.True(OrbitDistance.AreEqual(
            ComparableForm.Of(group, cyclic, Tolerance), ComparableForm.Of(group, noisy, Tolerance), Tolerance, out double distance));
        Assert.InRange(distance, 1e-9, 1e-7);
    }

    [Fact]
    public void Unit_stands_in_one_place_only()
    {
        // Both units of the second network are the first unit of the first, whose other one is their mirror image.
        SymmetryGroup group = SymmetryGroup.Of(TestLandscape.Of(1, [2, 2], 1, "softplus", bias: false, l2: 0.01));
        ComparableForm mirrored = ComparableForm.Of(group, [1, -1, 1, 1, 1, 1, 1, 2], Tolerance);
        ComparableForm twice = ComparableForm.Of(group, [1, 1, 1, 1, 1, 1, 1, 2], Tolerance);
        Assert.False(OrbitDistance.AreEqual(mirrored, twice, Tolerance, out _));
        Assert.False(OrbitDistance.AreEqual(twice, mirrored, Tolerance, out _));
    }

    [Fact]
    public void Equality_in_two_layers_of_three_agrees_with_all_group_elements() => (
        from activation in Gen.OneOfConst("softplus", "tanh")
        let landscape = TestLandscape.Of(1, activation == "tanh" ? [2, 3] : [3, 3], 1, activation, bias: false, l2: 0.01)
        from theta in Gen.Int[0, 1].Array[landscape.Network.ParameterCount]
        from other in Gen.Int[0, 1].Array[landscape.Network.ParameterCount]
        from element in Generators.Element(SymmetryGroup.Of(landscape))
        from isCopy in Gen.Bool
        select (landscape, Doubles(theta), isCopy ? Nearly(element.Apply(Doubles(theta)), other) : Doubles(other))).Sample(
        (landscape, theta, other) =>
        {
            SymmetryGroup group = SymmetryGroup.Of(landscape);
            double least = BruteForce.Elements(group).Min(g => BruteForce.LargestDifference(g.Apply(theta), other));
            Assert.Equal(least <= Tolerance, OrbitDistance.AreEqual(
                ComparableForm.Of(group, theta, Tolerance), ComparableForm.Of(group, other, Tolerance), Tolerance, out _));
        },
        iter: 2000);

    [Theory]
    [InlineData("tanh", 0.0)]
    [InlineData("relu", 0.0)]
    [InlineData("relu", 0.01)]
    public void Six_hidden_layers_are_brought_to_one_form(string activation, double l2)
    {
        LossLandscape landscape = TestLandscape.Of(8, [24, 24, 24, 24, 24, 24], 3, activation, l2: l2);
        SymmetryGroup group = SymmetryGroup.Of(landscape);
        Generators.Point(landscape).Select(Generators.Element(group)).Sample(
            (theta, element) =>
            {
                double[] copy = element.Apply(theta);
                GroupElementTests.AssertClose(CanonicalForm.Find(group, theta, Tolerance).Theta, CanonicalForm.Find(group, copy, Tolerance).Theta, 1e-8);
                Assert.True(OrbitDistance.AreEqual(
                    ComparableForm.Of(group, theta, Tolerance), ComparableForm.Of(group, copy, Tolerance), Tolerance, out double distance));
                Assert.InRange(distance, 0, 1e-9);
            },
            iter: 20);
    }

    private static void AssertTied(LossLandscape landscape, double[] theta, BigInteger stabilizer)
    {
        SymmetryGroup group = SymmetryGroup.Of(landscape);
        var random = new Random(1);
        double[] copy = new GroupElement(group, [.. group.Layers.Select(layer =>
        {
            int[] sources = [.. Enumerable.Range(0, layer.Width)];
            random.Shuffle(sources);
            return Array.ConvertAll(sources, source => new UnitElement(source, new UnitForm(layer.HasFlip && random.Next(2) == 1 ? -1 : 1)));
        })]).Apply(theta);
        Assert.Equal(stabilizer, Stabilizer.Order(ComparableForm.OfFullNetwork(group, copy), Tolerance));
        Assert.Equal(CanonicalForm.Find(group, theta, Tolerance).Theta, CanonicalForm.Find(group, copy, Tolerance).Theta);
        ComparableForm original = ComparableForm.Of(group, theta, Tolerance);
        Assert.True(OrbitDistance.AreEqual(original, ComparableForm.Of(group, copy, Tolerance), Tolerance, out double distance));
        Assert.Equal(0, distance);
        copy[^1] += 0.25;
        Assert.False(OrbitDistance.AreEqual(original, ComparableForm.Of(group, copy, Tolerance), Tolerance, out _));
    }

    /// <summary>Parameters 1 before and behind given weights between two layers of n units; one input, one output, no biases.</summary>
    internal static double[] Between(int n, double[] weights) => [.. Enumerable.Repeat(1.0, n), .. weights, .. Enumerable.Repeat(1.0, n)];

    /// <summary>Weights 2 from every unit to its partner and 1 to its neighbours' partners.</summary>
    private static double[] Graph(int n, Func<int, int, bool> areNeighbours) =>
        [.. Enumerable.Range(0, n * n).Select(at => at / n == at % n ? 2.0 : areNeighbours(at / n, at % n) ? 1 : 0)];

    /// <summary>On a torus of 4 by 4: a step along either axis, or along the diagonal.</summary>
    private static bool AreShrikhandeNeighbours(int i, int j) =>
        (((i / 4) - (j / 4) + 4) % 4, ((i % 4) - (j % 4) + 4) % 4) is (0, 1) or (0, 3) or (1, 0) or (3, 0) or (1, 1) or (3, 3);

    /// <summary>On a board of 4 by 4: one row or one column.</summary>
    private static bool AreRookNeighbours(int i, int j) => i != j && (i / 4 == j / 4 || i % 4 == j % 4);

    internal static double[] Cyclic(int n, Func<int, double> weight) =>
        [.. Enumerable.Range(0, n * n).Select(at => weight(((at / n) - (at % n) + n) % n))];

    private static double[] Doubles(int[] values) => Array.ConvertAll(values, value => (double)value);

    /// <summary>A copy, one in two times with an entry changed.</summary>
    private static double[] Nearly(double[] copy, int[] other)
    {
        copy[1] += other[0];
        return copy;
    }

    private static BigInteger Factorial(int n)
    {
        BigInteger product = BigInteger.One;
        for (int k = 2; k <= n; k++)
        {
            product *= k;
        }

        return product;
    }
}
