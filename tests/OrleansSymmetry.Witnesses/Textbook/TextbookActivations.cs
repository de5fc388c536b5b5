using OrleansSymmetry.Witnesses.Arithmetic;
using static OrleansSymmetry.Witnesses.Arithmetic.DoubleDouble;

namespace OrleansSymmetry.Witnesses.Textbook;

/// <summary>Every activation that a sweep can name. A new one is one entry.</summary>
public static class TextbookActivations
{
    /// <summary>The slope of leaky-relu unless a sweep gives another.</summary>
    private const double LeakySlope = 0.01;

    private static readonly Dictionary<string, TextbookActivation> Entries = new(StringComparer.Ordinal)
    {
        ["tanh"] = new(Tanh, TanhSlope, z => -2 * Tanh(z) * TanhSlope(z)) { Boundaries = [0.1732867951399863, 22], Reach = 354 },
        ["sigmoid"] = new(Sigmoid, SigmoidSlope, z => -SigmoidSlope(z) * Tanh(z * 0.5)) { Boundaries = [0.34657359027997264, 37, 708.39, 744] },
        ["relu"] = Piecewise(negativeSlope: 0),
        ["leaky-relu"] = Piecewise(LeakySlope),
        ["erf"] = new(Erf, ErfSlope, z => z * -2 * ErfSlope(z)) { Boundaries = [1, 5.9, 26.5] },
        ["sin"] = new(Sin, Cos, z => -Sin(z)) { Boundaries = [.. Enumerable.Range(1, 40).Select(k => k * Math.PI / 4)], Reach = 1125899906842624.0 },
        ["softplus"] = new(Softplus, Sigmoid, SigmoidSlope) { Boundaries = [0.34657359027997264, 37, 708.39, 744] },
        ["gelu"] = new(z => ErfcTimes(-z * SqrtHalf, z * 0.5), z => Distribution(z) + (z * Density(z)), z => Density(z) * (2 - (z * z)))
        {
            FirstScale = z => Max(Distribution(z), Abs(z * Density(z))),
            Reach = 37.5,
            Boundaries = [Math.Sqrt(2), 0.7071067811865476, 0.75179, 8.3, 37.5],
        },
        ["silu"] = new(
            z => z.High < 0 ? ExpTimes(z, z / (Exp(z) + 1)) : z * Sigmoid(z),
            z => Sigmoid(z) + (z * SigmoidSlope(z)),
            z => SigmoidSlope(z) * (2 - (z * Tanh(z * 0.5))))
        {
            FirstScale = z => Max(Sigmoid(z), Abs(z * SigmoidSlope(z))),
            SecondScale = z => SigmoidSlope(z) * Max(2, Abs(z * Tanh(z * 0.5))),
            Reach = 708,
            Boundaries = [1.2784645427610738, 2.399357280520, 0.34657359027997264, 37, 708.39],
        },
        ["elu"] = new(z => z.High > 0 ? z : Expm1(z), z => z.High > 0 ? One : Exp(z), z => z.High > 0 ? Zero : Exp(z))
        {
            Boundaries = [0.34657359027997264, 37, 708.39],
        },
        ["arctan"] = new(Atan, z => 1 / (1 + (z * z)), z => z * -2 / (1 + (z * z)) / (1 + (z * z)))
        {
            Boundaries = [0.41421356237309503, 1, 2.414213562373095],
        },
        ["softsign"] = new(z => z / (1 + Abs(z)), z => 1 / Square(1 + Abs(z)), z => (z.High > 0 ? -2 : 2) / (Square(1 + Abs(z)) * (1 + Abs(z)))),
        ["gaussian"] = new(z => Exp(-Square(z)), z => ExpTimes(-Square(z), z * -2), z => ExpTimes(-Square(z), (Square(z) * 4) - 2))
        {
            Reach = 26.5,
            Boundaries = [Math.Sqrt(0.5)],
        },
        ["abs"] = Piecewise(negativeSlope: -1),
        ["square"] = new(Square, z => z * 2, _ => 2),
        ["identity"] = Piecewise(negativeSlope: 1),
    };

    /// <summary>The textbook's entry for an activation of the registry.</summary>
    /// <exception cref="KeyNotFoundException">It has none: add one above.</exception>
    public static TextbookActivation Of(string name) => Entries[name];

    /// <summary>z for z &gt; 0, slope z below.</summary>
    public static TextbookActivation Piecewise(double negativeSlope) =>
        new(z => z.High > 0 ? z : z * negativeSlope, z => z.High > 0 ? One : negativeSlope, _ => Zero);

    private static DoubleDouble Square(DoubleDouble z) => z * z;

    /// <summary>4 e^-2|z| / (1 + e^-2|z|)^2.</summary>
    private static DoubleDouble TanhSlope(DoubleDouble z) => ExpTimes(Abs(z) * -2, 4 / Square(Exp(Abs(z) * -2) + 1));

    /// <summary>e^-|z| / (1 + e^-|z|)^2.</summary>
    private static DoubleDouble SigmoidSlope(DoubleDouble z) => ExpTimes(-Abs(z), 1 / Square(Exp(-Abs(z)) + 1));

    private static DoubleDouble ErfSlope(DoubleDouble z) => ExpTimes(-Square(z), InverseSqrtPi * 2);

    private static DoubleDouble Distribution(DoubleDouble z) => ErfcTimes(-z * SqrtHalf, 0.5);

    private static DoubleDouble Density(DoubleDouble z) => ExpTimes(Square(z) * -0.5, InverseSqrtPi * SqrtHalf);
}
