using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Objectives.Losses;
using OrleansSymmetry.Landscape.Sweeps;

namespace OrleansSymmetry.Landscape.Tests.Objectives;

/// <summary>Gradient against values, products against gradients, Hessian against products: each by the one before it.</summary>
public sealed class DataSetObjectiveDerivativeTests
{
    private const double DifferenceTolerance = 1e-7;

    /// <summary>Two ways to add up the same products.</summary>
    private const double RoundingTolerance = 1e-12;

    public static TheoryData<string, LossKind, int> Shapes()
    {
        var data = new TheoryData<string, LossKind, int>();
        foreach (string activation in ActivationRegistry.Names)
        {
            foreach (LossKind loss in Enum.GetValues<LossKind>())
            {
                for (int depth = 1; depth <= 3; depth++)
                {
                    data.Add(activation, loss, depth);
                }
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Derivatives_of_every_activation_loss_and_depth_agree_with_differences(string activation, LossKind loss, int depth)
    {
        int[] hidden = depth switch { 1 => [5], 2 => [3, 4], _ => [2, 3, 2] };
        Check(new RandomCase(17 + depth, activation, loss, hidden), activation);
    }

    [Theory]
    [InlineData("tanh", 4)]
    [InlineData("sin", 5)]
    [InlineData("sigmoid", 6)]
    [InlineData("leaky-relu", 6)]
    public void Derivatives_of_deep_networks_agree_with_differences(string activation, int depth) =>
        Check(new RandomCase(3, activation, LossKind.Mse, [.. Enumerable.Repeat(3, depth)]), activation);

    [Theory]
    [InlineData(false, false, OutputHead.Linear, 0.0)]
    [InlineData(true, true, OutputHead.Linear, 0.1)]
    [InlineData(false, true, OutputHead.Linear, 0.0)]
    [InlineData(true, false, OutputHead.Sigmoid, 0.0)]
    [InlineData(true, false, OutputHead.Tanh, 0.2)]
    [InlineData(false, true, OutputHead.Tanh, 0.0)]
    public void Derivatives_of_every_option_agree_with_differences(bool bias, bool fixedOutputWeights, OutputHead head, double l2)
    {
        foreach (LossKind loss in Enum.GetValues<LossKind>().Where(loss => !LossRegistry.Create(loss).NeedsLinearHead))
        {
            foreach (int[] hidden in new int[][] { [4], [3, 2], [2, 3, 4] })
            {
                Check(
                    new RandomCase(29, "tanh", loss, hidden, bias: bias, fixedOutputWeights: fixedOutputWeights, head: head, l2: l2, samples: 35),
                    "tanh");
            }
        }
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    [InlineData(-1.0)]
    [InlineData(0.3)]
    public void Derivatives_of_leaky_relu_agree_with_differences_at_every_slope(double slope) =>
        Check(new RandomCase(31, "leaky-relu", LossKind.Mse, [4, 3], slope: slope), "leaky-relu");

    [Fact]
    public void Derivatives_without_hidden_layer_agree_with_differences() =>
        Check(new RandomCase(37, "tanh", LossKind.Softmax, [], outputs: 4), "tanh");

    [Fact]
    public void Derivatives_of_wide_layers_agree_with_differences() =>
        Check(new RandomCase(41, "tanh", LossKind.Softmax, [9, 6], inputs: 7, outputs: 5, samples: 50), "tanh");

    private static void Check(RandomCase random, string activation)
    {
        double step = FiniteDifferences.StepFor(activation);
        var objective = random.Objective();
        double gradient = FiniteDifferences.GradientError(objective, random.Theta, step);
        Assert.True(gradient <= DifferenceTolerance, $"gradient: {gradient}");
        double product = FiniteDifferences.ProductError(objective, random.Theta, random.Direction, step);
        Assert.True(product <= DifferenceTolerance, $"Hessian product: {product}");
        double hessian = FiniteDifferences.HessianError(objective, random.Theta);
        Assert.True(hessian <= RoundingTolerance, $"Hessian: {hessian}");
    }
}
