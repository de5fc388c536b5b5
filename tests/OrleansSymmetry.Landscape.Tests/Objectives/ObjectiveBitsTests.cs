using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;
using OrleansSymmetry.Landscape.Activations;
using OrleansSymmetry.Landscape.Lanes;
using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Witnesses.Derivatives;

namespace OrleansSymmetry.Landscape.Tests.Objectives;

/// <summary>
/// A seed's bits depend on its own parameters alone. Run under DOTNET_EnableAVX512=0, DOTNET_EnableAVX2=0 or
/// DOTNET_EnableHWIntrinsic=0 these tests hold the same bits on narrower machines.
/// </summary>
public sealed class ObjectiveBitsTests
{
    public static TheoryData<string, LossKind> Cases()
    {
        var data = new TheoryData<string, LossKind>();
        foreach (string activation in ActivationRegistry.Names)
        {
            data.Add(activation, LossKind.Mse);
        }

        foreach (LossKind loss in Enum.GetValues<LossKind>().Where(loss => loss != LossKind.Mse))
        {
            data.Add("tanh", loss);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Results_have_the_same_bits_whatever_the_sample_block(string activation, LossKind loss)
    {
        var random = new RandomCase(7, activation, loss, [5, 3], samples: 53, outputs: 3);
        byte[] expected = Bits(random.Objective(1), random.Theta, random.Direction);
        foreach (int block in new[] { 4, 7, 16, 64 })
        {
            Assert.Equal(expected, Bits(random.Objective(block), random.Theta, random.Direction));
        }
    }

    [Fact]
    public void Results_have_the_same_bits_whether_inputs_are_resident_or_spread()
    {
        // 401 samples of 11 inputs exceed what is held as lane vectors; the tail alone does not.
        var random = new RandomCase(8, "tanh", LossKind.Mse, [3], inputs: 11, samples: 401, l2: 0);
        DataSet data = random.Data;
        double value = 0;
        var theta = random.Theta;
        var network = random.Network;
        double whole = new DataSetObjective(network, data, LossKind.Mse).Value(theta.Vectors)[2];
        double[] w = new double[theta.Length];
        theta.CopyLaneTo(2, w);
        double[] outputs = NetworkFunction.Evaluate(network, w, data.X).Outputs;
        for (int s = 0; s < data.Samples; s++)
        {
            double squares = 0;
            for (int k = 0; k < data.OutputCount; k++)
            {
                double residual = outputs[(s * data.OutputCount) + k] - data.Y[(s * data.OutputCount) + k];
                squares = Math.FusedMultiplyAdd(residual, residual, squares);
            }

            value = Math.FusedMultiplyAdd(data.Weights[s], squares, value);
        }

        Assert.Equal(BitConverter.DoubleToInt64Bits(value), BitConverter.DoubleToInt64Bits(whole));
    }

    [Fact]
    public void Lane_has_the_same_bits_in_any_lane_and_with_any_neighbours()
    {
        var random = new RandomCase(9, "gelu", LossKind.Softmax, [4, 3], outputs: 3);
        CheckLanes(random.Objective(), random.Theta);
    }

    [Fact]
    public void Lane_of_the_Gaussian_objective_has_the_same_bits_in_any_lane_and_with_any_neighbours()
    {
        const int k = 5;
        GaussianTeacherObjective objective = Gaussian(k);
        var theta = new LaneBuffer(k * k);
        RandomCase.Normals(new Random(3), theta.Doubles.Length, 1).CopyTo(theta.Doubles);
        // One lane sits at a global minimum, where the value is computed in another way.
        double[] minimum = new double[k * k];
        for (int i = 0; i < k; i++)
        {
            minimum[(i * k) + ((i + 2) % k)] = 1;
        }

        theta.SetLane(3, minimum);
        CheckLanes(objective, theta);
    }

    [Fact]
    public void Hessians_are_symmetric_to_the_bit()
    {
        var random = new RandomCase(10, "silu", LossKind.Softmax, [4, 3], outputs: 3);
        CheckSymmetry(random.Objective(), random.Theta);
        GaussianTeacherObjective gaussian = Gaussian(4);
        var theta = new LaneBuffer(16);
        RandomCase.Normals(new Random(4), theta.Doubles.Length, 1).CopyTo(theta.Doubles);
        CheckSymmetry(gaussian, theta);
    }

    [Fact]
    public void Evaluations_allocate_nothing()
    {
        var random = new RandomCase(11, "tanh", LossKind.Softmax, [4, 3], outputs: 3);
        CheckAllocation(random.Objective(), random.Theta, random.Direction);
        var theta = new LaneBuffer(16);
        RandomCase.Normals(new Random(4), theta.Doubles.Length, 1).CopyTo(theta.Doubles);
        CheckAllocation(Gaussian(4), theta, theta);
    }

    [Theory]
    [MemberData(nameof(Golden))]
    public void Results_have_the_committed_bits_on_every_instruction_set(string activation, string expected)
    {
        // These three losses alone, so that a new loss leaves the hashes of the activations as they are.
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (LossKind loss in new[] { LossKind.Mse, LossKind.HalfMse, LossKind.Softmax })
        {
            hash.AppendData(BitsOfFractions(activation, loss));
        }

        Assert.Equal(expected, Convert.ToHexStringLower(hash.GetHashAndReset())[..16]);
    }

    [Theory]
    [MemberData(nameof(GoldenLosses))]
    public void Losses_have_the_committed_bits_on_every_instruction_set(LossKind loss, string expected) =>
        Assert.Equal(expected, Convert.ToHexStringLower(SHA256.HashData(BitsOfFractions("tanh", loss)))[..16]);

    [Fact]
    public void Every_activation_and_every_loss_has_committed_bits()
    {
        Assert.Equal(ActivationRegistry.Names.Order(), Golden().Select(row => row.Data.Item1).Order());
        Assert.Equal(Enum.GetValues<LossKind>().Order(), GoldenLosses().Select(row => row.Data.Item1).Order());
    }

    [Fact]
    public void Gaussian_results_have_the_committed_bits_on_every_instruction_set()
    {
        var theta = new LaneBuffer(20);
        for (int i = 0; i < theta.Doubles.Length; i++)
        {
            theta.Doubles[i] = (((i * 71) % 113) - 56) / 48.0;
        }

        var network = new Network(5, [4], 1, ActivationRegistry.Create("relu"), bias: false, fixedOutputWeights: true);
        double[] teacher = [.. Enumerable.Range(0, 15).Select(i => (((i * 31) % 41) - 20) / 16.0)];
        var objective = new GaussianTeacherObjective(network, new GaussianTeacher(teacher, 5), LossKind.HalfMse, 0.125);
        Assert.Equal("0712720940016ae2", Convert.ToHexStringLower(SHA256.HashData(Bits(objective, theta, theta)))[..16]);
    }

    /// <summary>
    /// A change here is a change of the bits of results: it raises <see cref="NumericsVersion.Current"/>.
    /// </summary>
    public static TheoryData<string, string> Golden() => new()
    {
        { "tanh", "01c50be5d7f524f7" },
        { "sigmoid", "5f9e923f25331f2e" },
        { "relu", "eb13768cd539456c" },
        { "leaky-relu", "5f5be3996976ee57" },
        { "erf", "224928bef558c6a3" },
        { "sin", "597fa3aa22c7934d" },
        { "softplus", "0ee30747ae8976ca" },
        { "gelu", "872e8b600d76a6e0" },
        { "silu", "95bf3c5951ec2cbe" },
        { "elu", "8d786f97e44c955d" },
        { "arctan", "d7d1fd6a31ce819d" },
        { "softsign", "10de02b7078e4f46" },
        { "gaussian", "937a04d6178a4c4a" },
        { "abs", "b1cf410529229534" },
        { "square", "786d530e81775500" },
        { "identity", "1e556fa3bbd694af" },
    };

    /// <inheritdoc cref="Golden"/>
    public static TheoryData<LossKind, string> GoldenLosses() => new()
    {
        { LossKind.Mse, "c9dc1da3cd168c9f" },
        { LossKind.HalfMse, "3e90ba14af680d39" },
        { LossKind.LogCosh, "1d3ec255bb094344" },
        { LossKind.Logistic, "356dcbd524cea4c2" },
        { LossKind.Softmax, "f8b4a824442f7c6d" },
    };

    private static void CheckLanes(ILaneObjective objective, LaneBuffer theta)
    {
        int size = objective.ParameterCount;
        var gradient = new LaneBuffer(size);
        var hessian = new LaneBuffer(size * size);
        Vector512<double> value = objective.Hessian(theta.Vectors, gradient.Vectors, hessian.Vectors);
        var moved = new LaneBuffer(size);
        var movedGradient = new LaneBuffer(size);
        var movedHessian = new LaneBuffer(size * size);
        double[] one = new double[size], expected = new double[size], actual = new double[size];
        double[] expectedEntries = new double[size * size], actualEntries = new double[size * size];
        for (int lane = 0; lane < LaneBuffer.LaneCount; lane++)
        {
            // The other lanes hold what must not matter: zeros, then infinities and NaN.
            foreach (double neighbour in new[] { 0.0, double.PositiveInfinity, double.NaN })
            {
                int other = (lane + 5) % LaneBuffer.LaneCount;
                moved.Doubles.Fill(neighbour);
                theta.CopyLaneTo(lane, one);
                moved.SetLane(other, one);
                Vector512<double> movedValue = objective.Hessian(moved.Vectors, movedGradient.Vectors, movedHessian.Vectors);
                Assert.Equal(BitConverter.DoubleToInt64Bits(value[lane]), BitConverter.DoubleToInt64Bits(movedValue[other]));
                gradient.CopyLaneTo(lane, expected);
                movedGradient.CopyLaneTo(other, actual);
                Assert.Equal(MemoryMarshal.AsBytes<double>(expected), MemoryMarshal.AsBytes<double>(actual));
                hessian.CopyLaneTo(lane, expectedEntries);
                movedHessian.CopyLaneTo(other, actualEntries);
                Assert.Equal(MemoryMarshal.AsBytes<double>(expectedEntries), MemoryMarshal.AsBytes<double>(actualEntries));
            }
        }
    }

    private static void CheckSymmetry(ILaneObjective objective, LaneBuffer theta)
    {
        int size = objective.ParameterCount;
        var gradient = new LaneBuffer(size);
        var hessian = new LaneBuffer(size * size);
        objective.Hessian(theta.Vectors, gradient.Vectors, hessian.Vectors);
        for (int row = 0; row < size; row++)
        {
            for (int column = 0; column < row; column++)
            {
                Assert.Equal(hessian.Vectors[(row * size) + column].AsInt64(), hessian.Vectors[(column * size) + row].AsInt64());
            }
        }
    }

    private static void CheckAllocation(ILaneObjective objective, LaneBuffer theta, LaneBuffer direction)
    {
        int size = objective.ParameterCount;
        var gradient = new LaneBuffer(size);
        var hessian = new LaneBuffer(size * size);
        Assert.Equal(0, Allocation.Of(() =>
        {
            objective.Value(theta.Vectors);
            objective.Gradient(theta.Vectors, gradient.Vectors);
            objective.HessianVector(theta.Vectors, direction.Vectors, gradient.Vectors);
            objective.Hessian(theta.Vectors, gradient.Vectors, hessian.Vectors);
        }));
    }

    /// <summary>Value, gradient, product and Hessian of all lanes as bytes.</summary>
    private static byte[] Bits(ILaneObjective objective, LaneBuffer theta, LaneBuffer direction)
    {
        int size = objective.ParameterCount;
        var results = new LaneBuffer(2 + (3 * size) + (size * size));
        Span<Vector512<double>> all = results.Vectors;
        all[0] = objective.Value(theta.Vectors);
        all[1] = objective.Gradient(theta.Vectors, all.Slice(2, size));
        Assert.Equal(all[0], all[1]);
        objective.HessianVector(theta.Vectors, direction.Vectors, all.Slice(2 + size, size));
        Assert.Equal(all[0], objective.Hessian(theta.Vectors, all.Slice(2 + (2 * size), size), all.Slice(2 + (3 * size), size * size)));
        return MemoryMarshal.AsBytes(results.Doubles).ToArray();
    }

    /// <summary>The same at a point made of small fractions, without a library function that could differ between machines.</summary>
    private static byte[] BitsOfFractions(string activation, LossKind loss)
    {
        int outputs = loss == LossKind.Logistic ? 1 : 2;
        var network = new Network(2, [3, 2], outputs, ActivationRegistry.Create(activation));
        double[] x = [.. Enumerable.Range(0, 2 * 19).Select(i => ((((i * 37) % 101) - 50) / 32.0) + 0.015625)];
        double[] y = [.. Enumerable.Range(0, outputs * 19).Select(i => (((i * 53) % 97) - 48) / 64.0)];
        double[] weights = [.. Enumerable.Repeat(1.0 / 19, 19)];
        var theta = new LaneBuffer(network.ParameterCount);
        var direction = new LaneBuffer(network.ParameterCount);
        for (int i = 0; i < theta.Doubles.Length; i++)
        {
            theta.Doubles[i] = (((i * 71) % 113) - 56) / 48.0;
            direction.Doubles[i] = (((i * 29) % 107) - 53) / 64.0;
        }

        return Bits(new DataSetObjective(network, new DataSet(x, y, weights, 2, outputs), loss, 0.01), theta, direction);
    }

    private static GaussianTeacherObjective Gaussian(int k) => GaussianTeachers.Objective(k, k, GaussianTeachers.Identity(k));
}
