using System.Runtime.Intrinsics;
using OrleansSymmetry.Landscape.Lanes;
using OrleansSymmetry.Witnesses.Arithmetic;
using OrleansSymmetry.Witnesses.Ulps;

namespace OrleansSymmetry.Landscape.Tests.Lanes;

public sealed class LaneMathTests
{
    /// <summary>What LaneMath promises.</summary>
    private const double LargestError = 4;

    public static TheoryData<string> Names => [.. ElementaryFunction.All.Keys];

    public static TheoryData<string> ReferencedNames => [.. ReferenceValues.Functions.Where(ElementaryFunction.All.ContainsKey)];

    public static TheoryData<string, double, double> Specials =>
        [.. SpecialCases.All.Select(entry => new TheoryDataRow<string, double, double>(entry.Function, entry.X, entry.Value))];

    [Theory]
    [MemberData(nameof(ReferencedNames))]
    public void Function_is_within_four_units_in_the_last_place(string name)
    {
        Func<Vector512<double>, Vector512<double>> function = ElementaryFunction.All[name].Lanes;
        CheckErrors(ReferenceValues.Of(name), reference => function(Vector512.Create(reference.X))[0]);
    }

    [Fact]
    public void Atan2_is_within_four_units_in_the_last_place() =>
        CheckErrors(ReferenceValues.Of("atan2"), reference => LaneMath.Atan2(reference.X, reference.Second));

    [Theory]
    [MemberData(nameof(Names))]
    public void Function_has_the_same_bits_in_every_lane_and_as_a_scalar(string name)
    {
        double[] x = [.. ReferenceValues.Of("tanh").Concat(ReferenceValues.Of("atan")).Select(reference => reference.X)];
        Func<Vector512<double>, Vector512<double>> function = ElementaryFunction.All[name].Lanes;
        for (int i = 0; i + 8 <= x.Length; i += 3)
        {
            Vector512<double> together = function(Vector512.Create(x.AsSpan(i, 8)));
            for (int lane = 0; lane < 8; lane++)
            {
                long expected = BitConverter.DoubleToInt64Bits(ElementaryFunction.All[name].Scalar(x[i + lane]));
                Assert.Equal(expected, BitConverter.DoubleToInt64Bits(together[lane]));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Specials))]
    public void Function_at_a_special_argument_is_exact(string name, double x, double expected)
    {
        double actual = ElementaryFunction.All[name].Scalar(x);
        Assert.True(SpecialCases.Same(expected, actual), $"{actual:R} at {x:R}, not {expected:R}");
    }

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

    private static void CheckErrors(IEnumerable<ReferenceValue> references, Func<ReferenceValue, double> function)
    {
        double worst = 0;
        ReferenceValue? at = null;
        foreach (ReferenceValue reference in references)
        {
            double error = Math.Abs((reference.Value - function(reference)).High) / UlpMeasure.Ulp(reference.Value.High);
            if (!(error <= worst))
            {
                worst = error;
                at = reference;
            }
        }

        Assert.NotNull(at);
        Assert.True(worst <= LargestError, $"{worst} units in the last place at {at}");
    }
}
