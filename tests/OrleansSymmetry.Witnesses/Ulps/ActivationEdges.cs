using System.Runtime.Intrinsics;
using OrleansSymmetry.Landscape.Activations;
using OrleansSymmetry.Witnesses.Textbook;

namespace OrleansSymmetry.Witnesses.Ulps;

/// <summary>What an activation does at the arguments that no series reaches.</summary>
internal static class ActivationEdges
{
    /// <summary>Stands for infinity in the textbook's functions.</summary>
    private const double FarOut = 1e100;

    /// <summary>A limit above it is infinite.</summary>
    private const double Unbounded = 1e90;

    /// <summary>A slope below it is as good as the limit 0.</summary>
    private const double Vanishing = 1e-150;

    /// <summary>4 x 2^-53.</summary>
    private const double Rounding = 4.440892098500626e-16;

    /// <summary>Every check by name, with its outcome.</summary>
    public static IEnumerable<(string Check, bool Holds)> Of(string name)
    {
        Activation activation = ActivationRegistry.Create(name);
        TextbookActivation textbook = TextbookActivations.Of(name);
        (double value, double first) = At(activation, double.NaN);
        yield return ("NaN", double.IsNaN(value));
        (double atZero, _) = At(activation, 0.0);
        (double atMinusZero, _) = At(activation, -0.0);
        yield return ("-0", atZero == atMinusZero && (activation.Parity != Parity.Odd || double.IsNegative(atMinusZero)));
        foreach (int sign in new[] { 1, -1 })
        {
            (value, first) = At(activation, sign * double.PositiveInfinity);
            string place = sign > 0 ? "infinity" : "-infinity";
            if (activation.IsPeriodic)
            {
                yield return (place, double.IsNaN(value));
                continue;
            }

            yield return (place, IsLimit(value, textbook.Value(sign * FarOut).High));
            yield return ($"slope at {place}", IsLimit(first, textbook.First(sign * FarOut).High));
        }
    }

    private static bool IsLimit(double value, double farOut) => Math.Abs(farOut) > Unbounded
        ? value == farOut * double.PositiveInfinity
        : Math.Abs(value - farOut) <= Vanishing + (Rounding * Math.Abs(farOut));

    private static (double Value, double First) At(Activation activation, double z)
    {
        LaneVector[] results = [default, default];
        activation.Evaluate([Vector512.Create(z)], results.AsSpan(0, 1), results.AsSpan(1, 1));
        return (results[0][0], results[1][0]);
    }
}
