using System.Runtime.Intrinsics;
using OrleansSymmetry.Landscape.Objectives.Losses;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Witnesses.Arithmetic;
using OrleansSymmetry.Witnesses.Textbook;

namespace OrleansSymmetry.Landscape.Tests.Objectives.Losses;

/// <summary>Every loss by itself, without a network: against its formula in 31 digits.</summary>
public sealed class SampleLossTests
{
    /// <summary>A step of differences in 31 digits: what is lost by cancellation and by curvature is below 1e-13.</summary>
    private const double Step = 1e-8;

    private static readonly double[] Weights = [0.5, 0.25];

    public static TheoryData<LossKind> Kinds => [.. Enum.GetValues<LossKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Value_slopes_and_curvature_are_those_of_the_formula(LossKind kind)
    {
        double[] outputs = OutputsOf(kind), targets = TargetsOf(kind), tangents = [.. outputs.Select((_, i) => 0.7 - (0.4 * i))];
        SampleLoss loss = LossRegistry.Create(kind);
        var block = new SampleBlock(Lanes(outputs), targets, Weights);
        Vector512<double>[] slopes = Lanes(outputs), state = Lanes(outputs), products = Lanes(outputs);
        Vector512<double> value = loss.Value(Vector512.Create(3.0), block);
        Vector512<double> same = loss.Slopes(Vector512.Create(3.0), block, slopes, state);
        loss.Curvature(block, state, Lanes(tangents), products);

        Assert.Equal(value, same);
        Assert.Equal((3 + Formula(kind, outputs, targets)).High, value[0], 1e-14);
        for (int i = 0; i < outputs.Length; i++)
        {
            DoubleDouble slope = Difference(kind, outputs, targets, i);
            Assert.Equal(slope.High, slopes[i][7], 1e-12);
            DoubleDouble change =
                (Difference(kind, Moved(outputs, tangents, 1e-5), targets, i) - Difference(kind, Moved(outputs, tangents, -1e-5), targets, i)) / 2e-5;
            Assert.Equal(change.High, products[i][3], 1e-8);
        }
    }

    /// <summary>Where the exponentials leave the range of numbers, the loss does not.</summary>
    [Theory]
    [InlineData(LossKind.LogCosh, 1000.0, 0.0)]
    [InlineData(LossKind.Logistic, 1000.0, 0.0)]
    [InlineData(LossKind.Logistic, -1000.0, 1.0)]
    public void Loss_far_out_is_finite_and_grows_as_its_output(LossKind kind, double output, double target)
    {
        var block = new SampleBlock(Lanes([output]), [target], [1.0]);
        double value = LossRegistry.Create(kind).Value(Vector512<double>.Zero, block)[0];
        Assert.InRange(value, 999, 1000);
    }

    /// <summary>Outputs, [output, sample]; the logistic loss has one.</summary>
    private static double[] OutputsOf(LossKind kind) => kind == LossKind.Logistic ? [0.3, -1.7] : [0.3, -1.7, 2.1, 0.4, -0.6, 1.2];

    /// <summary>Targets, [sample, output].</summary>
    private static double[] TargetsOf(LossKind kind) => kind switch
    {
        LossKind.Logistic => [1, 0],
        LossKind.Softmax => [0, 1, 0, 1, 0, 0],
        _ => [0.1, -0.4, 0.9, 1.3, -2.2, 0.5],
    };

    private static Vector512<double>[] Lanes(double[] numbers) => [.. numbers.Select(Vector512.Create)];

    private static DoubleDouble Formula(LossKind kind, DoubleDouble[] outputs, double[] targets)
    {
        int units = targets.Length / Weights.Length;
        DoubleDouble sum = 0;
        for (int s = 0; s < Weights.Length; s++)
        {
            DoubleDouble[] sample = [.. Enumerable.Range(0, units).Select(k => outputs[(k * Weights.Length) + s])];
            sum += TextbookLosses.Of(kind)(sample, targets[(s * units)..((s + 1) * units)]) * Weights[s];
        }

        return sum;
    }

    private static DoubleDouble Formula(LossKind kind, double[] outputs, double[] targets) =>
        Formula(kind, [.. outputs.Select(output => (DoubleDouble)output)], targets);

    private static DoubleDouble Difference(LossKind kind, double[] outputs, double[] targets, int at)
    {
        DoubleDouble[] up = [.. outputs.Select(output => (DoubleDouble)output)], down = [.. up];
        up[at] = DoubleDouble.Sum(outputs[at], Step);
        down[at] = DoubleDouble.Sum(outputs[at], -Step);
        return (Formula(kind, up, targets) - Formula(kind, down, targets)) / (2 * Step);
    }

    private static double[] Moved(double[] outputs, double[] tangents, double by) => [.. outputs.Zip(tangents, (output, tangent) => output + (by * tangent))];
}
