using System.Globalization;
using System.Runtime.Intrinsics;
using OrleansSymmetry.Landscape.Lanes;

namespace OrleansSymmetry.Landscape.Tests.Lanes;

public sealed class LaneMathTests
{
    /// <summary>What LaneMath promises.</summary>
    private const double LargestError = 4;

    private static readonly Dictionary<string, Func<Vector512<double>, Vector512<double>>> Functions = new()
    {
        ["exp"] = LaneMath.Exp,
        ["expm1"] = LaneMath.Expm1,
        ["log"] = LaneMath.Log,
        ["log1p"] = LaneMath.Log1p,
        ["tanh"] = LaneMath.Tanh,
        ["sigmoid"] = LaneMath.Sigmoid,
        ["softplus"] = LaneMath.Softplus,
        ["erf"] = LaneMath.Erf,
        ["erfc"] = LaneMath.Erfc,
        ["sin"] = LaneMath.Sin,
        ["cos"] = LaneMath.Cos,
        ["atan"] = LaneMath.Atan,
    };

    private static readonly Dictionary<string, Func<double, double>> ScalarFunctions = new()
    {
        ["exp"] = LaneMath.Exp,
        ["expm1"] = LaneMath.Expm1,
        ["log"] = LaneMath.Log,
        ["log1p"] = LaneMath.Log1p,
        ["tanh"] = LaneMath.Tanh,
        ["sigmoid"] = LaneMath.Sigmoid,
        ["softplus"] = LaneMath.Softplus,
        ["erf"] = LaneMath.Erf,
        ["erfc"] = LaneMath.Erfc,
        ["sin"] = LaneMath.Sin,
        ["cos"] = LaneMath.Cos,
        ["atan"] = LaneMath.Atan,
    };

    private static readonly Lazy<ILookup<string, Reference>> References = new(() => Read().ToLookup(reference => reference.Function));

    public static TheoryData<string> Names => [.. Functions.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Function_is_within_four_units_in_the_last_place(string name)
    {
        Func<Vector512<double>, Vector512<double>> function = Functions[name];
        CheckErrors(References.Value[name], reference => function(Vector512.Create(reference.X))[0]);
    }

    [Fact]
    public void Atan2_is_within_four_units_in_the_last_place() =>
        CheckErrors(References.Value["atan2"], reference => LaneMath.Atan2(reference.X, reference.Second));

    [Theory]
    [MemberData(nameof(Names))]
    public void Function_has_the_same_bits_in_every_lane_and_as_a_scalar(string name)
    {
        double[] x = [.. References.Value[name].Select(reference => reference.X)];
        Func<Vector512<double>, Vector512<double>> function = Functions[name];
        for (int i = 0; i + 8 < x.Length; i += 3)
        {
            Vector512<double> together = function(Vector512.Create(x.AsSpan(i, 8)));
            for (int lane = 0; lane < 8; lane++)
            {
                long expected = BitConverter.DoubleToInt64Bits(ScalarFunctions[name](x[i + lane]));
                Assert.Equal(expected, BitConverter.DoubleToInt64Bits(together[lane]));
            }
        }
    }

    [Theory]
    [InlineData("exp", 0.0, 1.0)]
    [InlineData("exp", double.NegativeInfinity, 0.0)]
    [InlineData("exp", double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData("exp", 710.0, double.PositiveInfinity)]
    [InlineData("exp", -746.0, 0.0)]
    [InlineData("exp", -745.0, double.Epsilon)]
    [InlineData("expm1", 0.0, 0.0)]
    [InlineData("expm1", double.Epsilon, double.Epsilon)]
    [InlineData("expm1", double.NegativeInfinity, -1.0)]
    [InlineData("expm1", double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData("log", 1.0, 0.0)]
    [InlineData("log", 0.0, double.NegativeInfinity)]
    [InlineData("log", -1.0, double.NaN)]
    [InlineData("log", double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData("log", double.NegativeInfinity, double.NaN)]
    [InlineData("log1p", 0.0, 0.0)]
    [InlineData("log1p", double.Epsilon, double.Epsilon)]
    [InlineData("log1p", -1.0, double.NegativeInfinity)]
    [InlineData("log1p", -1.5, double.NaN)]
    [InlineData("log1p", double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData("tanh", double.Epsilon, double.Epsilon)]
    [InlineData("tanh", double.PositiveInfinity, 1.0)]
    [InlineData("tanh", double.NegativeInfinity, -1.0)]
    [InlineData("sigmoid", 0.0, 0.5)]
    [InlineData("sigmoid", double.NegativeInfinity, 0.0)]
    [InlineData("sigmoid", double.PositiveInfinity, 1.0)]
    [InlineData("softplus", double.NegativeInfinity, 0.0)]
    [InlineData("softplus", double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData("erf", double.PositiveInfinity, 1.0)]
    [InlineData("erf", double.NegativeInfinity, -1.0)]
    [InlineData("erfc", double.PositiveInfinity, 0.0)]
    [InlineData("erfc", double.NegativeInfinity, 2.0)]
    [InlineData("erfc", 0.0, 1.0)]
    [InlineData("sin", double.Epsilon, double.Epsilon)]
    [InlineData("sin", double.PositiveInfinity, double.NaN)]
    [InlineData("cos", 0.0, 1.0)]
    [InlineData("cos", double.NegativeInfinity, double.NaN)]
    [InlineData("atan", double.Epsilon, double.Epsilon)]
    [InlineData("atan", double.PositiveInfinity, Math.PI / 2)]
    [InlineData("atan", double.NegativeInfinity, -Math.PI / 2)]
    public void Function_at_a_special_argument_is_exact(string name, double x, double expected)
    {
        double actual = ScalarFunctions[name](x);
        Assert.Equal(double.IsNaN(expected), double.IsNaN(actual));
        if (!double.IsNaN(expected))
        {
            Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(actual));
        }
    }

    [Theory]
    [InlineData("expm1")]
    [InlineData("log1p")]
    [InlineData("tanh")]
    [InlineData("erf")]
    [InlineData("sin")]
    [InlineData("atan")]
    public void Odd_function_keeps_the_sign_of_zero(string name)
    {
        Assert.Equal(double.NegativeZero, ScalarFunctions[name](double.NegativeZero));
        Assert.True(double.IsNegative(ScalarFunctions[name](double.NegativeZero)));
        Assert.False(double.IsNegative(ScalarFunctions[name](0.0)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Function_of_NaN_is_NaN(string name) => Assert.True(double.IsNaN(ScalarFunctions[name](double.NaN)));

    [Theory]
    [InlineData(0.0, 1.0, 0.0)]
    [InlineData(0.0, -1.0, Math.PI)]
    [InlineData(-0.0, -1.0, -Math.PI)]
    [InlineData(1.0, 0.0, Math.PI / 2)]
    [InlineData(-1.0, 0.0, -Math.PI / 2)]
    [InlineData(0.0, 0.0, 0.0)]
    [InlineData(1.0, double.PositiveInfinity, 0.0)]
    [InlineData(1.0, double.NegativeInfinity, Math.PI)]
    [InlineData(double.PositiveInfinity, 1.0, Math.PI / 2)]
    public void Atan2_on_an_axis_is_exact(double y, double x, double expected) => Assert.Equal(expected, LaneMath.Atan2(y, x));

    private static void CheckErrors(IEnumerable<Reference> references, Func<Reference, double> function)
    {
        double worst = 0;
        Reference? at = null;
        foreach (Reference reference in references)
        {
            double error = Math.Abs(function(reference) - reference.High - reference.Low) / Ulp(reference.High);
            if (!(error <= worst))
            {
                worst = error;
                at = reference;
            }
        }

        Assert.NotNull(at);
        Assert.True(worst <= LargestError, $"{worst} units in the last place at {at}");
    }

    private static double Ulp(double value) => Math.BitIncrement(Math.Abs(value)) - Math.Abs(value);

    private static IEnumerable<Reference> Read()
    {
        using Stream stream = typeof(LaneMathTests).Assembly.GetManifestResourceStream(
            "OrleansSymmetry.Landscape.Tests.Lanes.reference-values.csv")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            string[] cells = line.Split(',');
            yield return new Reference(
                cells[0],
                Number(cells[1]),
                cells[2].Length == 0 ? double.NaN : Number(cells[2]),
                Number(cells[3]),
                Number(cells[4]));
        }
    }

    private static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private sealed record Reference(string Function, double X, double Second, double High, double Low);
}
