using OrleansSymmetry.Landscape.Activations;
using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Witnesses.Derivatives;

namespace OrleansSymmetry.Landscape.Tests.Objectives;

/// <summary>Value, gradient, Hessian product and Hessian against differences of an independent forward pass in 31 digits.</summary>
public sealed class DataSetObjectiveDerivativeTests
{
    public static TheoryData<string, LossKind> Networks()
    {
        var data = new TheoryData<string, LossKind>();
        foreach (string activation in ActivationRegistry.Names)
        {
            foreach (LossKind loss in Enum.GetValues<LossKind>())
            {
                data.Add(activation, loss);
            }
        }

        return data;
    }

    public static TheoryData<string> Activations => [.. ActivationRegistry.Names];

    [Theory]
    [MemberData(nameof(Networks))]
    public void Derivatives_of_every_activation_loss_depth_and_option_agree_with_differences(string activation, LossKind loss)
    {
        for (int depth = 1; depth <= NetworkDerivatives.Depths; depth++)
        {
            // The losses take turns at the options; the command `derivatives` takes all of them.
            int option = (depth + (int)loss) % NetworkDerivatives.OptionCount;
            AssertHolds(NetworkDerivatives.Of(activation, loss, depth, option), depth);
        }
    }

    [Theory]
    [MemberData(nameof(Activations))]
    public void Derivatives_under_every_head_agree_with_differences(string activation)
    {
        foreach (OutputHead head in Enum.GetValues<OutputHead>())
        {
            AssertHolds(NetworkDerivatives.OfHead(activation, head), head);
        }
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    [InlineData(-1.0)]
    [InlineData(0.3)]
    public void Derivatives_of_leaky_relu_agree_with_differences_at_every_slope(double slope) =>
        Check(new RandomCase(31, "leaky-relu", LossKind.Mse, [4, 3], samples: 6, slope: slope));

    [Fact]
    public void Derivatives_without_hidden_layer_agree_with_differences() =>
        Check(new RandomCase(37, "tanh", LossKind.Softmax, [], outputs: 4));

    [Fact]
    public void Derivatives_of_wide_layers_agree_with_differences() =>
        Check(new RandomCase(41, "tanh", LossKind.Softmax, [7, 5], inputs: 6, outputs: 4, samples: 20));

    private static void Check(RandomCase random)
    {
        const int lane = 4;
        AssertHolds(DerivativeErrors.Of(random.Objective(), random.Theta, random.Direction, lane, random.Textbook.Value), "");
    }

    private static void AssertHolds(DerivativeErrors errors, object place) => Assert.True(errors.Hold, $"{place} {errors}");
}
