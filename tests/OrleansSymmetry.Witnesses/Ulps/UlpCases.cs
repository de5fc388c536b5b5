using System.Reflection;
using OrleansSymmetry.Landscape.Activations;
using OrleansSymmetry.Landscape.Lanes;
using OrleansSymmetry.Witnesses.Arithmetic;
using OrleansSymmetry.Witnesses.Textbook;

namespace OrleansSymmetry.Witnesses.Ulps;

/// <summary>What the table measures: every function of <see cref="LaneMath"/>, every activation of the registry with its derivatives.</summary>
internal static class UlpCases
{
    /// <summary>2^50: beyond it LaneMath's sine is NaN.</summary>
    private const double LargestPhase = 1125899906842624.0;

    private const double HalfLnTwo = 0.34657359027997264;
    private const double Max = double.MaxValue;

    /// <summary>k pi/4 for the k next to which rounding can choose either neighbour; 355/113 and its kin come very near.</summary>
    private static readonly double[] Phases = [.. new double[] { 1, 2, 3, 4, 5, 6, 8, 22, 44, 355, 710, 1420, 104348, 1273239 }.Select(k => k * Math.PI / 4)];

    /// <summary>The elementary functions, in the order of the table.</summary>
    public static IReadOnlyList<UlpCase> Elementary { get; } =
    [
        Unary("exp", new(-745, 709.78, -2, 2, [HalfLnTwo, 708.39, 709.78, 744.9]), LaneMath.Exp, DoubleDouble.Exp),
        Unary("expm1", new(-Max, 709.78, -2, 2, [HalfLnTwo, 40, 709.78, 5.551115123125783E-17]), LaneMath.Expm1, DoubleDouble.Expm1),
        Unary("log", new(double.Epsilon, Max, 0.5, 2, [Math.Sqrt(0.5), Math.Sqrt(2), 1, 2.2250738585072014e-308]), LaneMath.Log, DoubleDouble.Log),
        Unary("log1p", new(-0.9999999999999999, Max, -0.9, 3, [0.2928932188134524, 0.41421356237309503, 0.5, 1]), LaneMath.Log1p, DoubleDouble.Log1p),
        Unary("tanh", new(-Max, Max, -3, 3, [HalfLnTwo / 2, 22]), LaneMath.Tanh, DoubleDouble.Tanh),
        Unary("sigmoid", new(-745, Max, -4, 4, [HalfLnTwo, 37, 708.39]), LaneMath.Sigmoid, DoubleDouble.Sigmoid),
        Unary("softplus", new(-745, Max, -4, 4, [HalfLnTwo, 37, 708.39]), LaneMath.Softplus, DoubleDouble.Softplus),
        Unary("erf", new(-Max, Max, -3, 3, [1, 5.9]), LaneMath.Erf, DoubleDouble.Erf),
        Unary("erfc", new(-Max, 27.2, -1, 6, [0.5, 1, 4, 26.54]), LaneMath.Erfc, DoubleDouble.Erfc),
        Unary("normalDistribution", new(-38.4, Max, -8, 4, [Math.Sqrt(0.5), 37.5]), LaneMath.NormalDistribution, DoubleDouble.NormalDistribution),
        Unary("expOfMinusSquare", new(-27.2, 27.2, -4, 4, [26.5]), LaneMath.ExpOfMinusSquare, x => DoubleDouble.Exp(-(x * x))),
        Unary("sin", new(-1e6, 1e6, -7, 7, Phases), LaneMath.Sin, DoubleDouble.Sin),
        Unary("cos", new(-1e6, 1e6, -7, 7, Phases), LaneMath.Cos, DoubleDouble.Cos),
        Unary("sin, far", new(-LargestPhase, LargestPhase, -LargestPhase, LargestPhase, Phases), LaneMath.Sin, DoubleDouble.Sin),
        Unary("cos, far", new(-LargestPhase, LargestPhase, -LargestPhase, LargestPhase, Phases), LaneMath.Cos, DoubleDouble.Cos),
        Unary("atan", new(-Max, Max, -4, 4, [0.41421356237309503, 1, 2.414213562373095]), LaneMath.Atan, DoubleDouble.Atan),
        Binary("atan2", new(-1e150, 1e150, -3, 3, []), LaneMath.Atan2, DoubleDouble.Atan2),
    ];

    /// <summary>Every activation of the registry: phi, phi', phi''.</summary>
    public static IEnumerable<UlpCase> Activations => ActivationRegistry.Names.SelectMany(OfActivation);

    /// <summary>Functions of <see cref="LaneMath"/> on one or two vectors that have no line.</summary>
    public static IEnumerable<string> Unmeasured =>
        from method in typeof(LaneMath).GetMethods(BindingFlags.Public | BindingFlags.Static)
        where method.ReturnType == typeof(LaneVector) && method.GetParameters().All(parameter => parameter.ParameterType == typeof(LaneVector))
        where !Elementary.Any(subject => string.Equals(subject.Name, method.Name, StringComparison.OrdinalIgnoreCase))
        select method.Name;

    private static IEnumerable<UlpCase> OfActivation(string name)
    {
        Activation activation = ActivationRegistry.Create(name);
        TextbookActivation textbook = TextbookActivations.Of(name);
        Domain domain = new(-textbook.Reach, textbook.Reach, -6, 6, textbook.Boundaries);
        yield return new UlpCase(name, domain, (z, _, values) => activation.Evaluate(z, values), (x, _) => textbook.Value(x));
        yield return new UlpCase(name + "'", domain, (z, values, first) => activation.Evaluate(z, Scratch(values), first), (x, _) => textbook.First(x))
        {
            Scale = textbook.FirstScale is { } scale ? x => scale(x) : null,
        };
        yield return new UlpCase(
            name + "''",
            domain,
            (z, values, second) => activation.Evaluate(z, Scratch(values), new LaneVector[z.Length], second),
            (x, _) => textbook.Second(x))
        {
            Scale = textbook.SecondScale is { } scale2 ? x => scale2(x) : null,
        };

        static LaneVector[] Scratch(ReadOnlySpan<LaneVector> like) => new LaneVector[like.Length];
    }

    private static UlpCase Unary(string name, Domain domain, Func<LaneVector, LaneVector> lanes, Func<DoubleDouble, DoubleDouble> exact) => new(
        name,
        domain,
        (first, _, results) =>
        {
            for (int i = 0; i < first.Length; i++)
            {
                results[i] = lanes(first[i]);
            }
        },
        (x, _) => exact(x));

    private static UlpCase Binary(
        string name, Domain domain, Func<LaneVector, LaneVector, LaneVector> lanes, Func<DoubleDouble, DoubleDouble, DoubleDouble> exact) => new(
        name,
        domain,
        (first, second, results) =>
        {
            for (int i = 0; i < first.Length; i++)
            {
                results[i] = lanes(first[i], second[i]);
            }
        },
        (y, x) => exact(y, x));
}
