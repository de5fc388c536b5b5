namespace OrleansSymmetry.Witnesses.Ulps;

/// <summary>Arguments at which a function's value is known exactly: zeros of either sign, subnormals, infinities, NaN, the edges of overflow.</summary>
public static class SpecialCases
{
    private const double HalfPi = 1.5707963267948966;

    /// <summary>Function, argument, value to the bit (any NaN is one NaN).</summary>
    public static IReadOnlyList<(string Function, double X, double Value)> All { get; } =
    [
        .. ElementaryFunction.All.Keys.Select(name => (name, double.NaN, double.NaN)),
        ("exp", 0.0, 1.0), ("exp", -0.0, 1.0), ("exp", double.NegativeInfinity, 0.0), ("exp", double.PositiveInfinity, double.PositiveInfinity),
        ("exp", 709.782712893384, 1.7976931348622732e308), ("exp", 709.7827128933841, double.PositiveInfinity), ("exp", 710.0, double.PositiveInfinity),
        ("exp", -745.0, double.Epsilon), ("exp", -746.0, 0.0), ("exp", double.Epsilon, 1.0),
        ("expm1", 0.0, 0.0), ("expm1", -0.0, -0.0), ("expm1", double.Epsilon, double.Epsilon), ("expm1", -double.Epsilon, -double.Epsilon),
        ("expm1", double.NegativeInfinity, -1.0), ("expm1", double.PositiveInfinity, double.PositiveInfinity),
        ("log", 1.0, 0.0), ("log", 0.0, double.NegativeInfinity), ("log", -0.0, double.NegativeInfinity), ("log", -1.0, double.NaN),
        ("log", double.PositiveInfinity, double.PositiveInfinity), ("log", double.NegativeInfinity, double.NaN), ("log", double.Epsilon, -744.4400719213812),
        ("log1p", 0.0, 0.0), ("log1p", -0.0, -0.0), ("log1p", double.Epsilon, double.Epsilon), ("log1p", -1.0, double.NegativeInfinity),
        ("log1p", -1.5, double.NaN), ("log1p", double.PositiveInfinity, double.PositiveInfinity), ("log1p", double.NegativeInfinity, double.NaN),
        ("tanh", 0.0, 0.0), ("tanh", -0.0, -0.0), ("tanh", double.Epsilon, double.Epsilon), ("tanh", double.PositiveInfinity, 1.0),
        ("tanh", double.NegativeInfinity, -1.0), ("tanh", double.MaxValue, 1.0),
        ("sigmoid", 0.0, 0.5), ("sigmoid", double.NegativeInfinity, 0.0), ("sigmoid", double.PositiveInfinity, 1.0), ("sigmoid", -745.0, double.Epsilon),
        ("softplus", double.NegativeInfinity, 0.0), ("softplus", double.PositiveInfinity, double.PositiveInfinity),
        ("softplus", double.MaxValue, double.MaxValue), ("softplus", -745.0, double.Epsilon),
        ("erf", 0.0, 0.0), ("erf", -0.0, -0.0), ("erf", double.PositiveInfinity, 1.0), ("erf", double.NegativeInfinity, -1.0),
        ("erfc", 0.0, 1.0), ("erfc", double.PositiveInfinity, 0.0), ("erfc", double.NegativeInfinity, 2.0), ("erfc", double.Epsilon, 1.0),
        ("normalDistribution", 0.0, 0.5), ("normalDistribution", double.PositiveInfinity, 1.0), ("normalDistribution", double.NegativeInfinity, 0.0),
        ("expOfMinusSquare", 0.0, 1.0), ("expOfMinusSquare", double.PositiveInfinity, 0.0), ("expOfMinusSquare", double.NegativeInfinity, 0.0),
        ("expOfMinusSquare", double.MaxValue, 0.0),
        ("sin", 0.0, 0.0), ("sin", -0.0, -0.0), ("sin", double.Epsilon, double.Epsilon), ("sin", double.PositiveInfinity, double.NaN),
        ("sin", double.NegativeInfinity, double.NaN), ("sin", 1125899906842625.0, double.NaN), ("sin", 1e22, double.NaN),
        ("cos", 0.0, 1.0), ("cos", -0.0, 1.0), ("cos", double.NegativeInfinity, double.NaN), ("cos", 1e22, double.NaN),
        ("atan", 0.0, 0.0), ("atan", -0.0, -0.0), ("atan", double.Epsilon, double.Epsilon), ("atan", double.PositiveInfinity, HalfPi),
        ("atan", double.NegativeInfinity, -HalfPi), ("atan", double.MaxValue, HalfPi),
    ];

    /// <summary>Whether two values are the same bits, or both NaN.</summary>
    public static bool Same(double a, double b) =>
        BitConverter.DoubleToInt64Bits(a) == BitConverter.DoubleToInt64Bits(b) || (double.IsNaN(a) && double.IsNaN(b));
}
