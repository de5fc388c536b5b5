using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Witnesses.Arithmetic;

using static OrleansSymmetry.Witnesses.Arithmetic.DoubleDouble;

namespace OrleansSymmetry.Witnesses.Textbook;

/// <summary>Every loss that a sweep can name, of one sample's outputs and targets, in 31 digits. A new one is one entry.</summary>
public static class TextbookLosses
{
    private static readonly Dictionary<LossKind, Func<DoubleDouble[], double[], DoubleDouble>> Entries = new()
    {
        [LossKind.Mse] = (o, y) => Sum(o, y, (a, b) => (a - b) * (a - b)),
        [LossKind.HalfMse] = (o, y) => Sum(o, y, (a, b) => (a - b) * (a - b) * 0.5),
        [LossKind.LogCosh] = (o, y) => Sum(o, y, (a, b) => Abs(a - b) + Log1p(Expm1(Abs(a - b) * -2) * 0.5)),
        [LossKind.Logistic] = (o, y) => Softplus(o[0]) - (o[0] * y[0]),
        [LossKind.Softmax] = (o, y) => Sum(o, y, (a, b) => (Log(o.Select(Exp).Aggregate(Zero, (s, e) => s + e)) - a) * b),
    };

    /// <summary>The textbook's loss.</summary>
    /// <exception cref="KeyNotFoundException">It has none: add one above.</exception>
    public static Func<DoubleDouble[], double[], DoubleDouble> Of(LossKind kind) => Entries[kind];

    private static DoubleDouble Sum(DoubleDouble[] outputs, double[] targets, Func<DoubleDouble, double, DoubleDouble> term)
    {
        DoubleDouble sum = Zero;
        for (int k = 0; k < outputs.Length; k++)
        {
            sum += term(outputs[k], targets[k]);
        }

        return sum;
    }
}
