using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using OrleansSymmetry.Landscape.Activations;
using OrleansSymmetry.Landscape.Lanes;
using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Spectra;
using OrleansSymmetry.Witnesses.Derivatives;

namespace OrleansSymmetry.Landscape.Tests.Objectives;

/// <summary>
/// The Gauss-Newton matrix against J'HJ, with Jacobians of the outputs from differences and the losses' second derivatives from
/// the textbook, and against the exact Hessian where the two are one.
/// </summary>
public sealed class DataSetObjectiveGaussNewtonTests
{
    private const double DifferenceTolerance = 1e-7;

    public static TheoryData<string, LossKind, OutputHead, int, bool> Cases()
    {
        var data = new TheoryData<string, LossKind, OutputHead, int, bool>();
        foreach (string activation in ActivationRegistry.Names)
        {
            data.Add(activation, LossKind.Mse, OutputHead.Linear, 1, false);
        }

        foreach (int depth in new[] { 0, 1, 2, 3, 5 })
        {
            foreach (OutputHead head in Enum.GetValues<OutputHead>())
            {
                data.Add("tanh", LossKind.Mse, head, depth, false);
                data.Add("sin", LossKind.HalfMse, head, depth, depth > 0);
            }

            data.Add("tanh", LossKind.Logistic, OutputHead.Linear, depth, false);
            data.Add("silu", LossKind.Softmax, OutputHead.Linear, depth, false);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gauss_Newton_matrix_is_the_curvature_of_the_loss_between_Jacobians_of_the_outputs(
        string activation, LossKind loss, OutputHead head, int depth, bool fixedOutputWeights)
    {
        RandomCase random = Case(activation, loss, head, depth, fixedOutputWeights);
        LaneBuffer matrix = GaussNewton(random.Objective(), random.Theta);
        var estimate = new LaneBuffer(matrix.Length);
        for (int lane = 0; lane < LaneBuffer.LaneCount; lane++)
        {
            estimate.SetLane(lane, Expected(random, lane, JacobianDifferences.StepFor(activation)));
        }

        double error = JacobianDifferences.RelativeError(estimate, matrix);
        Assert.True(error <= DifferenceTolerance, $"{error}");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gauss_Newton_matrix_is_positive_semi_definite(
        string activation, LossKind loss, OutputHead head, int depth, bool fixedOutputWeights)
    {
        RandomCase random = Case(activation, loss, head, depth, fixedOutputWeights, l2: 0);
        int size = random.Network.ParameterCount;
        LaneBuffer matrix = GaussNewton(random.Objective(), random.Theta);
        double[] one = new double[size * size];
        for (int lane = 0; lane < LaneBuffer.LaneCount; lane++)
        {
            matrix.CopyLaneTo(lane, one);
            double[] values = SymmetricMatrix.Eigenvalues(one, size);
            Assert.InRange(values.Min(), -1e-13 * values.Max(), double.PositiveInfinity);
        }
    }

    [Theory]
    [InlineData("tanh", OutputHead.Linear)]
    [InlineData("tanh", OutputHead.Tanh)]
    [InlineData("sigmoid", OutputHead.Sigmoid)]
    [InlineData("gelu", OutputHead.Linear)]
    public void Gauss_Newton_matrix_is_the_Hessian_where_every_residual_vanishes(string activation, OutputHead head)
    {
        var random = new RandomCase(11, activation, LossKind.Mse, [4, 3], head: head);
        double[] theta = new double[random.Network.ParameterCount];
        for (int lane = 0; lane < LaneBuffer.LaneCount; lane++)
        {
            random.Theta.CopyLaneTo(lane, theta);
            DataSet data = random.Data with { Y = NetworkFunction.Evaluate(random.Network, theta, random.Data.X).Outputs };
            var objective = new DataSetObjective(random.Network, data, LossKind.Mse, 0.05);
            var everywhere = new LaneBuffer(theta.Length);
            for (int other = 0; other < LaneBuffer.LaneCount; other++)
            {
                everywhere.SetLane(other, theta);
            }

            Assert.InRange(JacobianDifferences.RelativeError(GaussNewton(objective, everywhere), Hessian(objective, everywhere)), 0, 1e-13);
        }
    }

    [Theory]
    [InlineData(LossKind.Mse, new int[0], false)]
    [InlineData(LossKind.Logistic, new int[0], false)]
    [InlineData(LossKind.Softmax, new int[0], false)]
    [InlineData(LossKind.Mse, new[] { 4 }, true)]
    public void Gauss_Newton_matrix_is_the_Hessian_of_outputs_that_are_linear_in_the_parameters(LossKind loss, int[] hidden, bool fixedOutputWeights)
    {
        var random = new RandomCase(13, "identity", loss, hidden, fixedOutputWeights: fixedOutputWeights, outputs: fixedOutputWeights ? 1 : 3);
        DataSetObjective objective = random.Objective();

        Assert.Equal(Hessian(objective, random.Theta).Doubles, GaussNewton(objective, random.Theta).Doubles);
    }

    [Fact]
    public void Gauss_Newton_matrix_is_not_the_Hessian_where_residuals_bend()
    {
        RandomCase random = Case("tanh", LossKind.Mse, OutputHead.Tanh, 2, false);
        DataSetObjective objective = random.Objective();

        Assert.InRange(
            JacobianDifferences.RelativeError(GaussNewton(objective, random.Theta), Hessian(objective, random.Theta)), 1e-2, double.PositiveInfinity);
    }

    [Theory]
    [InlineData(LossKind.Mse)]
    [InlineData(LossKind.Logistic)]
    [InlineData(LossKind.Softmax)]
    public void Gauss_Newton_matrix_has_the_same_bits_whatever_the_block_and_the_other_lanes(LossKind loss)
    {
        var random = new RandomCase(7, "tanh", loss, [5, 3], samples: 53, outputs: 3);
        int size = random.Network.ParameterCount;
        LaneBuffer expected = GaussNewton(random.Objective(1), random.Theta);
        foreach (int block in new[] { 4, 7, 16, 64 })
        {
            Assert.Equal(Bytes(expected), Bytes(GaussNewton(random.Objective(block), random.Theta)));
        }

        double[] theta = new double[size], entries = new double[size * size], moved = new double[size * size];
        foreach (double neighbour in new[] { 0.0, double.PositiveInfinity, double.NaN })
        {
            var other = new LaneBuffer(size);
            other.Doubles.Fill(neighbour);
            random.Theta.CopyLaneTo(2, theta);
            other.SetLane(5, theta);
            GaussNewton(random.Objective(), other).CopyLaneTo(5, moved);
            expected.CopyLaneTo(2, entries);
            Assert.Equal(MemoryMarshal.AsBytes<double>(entries), MemoryMarshal.AsBytes<double>(moved));
        }

        for (int row = 0; row < size; row++)
        {
            for (int column = 0; column < row; column++)
            {
                Assert.Equal(expected.Vectors[(row * size) + column].AsInt64(), expected.Vectors[(column * size) + row].AsInt64());
            }
        }
    }

    [Fact]
    public void Gauss_Newton_brings_the_loss_and_the_gradient_to_the_bit()
    {
        RandomCase random = Case("tanh", LossKind.Mse, OutputHead.Tanh, 3, false);
        DataSetObjective objective = random.Objective();
        int size = random.Network.ParameterCount;
        LaneBuffer expected = new(size), actual = new(size);

        Assert.Equal(
            objective.Gradient(random.Theta.Vectors, expected.Vectors),
            objective.GaussNewton(random.Theta.Vectors, actual.Vectors, new LaneBuffer(size * size).Vectors));
        Assert.Equal(Bytes(expected), Bytes(actual));
    }

    [Fact]
    public void Exact_Gaussian_objective_offers_none()
    {
        var network = new Network(2, [2], 1, ActivationRegistry.Create("relu"), bias: false, fixedOutputWeights: true);
        var objective = new GaussianTeacherObjective(network, new GaussianTeacher([1, 0, 0, 1], 2));

        Assert.Throws<NotSupportedException>(() => GaussNewton(objective, new LaneBuffer(4)));
    }

    private static RandomCase Case(
        string activation, LossKind loss, OutputHead head, int depth, bool fixedOutputWeights, double l2 = 0.05)
    {
        int[] hidden = depth switch { 0 => [], 1 => [5], 2 => [3, 4], _ => [.. Enumerable.Repeat(3, depth)] };
        return new RandomCase(19 + depth, activation, loss, hidden, head: head, fixedOutputWeights: fixedOutputWeights, l2: l2);
    }

    private static LaneBuffer GaussNewton(ILaneObjective objective, LaneBuffer theta)
    {
        int size = objective.ParameterCount;
        var matrix = new LaneBuffer(size * size);
        objective.GaussNewton(theta.Vectors, new LaneBuffer(size).Vectors, matrix.Vectors);
        return matrix;
    }

    private static LaneBuffer Hessian(DataSetObjective objective, LaneBuffer theta)
    {
        int size = objective.ParameterCount;
        var matrix = new LaneBuffer(size * size);
        objective.Hessian(theta.Vectors, new LaneBuffer(size).Vectors, matrix.Vectors);
        return matrix;
    }

    private static byte[] Bytes(LaneBuffer buffer) => MemoryMarshal.AsBytes(buffer.Doubles).ToArray();

    /// <summary>sum_s w_s J_s' H_s J_s + l2 I of one lane, on plain numbers.</summary>
    private static double[] Expected(RandomCase random, int lane, double step)
    {
        Network network = random.Network;
        int size = network.ParameterCount, outputs = network.Outputs, samples = random.Data.Samples;
        double[] theta = new double[size];
        random.Theta.CopyLaneTo(lane, theta);
        double[][] jacobian = [.. Enumerable.Range(0, size).Select(p => Derivative(random, theta, p, step))];
        double[] centre = NetworkFunction.Evaluate(network, theta, random.Data.X).Outputs;
        double[] matrix = new double[size * size];
        for (int s = 0; s < samples; s++)
        {
            double[,] curvature = Curvature(random.Loss, centre.AsSpan(s * outputs, outputs));
            for (int p = 0; p < size; p++)
            {
                for (int q = 0; q < size; q++)
                {
                    for (int k = 0; k < outputs; k++)
                    {
                        for (int m = 0; m < outputs; m++)
                        {
                            matrix[(p * size) + q] += random.Data.Weights[s] * curvature[k, m]
                                * jacobian[p][(s * outputs) + k] * jacobian[q][(s * outputs) + m];
                        }
                    }
                }
            }
        }

        for (int p = 0; p < size; p++)
        {
            matrix[(p * size) + p] += random.L2;
        }

        return matrix;
    }

    /// <summary>Second derivatives of the loss of one sample in its outputs; targets of softmax are one-hot.</summary>
    private static double[,] Curvature(LossKind loss, ReadOnlySpan<double> outputs)
    {
        int n = outputs.Length;
        double[] exponentials = [.. outputs.ToArray().Select(Math.Exp)];
        double[,] curvature = new double[n, n];
        for (int k = 0; k < n; k++)
        {
            for (int m = 0; m < n; m++)
            {
                double p = exponentials[k] / exponentials.Sum(), r = exponentials[m] / exponentials.Sum();
                double same = k == m ? 1 : 0;
                curvature[k, m] = loss switch
                {
                    LossKind.Mse => 2 * same,
                    LossKind.HalfMse => same,
                    LossKind.Logistic => exponentials[0] / ((1 + exponentials[0]) * (1 + exponentials[0])),
                    _ => (p * same) - (p * r),
                };
            }
        }

        return curvature;
    }

    /// <summary>d outputs/d theta_p, [sample, output].</summary>
    private static double[] Derivative(RandomCase random, double[] theta, int p, double step)
    {
        double[] wide = Central(step), narrow = Central(step / 2);
        return [.. narrow.Zip(wide, (n, w) => ((4 * n) - w) / 3)];

        double[] Central(double h)
        {
            double[] up = At(h), down = At(-h);
            return [.. up.Zip(down, (u, d) => (u - d) / (2 * h))];
        }

        double[] At(double h)
        {
            double[] moved = [.. theta];
            moved[p] += h;
            return NetworkFunction.Evaluate(random.Network, moved, random.Data.X).Outputs;
        }
    }
}
