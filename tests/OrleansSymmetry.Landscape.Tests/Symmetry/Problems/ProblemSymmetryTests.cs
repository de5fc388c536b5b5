using System.Numerics;
using System.Runtime.Intrinsics;
using CsCheck;
using OrleansSymmetry.Landscape.Lanes;
using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Problems;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Symmetry.Groups;
using OrleansSymmetry.Landscape.Symmetry.Matching;
using OrleansSymmetry.Landscape.Symmetry.Problems;
using OrleansSymmetry.Landscape.Tests.Training;

namespace OrleansSymmetry.Landscape.Tests.Symmetry.Problems;

public sealed class ProblemSymmetryTests
{
    /// <summary>Whole-numbered samples, so that symmetries are common, with every loss and head that treats signs differently.</summary>
    private static Gen<LossLandscape> Problems { get; } =
        from inputs in Gen.Int[1, 3]
        from outputs in Gen.Int[1, 2]
        from kind in Gen.Int[0, 3]
        from samples in Gen.Int[1, 5]
        from x in Gen.Int[-1, 1].Array[samples * inputs]
        from y in Gen.Int[0, 1].Array[samples * outputs]
        from weights in Gen.Int[1, 2].Array[samples]
        select Landscape(kind, x, y, weights, inputs, outputs);

    [Theory]
    [InlineData(BitCoding.PlusMinusOne, 2, "8", "order 8")]
    [InlineData(BitCoding.PlusMinusOne, 3, "48", "order 48")]
    [InlineData(BitCoding.PlusMinusOne, 10, "3715891200", "order 3715891200")]
    [InlineData(BitCoding.ZeroOne, 2, "2", "S_2")]
    [InlineData(BitCoding.ZeroOne, 5, "120", "S_5")]
    public void Parity_has_all_signed_permutations_when_signed_and_all_permutations_when_binary(BitCoding coding, int bits, string order, string name)
    {
        var problem = ProblemSymmetry.Find(Landscape(BitTable.Parity(bits, coding)));

        Assert.Equal(BigInteger.Parse(order, null), problem.Order);
        Assert.Equal(name, problem.Name);
    }

    [Theory]
    [InlineData(new[] { 1, -2, 0.5, 2, -1, 0.5 }, new[] { 1.0, 1 }, 3)] // (x, y, z) -> (-y, -x, z)
    [InlineData(new[] { 1.0, 2, 2, 1 }, new[] { 1.0, -1 }, 2)] // the exchange of the inputs negates the target
    public void Symmetries_that_change_signs_or_outputs_are_named_by_their_order(double[] x, double[] y, int inputs)
    {
        var problem = ProblemSymmetry.Find(Landscape(new DataSet(x, y, [0.5, 0.5], inputs, 1)));

        Assert.Equal(2, problem.Order);
        Assert.Equal("order 2", problem.Name);
    }

    [Fact]
    public void Rotations_are_named_by_their_order()
    {
        var problem = ProblemSymmetry.Find(Landscape(new DataSet([1, 2, 3, 2, 3, 1, 3, 1, 2], [1, 1, 1], [0.25, 0.25, 0.5], 3, 1)));
        Assert.Equal("S_1 x S_1 x S_1", problem.Name);

        var rotations = ProblemSymmetry.Find(Landscape(new DataSet([1, 2, 3, 2, 3, 1, 3, 1, 2], [1, 1, 1], [0.25, 0.25, 0.25], 3, 1)));
        Assert.Equal("order 3", rotations.Name);
    }

    [Fact]
    public void Element_moves_the_columns_of_the_first_matrix_and_the_rows_of_the_last_with_its_biases()
    {
        var element = new ProblemElement([new(1, -1), new(0, 1)], [new(1, 1), new(0, -1)]);
        Network network = TestLandscape.Of(2, [2], 2).Network;
        Assert.Equal([2, -1, 4, -3, 5, 6, -9, -10, 7, 8, -12, 11], element.Apply(network, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]));

        Network fixedOutput = TestLandscape.Of(2, [2], 1, "relu", bias: false, fixedOutput: true).Network;
        Assert.Equal([2, -1, 4, -3], new ProblemElement([], element.Inputs).Apply(fixedOutput, [1, 2, 3, 4]));
    }

    [Theory]
    [InlineData(5e-6, "S_2")]
    [InlineData(2e-5, "S_1 x S_1")]
    public void Isotropy_is_told_to_a_tolerance_relative_to_the_largest_weight(double difference, string name)
    {
        // Units that answer the exchange of the inputs, but for one weight; the largest is 10.
        LossLandscape landscape = Landscape(BitTable.Parity(2, BitCoding.PlusMinusOne));
        double[] theta = [10, 3, 3 + difference, 10, 1, 1, 2, 2, 0.5];
        ComparableForm point = ComparableForm.OfFullNetwork(SymmetryGroup.Of(landscape), theta);
        Assert.Equal(name, Isotropy.Find(ProblemSymmetry.Find(landscape), point, 1e-6).Name);
    }

    [Theory]
    [InlineData(6, 6, "720", "S_6")]
    [InlineData(20, 20, "2432902008176640000", "S_20")]
    [InlineData(5, 3, "48", "order 48")] // 3! of the inputs that are taught, 2^2 2! of the two that are not
    public void Orthonormal_teacher_has_all_permutations_of_what_it_teaches(int inputs, int teachers, string order, string name)
    {
        var problem = ProblemSymmetry.Find(Teacher(inputs, teachers));

        Assert.Equal(BigInteger.Parse(order, null), problem.Order);
        Assert.Equal(name, problem.Name);
    }

    [Theory]
    [InlineData("sin(x)", "2")]
    [InlineData("x^2", "2")]
    [InlineData("exp(x)", "1")]
    [InlineData("0 * x", "4")] // the target is 0: the output may change sign by itself
    public void Quadrature_has_the_parity_of_its_target(string target, string order)
    {
        (double[] nodes, double[] weights) = GaussHermiteRule.Of(32);
        Expression expression = Expression.Parse(target);
        var data = new DataSet(nodes, [.. nodes.Select(expression.At)], weights, 1, 1);

        Assert.Equal(BigInteger.Parse(order, null), ProblemSymmetry.Find(Landscape(data)).Order);
    }

    [Fact]
    public void Elements_are_exactly_the_signed_permutations_that_leave_the_samples_as_they_are() => Problems.Sample(
        landscape =>
        {
            var problem = ProblemSymmetry.Find(landscape);
            HashSet<string> found = [.. problem.Elements().Select(Text)];
            HashSet<string> wanted = [.. BruteForceSamples.Elements(landscape).Select(Text)];

            Assert.Equal(wanted, found);
            Assert.Equal(wanted.Count, problem.Order);
        },
        iter: 300);

    [Fact]
    public void Elements_leave_the_objective_as_it_is_and_carry_its_gradient_along() => Problems.Sample(
        landscape =>
        {
            double[] theta = Landscapes.Start(landscape, 7);
            (double loss, double[] gradient) = Gradient(landscape, theta);
            foreach (ProblemElement element in ProblemSymmetry.Find(landscape).Elements())
            {
                (double movedLoss, double[] movedGradient) = Gradient(landscape, element.Apply(landscape.Network, theta));

                Assert.Equal(loss, movedLoss, 1e-13 * Math.Max(1, loss));
                Assert.True(BruteForce.LargestDifference(element.Apply(landscape.Network, gradient), movedGradient) <= 1e-12);
            }
        },
        iter: 100);

    [Fact]
    public void Points_that_the_problem_and_the_network_carry_onto_each_other_are_found() => Problems.Sample(
        landscape =>
        {
            SymmetryGroup group = SymmetryGroup.Of(landscape);
            var problem = ProblemSymmetry.Find(landscape);
            double[] theta = Landscapes.Start(landscape, 11);
            ComparableForm point = ComparableForm.OfFullNetwork(group, theta);
            GroupElement hidden = Generators.Element(group).Single();
            foreach (ProblemElement element in problem.Elements())
            {
                double[] moved = hidden.Apply(element.Apply(landscape.Network, theta));
                var matching = new ProblemMatching(point, ComparableForm.OfFullNetwork(group, moved), problem, 1e-9);

                Assert.True(matching.TryFind(out double distance));
                Assert.InRange(distance, 0, 1e-12);
            }
        },
        iter: 50);

    [Fact]
    public void Points_that_only_share_their_absolute_weights_are_told_apart()
    {
        // Without biases a sign of one input alone is no symmetry of this data.
        var data = new DataSet([1, 2, 2, 1, -1, 3], [1, 1, 0], [0.25, 0.25, 0.5], 2, 1);
        LossLandscape landscape = Landscape(data);
        var problem = ProblemSymmetry.Find(landscape);
        SymmetryGroup group = SymmetryGroup.Of(landscape);
        double[] theta = Landscapes.Start(landscape, 3);
        double[] mirrored = [.. theta];
        mirrored[0] = -mirrored[0];

        Assert.Equal(BigInteger.One, problem.Order);
        var matching = new ProblemMatching(
            ComparableForm.OfFullNetwork(group, theta), ComparableForm.OfFullNetwork(group, mirrored), problem, 1e-6);
        Assert.False(matching.TryFind(out _));
    }

    [Fact]
    public void Isotropy_is_what_trying_every_pair_of_elements_finds() => Gen.Select(Gen.Int[0, 4], Gen.Int[0, 1000]).Sample(
        (kind, seed) =>
        {
            LossLandscape landscape = Landscape(BitTable.Parity(2, BitCoding.PlusMinusOne));
            SymmetryGroup group = SymmetryGroup.Of(landscape);
            var problem = ProblemSymmetry.Find(landscape);
            double[] theta = Symmetric(landscape, kind, seed);

            double[][] images = [.. problem.Elements().Select(element => element.Apply(landscape.Network, theta))];
            int fixing = images.Count(image =>
                BruteForce.Elements(group).Any(element => BruteForce.LargestDifference(element.Apply(image), theta) < 1e-9));

            Assert.Equal(fixing, Isotropy.Find(problem, ComparableForm.OfFullNetwork(group, theta), 1e-9).Order);
        },
        iter: 100);

    [Theory]
    [InlineData(1, 5, "S_1 x S_5")]
    [InlineData(2, 4, "S_2 x S_4")]
    [InlineData(0, 6, "S_6")]
    public void Block_structured_students_have_the_isotropy_of_their_blocks(int first, int second, string name)
    {
        int k = first + second;
        LossLandscape landscape = Teacher(k, k);
        var theta = new double[k * k];
        for (int i = 0; i < k; i++)
        {
            for (int j = 0; j < k; j++)
            {
                theta[(i * k) + j] = (i < first, j < first) switch
                {
                    (true, true) => i == j ? -0.9 : 0.2,
                    (false, false) => i == j ? 1.1 : 0.1,
                    (true, false) => 0.3,
                    _ => 0.4,
                };
            }
        }

        SymmetryGroup group = SymmetryGroup.Of(landscape);
        Isotropy isotropy = Isotropy.Find(ProblemSymmetry.Find(landscape), ComparableForm.OfFullNetwork(group, theta), 1e-9);

        Assert.Equal(name, isotropy.Name);
        Assert.Equal(Factorial(first) * Factorial(second), isotropy.Order);
    }

    [Fact]
    public void Unequal_students_of_one_pattern_are_told_apart_without_trying_every_permutation()
    {
        // Both are circulant: every row and column holds the same numbers, yet no permutations of rows and columns connect
        // them. 12! permutations would take days.
        const int K = 12;
        LossLandscape landscape = Teacher(K, K);
        SymmetryGroup group = SymmetryGroup.Of(landscape);
        ComparableForm Circulant(int step) => ComparableForm.OfFullNetwork(
            group, [.. Enumerable.Range(0, K * K).Select(at => ((at % K) - (at / K) + K) % K is var shift && shift == 0 ? 2.0 : shift == step ? 1.0 : 0.1)]);

        var problem = ProblemSymmetry.Find(landscape);
        Assert.False(new ProblemMatching(Circulant(1), Circulant(2), problem, 1e-6).TryFind(out _)); // one 12-cycle, two 6-cycles
        Assert.True(new ProblemMatching(Circulant(1), Circulant(5), problem, 1e-6).TryFind(out _));
    }

    private static LossLandscape Landscape(DataSet data, int hidden = 2) => Landscapes.Build(
        data, new NetworkSpec([hidden], "tanh", 0.01, true, OutputHead.Linear, false), LossKind.Mse, 0.01, []);

    private static LossLandscape Landscape(int kind, int[] x, int[] y, int[] weights, int inputs, int outputs)
    {
        double total = weights.Sum();
        (LossKind loss, OutputHead head, int width) = kind switch
        {
            0 => (LossKind.Mse, OutputHead.Linear, outputs),
            1 => (LossKind.Mse, OutputHead.Sigmoid, outputs),
            2 => (LossKind.Logistic, OutputHead.Linear, 1),
            _ => (LossKind.Softmax, OutputHead.Linear, 2),
        };
        int samples = weights.Length;
        double[] targets = kind == 3
            ? [.. y.Take(samples).SelectMany(bit => new[] { bit, 1.0 - bit })]
            : [.. y.Take(samples * width).Select(bit => (double)bit)];
        return Landscapes.Build(
            new DataSet([.. x.Select(value => (double)value)], targets, [.. weights.Select(weight => weight / total)], inputs, width),
            new NetworkSpec([3], "tanh", 0.01, true, head, false),
            loss,
            0.01,
            []);
    }

    private static LossLandscape Teacher(int inputs, int teachers)
    {
        var v = new double[teachers * inputs];
        for (int j = 0; j < teachers; j++)
        {
            v[(j * inputs) + j] = 1;
        }

        return Landscapes.Build(
            new GaussianTeacher(v, inputs), new NetworkSpec([inputs], "relu", 0.01, false, OutputHead.Linear, true), LossKind.HalfMse, 0, []);
    }

    /// <summary>A point of XOR 2-2-1 with a symmetry of one kind or another (or none).</summary>
    private static double[] Symmetric(LossLandscape landscape, int kind, int seed)
    {
        double[] theta = Landscapes.Start(landscape, seed);
        switch (kind)
        {
            case 1: Array.Clear(theta); break;
            case 2: (theta[0], theta[3], theta[5]) = (theta[1], theta[2], theta[4]); break; // units answer the exchange of inputs
            case 3: (theta[4], theta[5], theta[8]) = (0, 0, 0); break; // no biases
            case 4: (theta[1], theta[3]) = (theta[0], theta[2]); break; // inputs alike
        }

        return theta;
    }

    private static (double Loss, double[] Gradient) Gradient(LossLandscape landscape, double[] theta)
    {
        var point = new LaneBuffer(theta.Length);
        var gradient = new LaneBuffer(theta.Length);
        for (int lane = 0; lane < LaneBuffer.LaneCount; lane++)
        {
            point.SetLane(lane, theta);
        }

        Vector512<double> loss = landscape.CreateObjective().Gradient(point.Vectors, gradient.Vectors);
        return (loss[0], [.. Enumerable.Range(0, theta.Length).Select(p => gradient.Vectors[p][0])]);
    }

    private static string Text(ProblemElement element) =>
        $"{string.Join(' ', element.Outputs.Select(image => image.Sign * (image.Source + 1)))} | "
        + $"{string.Join(' ', element.Inputs.Select(image => image.Sign * (image.Source + 1)))}";

    private static BigInteger Factorial(int n) => Enumerable.Range(1, n).Aggregate(BigInteger.One, (product, i) => product * i);
}
