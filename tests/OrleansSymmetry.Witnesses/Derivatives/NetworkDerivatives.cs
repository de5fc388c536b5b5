using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Objectives.Losses;
using OrleansSymmetry.Landscape.Specs;

namespace OrleansSymmetry.Witnesses.Derivatives;

/// <summary>Value and derivatives of networks of every activation, loss, depth, head and option, against differences in 31 digits.</summary>
internal static class NetworkDerivatives
{
    /// <summary>Hidden layers, 1 to so many.</summary>
    public const int Depths = 6;

    /// <summary>Samples of a case: every sample goes through the same code, so a few do.</summary>
    private const int Samples = 5;

    private const int Inputs = 2;

    /// <summary>Up to so many hidden layers every other one has three units; deeper ones are narrow, as a Hessian's cost grows with P^2.</summary>
    private const int WideDepths = 3;

    /// <summary>One network for each option: biases, penalty, several outputs, fixed output weights. Samples are weighted in all.</summary>
    private static readonly (bool Bias, bool Ones, int Outputs, double L2)[] Options =
        [(true, false, 2, 0.05), (false, false, 3, 0), (true, true, 1, 0.1), (false, true, 1, 0)];

    /// <summary>Number of options.</summary>
    public static int OptionCount => Options.Length;

    /// <summary>All options of one activation, loss and depth; a different lane for each.</summary>
    public static DerivativeErrors Of(string activation, LossKind loss, int depth, OutputHead head = OutputHead.Linear)
    {
        var worst = default(DerivativeErrors);
        for (int option = 0; option < OptionCount; option++)
        {
            worst = DerivativeErrors.Worse(worst, Of(activation, loss, depth, option, head));
        }

        return worst;
    }

    /// <summary>Activations and heads: the losses that any head may stand before, up to two hidden layers.</summary>
    public static DerivativeErrors OfHead(string activation, OutputHead head)
    {
        const int HeadDepths = 2;
        var worst = default(DerivativeErrors);
        foreach (LossKind loss in Enum.GetValues<LossKind>().Where(loss => !LossRegistry.Create(loss).NeedsLinearHead))
        {
            for (int depth = 1; depth <= HeadDepths; depth++)
            {
                worst = DerivativeErrors.Worse(worst, Of(activation, loss, depth, head));
            }
        }

        return worst;
    }

    /// <summary>One option, 0 to <see cref="OptionCount"/> - 1, of an activation, loss and depth.</summary>
    public static DerivativeErrors Of(string activation, LossKind loss, int depth, int option, OutputHead head = OutputHead.Linear)
    {
        (bool bias, bool ones, int outputs, double l2) = Options[option];
        if (ones && loss == LossKind.Softmax)
        {
            // Outputs that are all the same make a softmax a constant.
            return default;
        }

        int[] hidden = [.. Enumerable.Range(0, depth).Select(l => (l + option) % 2 == 0 ? 2 : depth <= WideDepths ? 3 : 1)];
        var random = new RandomCase((100 * depth) + option, activation, loss, hidden, Inputs, outputs, Samples, bias, ones, head, l2);
        return DerivativeErrors.Of(random.Objective(), random.Theta, random.Direction, option, random.Textbook.Value);
    }
}
