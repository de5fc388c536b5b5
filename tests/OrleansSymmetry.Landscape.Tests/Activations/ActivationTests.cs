using System.Runtime.Intrinsics;
using OrleansSymmetry.Landscape.Activations;
using OrleansSymmetry.Witnesses.Arithmetic;
using OrleansSymmetry.Witnesses.Textbook;
using OrleansSymmetry.Witnesses.Ulps;

namespace OrleansSymmetry.Landscape.Tests.Activations;

public sealed class ActivationTests
{
    private static readonly double[] Points =
        [-30, -7.5, -3.2, -2.4, -1.4142135, -1.1, -0.7, -0.3, -0.01, 0.02, 0.25, 0.6, 1, 1.4142135, 2.399, 4.1, 11, 25];

    public static TheoryData<string> Names => [.. ActivationRegistry.Names];

    [Fact]
    public void Registry_refuses_another_name_and_lists_its_own()
    {
        string message = Assert.Throws<ArgumentException>(() => ActivationRegistry.Create("swish")).Message;
        Assert.Contains("'swish'", message, StringComparison.Ordinal);
        Assert.Contains("leaky-relu", message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Activation_has_the_name_it_is_registered_under(string name) => Assert.Equal(name, ActivationRegistry.Create(name).Name);

    [Theory]
    [MemberData(nameof(Names))]
    public void Value_and_derivatives_are_the_textbook_ones(string name)
    {
        TextbookActivation textbook = TextbookActivations.Of(name);
        foreach (double z in Points)
        {
            (double value, double first, double second) = At(ActivationRegistry.Create(name), z);
            Near(textbook.Value(z), value, null);
            Near(textbook.First(z), first, textbook.FirstScale?.Invoke(z));
            Near(textbook.Second(z), second, textbook.SecondScale?.Invoke(z));
        }

        static void Near(DoubleDouble expected, double actual, DoubleDouble? scale) =>
            Assert.InRange(Math.Abs((expected - actual).High), 0, 4 * UlpMeasure.Ulp((scale ?? expected).High));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Textbook_derivatives_agree_with_differences_of_the_textbook_function(string name)
    {
        const double step = 1e-8;
        TextbookActivation textbook = TextbookActivations.Of(name);
        foreach (double z in Points)
        {
            Near(textbook.Value, textbook.First, z);
            Near(textbook.First, textbook.Second, z);
        }

        static void Near(Func<DoubleDouble, DoubleDouble> f, Func<DoubleDouble, DoubleDouble> derivative, double z)
        {
            DoubleDouble difference = (f(DoubleDouble.Sum(z, step)) - f(DoubleDouble.Sum(z, -step))) / (2 * step);
            Assert.Equal(difference.High, derivative(z).High, 1e-14);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Limits_are_those_of_the_function(string name) =>
        Assert.Empty(ActivationEdges.Of(name).Where(check => !check.Holds).Select(check => check.Check));

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_overload_has_the_same_bits(string name)
    {
        Activation activation = ActivationRegistry.Create(name);
        Vector512<double>[] z = [.. Points.Select(Vector512.Create), Vector512.Create(double.NaN), Vector512<double>.Zero];
        var alone = new Vector512<double>[z.Length];
        Vector512<double>[] values = [.. alone], first = [.. alone], values2 = [.. alone], first2 = [.. alone], second = [.. alone];
        activation.Evaluate(z, alone);
        activation.Evaluate(z, values, first);
        activation.Evaluate(z, values2, first2, second);
        for (int i = 0; i < z.Length; i++)
        {
            Assert.Equal(Bits(alone[i]), Bits(values[i]));
            Assert.Equal(Bits(alone[i]), Bits(values2[i]));
            Assert.Equal(Bits(first[i]), Bits(first2[i]));
        }

        Assert.True(double.IsNaN(alone[^2][0]), "NaN must not turn into a number");
    }

    /// <summary>The bits, with one pattern for NaN: the sign of a NaN is not part of a result.</summary>
    private static Vector512<long> Bits(Vector512<double> values) =>
        Vector512.ConditionalSelect(Vector512.IsNaN(values), Vector512.Create(double.NaN), values).AsInt64();

    [Theory]
    [MemberData(nameof(Names))]
    public void Traits_are_those_of_the_function(string name) => CheckTraits(ActivationRegistry.Create(name));

    [Theory]
    [InlineData(0.0, Parity.None, true, false, 1.0)]
    [InlineData(1.0, Parity.Odd, false, true, 1.0)]
    [InlineData(-1.0, Parity.Even, true, false, 1.0)]
    [InlineData(0.2, Parity.None, true, false, 1.0)]
    [InlineData(-3.0, Parity.None, true, false, 3.0)]
    public void Traits_of_leaky_relu_follow_its_slope(double slope, Parity parity, bool kink, bool linear, double largest)
    {
        Activation activation = ActivationRegistry.Create("leaky-relu", slope);
        Assert.Equal(parity, activation.Parity);
        Assert.Equal(kink, activation.HasKink);
        Assert.Equal(linear, activation.IsLinear);
        Assert.Equal(1, activation.Homogeneity);
        Assert.Equal(largest, activation.LargestSlope);
        CheckTraits(activation);
    }

    [Theory]
    [InlineData("relu", 0.0, 0.0)]
    [InlineData("abs", 0.0, 0.0)]
    [InlineData("leaky-relu", 0.0, 0.0)]
    [InlineData("elu", 1.0, 1.0)]
    [InlineData("softsign", 1.0, 0.0)]
    public void Derivatives_at_zero_where_they_jump_are_the_documented_ones(string name, double first, double second)
    {
        (double value, double atFirst, double atSecond) = At(ActivationRegistry.Create(name), 0);
        Assert.Equal(0, value);
        Assert.Equal(first, atFirst);
        Assert.Equal(second, atSecond);
    }

    private static void CheckTraits(Activation activation)
    {
        double f(double z) => At(activation, z).Value;
        double slope(double z) => At(activation, z).First;
        Assert.Equal(Holds(z => f(-z) + f(z)), activation.Parity == Parity.Odd);
        Assert.Equal(Holds(z => f(-z) - f(z)), activation.Parity == Parity.Even);
        Assert.Equal(Holds(z => f(-z) + f(z) - 1), activation.Parity == Parity.OddAboutHalf);
        Assert.Equal(Holds(z => f(3 * z) - (3 * f(z))), activation.Homogeneity == 1);
        Assert.Equal(Holds(z => f(3 * z) - (9 * f(z))), activation.Homogeneity == 2);
        Assert.Equal(Math.Abs(slope(1e-9) - slope(-1e-9)) > 1e-3, activation.HasKink);
        Assert.Equal(Holds(z => f(z + (2 * Math.PI)) - f(z)), activation.IsPeriodic);
        Assert.Equal(Holds(z => f(z) - z), activation.IsLinear);
        if (double.IsFinite(activation.LargestSlope))
        {
            double largest = Enumerable.Range(-40000, 80001).Max(i => Math.Abs(slope(i / 1000.0)));
            Assert.InRange(largest, activation.LargestSlope * (1 - 1e-6), activation.LargestSlope * (1 + 1e-15));
        }
        else
        {
            Assert.True(slope(1e6) > 1e6);
        }
    }

    private static bool Holds(Func<double, double> defect) => Points.Where(z => Math.Abs(z) < 10).All(z => Math.Abs(defect(z)) < 1e-12);

    private static (double Value, double First, double Second) At(Activation activation, double z)
    {
        Vector512<double>[] results = [default, default, default];
        activation.Evaluate([Vector512.Create(z)], results.AsSpan(0, 1), results.AsSpan(1, 1), results.AsSpan(2, 1));
        return (results[0][0], results[1][0], results[2][0]);
    }
}
