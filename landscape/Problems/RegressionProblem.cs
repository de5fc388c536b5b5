using System.Text.Json;
using OrleansSymmetry.Landscape.Lanes;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Problems;

/// <summary>
/// A function of one variable at equally spaced points, both ends included: sin x, cos x, sinc = sin x / x, step = the sign of x (+1 at 0),
/// runge = 1/(1 + 25 x^2), gaussian = exp(-x^2), abs = |x|, cubic = x^3, sawtooth = x less the integer below it.
/// </summary>
public sealed record RegressionProblem(string Function, int Points, double From, double To) : Problem
{
    private const int UsualPoints = 32;

    private static readonly (string Name, Func<double, double> Of, double From, double To)[] Functions =
    [
        ("sin", LaneMath.Sin, -Math.PI, Math.PI),
        ("cos", LaneMath.Cos, -Math.PI, Math.PI),
        ("sinc", x => x == 0 ? 1 : LaneMath.Sin(x) / x, -4 * Math.PI, 4 * Math.PI),
        ("step", x => x < 0 ? -1 : 1, -1, 1),
        ("runge", x => 1 / (1 + (25 * x * x)), -1, 1),
        ("gaussian", x => LaneMath.Exp(-(x * x)), -3, 3),
        ("abs", Math.Abs, -1, 1),
        ("cubic", x => x * x * x, -1, 1),
        ("sawtooth", x => x - Math.Floor(x), -2, 2),
    ];

    /// <inheritdoc/>
    public override string Kind => "regression";

    /// <inheritdoc/>
    public override LossKind DefaultLoss => LossKind.Mse;

    /// <inheritdoc/>
    public override ProblemShape Shape(DataFiles files) => new(1, 1, Points);

    /// <inheritdoc/>
    public override ProblemData Build(NetworkSpec network, DataFiles files)
    {
        Func<double, double> function = Functions.First(entry => entry.Name == Function).Of;
        double[] x = new double[Points];
        for (int s = 0; s < Points; s++)
        {
            // The ends weighted, not a step added: the last point is `to` to the bit.
            double part = (double)s / (Points - 1);
            x[s] = ((1 - part) * From) + (part * To);
        }

        return new DataSet(x, [.. x.Select(function)], SampleWeights.Equal(Points), 1, 1);
    }

    /// <inheritdoc/>
    public override void WriteKeys(Utf8JsonWriter writer)
    {
        writer.WriteString("function", Function);
        writer.WriteNumber("points", Points);
        writer.WriteNumber("from", From);
        writer.WriteNumber("to", To);
    }

    internal static RegressionProblem Read(ProblemReading reading)
    {
        SpecMapReader keys = reading.Keys;
        IEnumerable<string> names = Functions.Select(entry => entry.Name);
        _ = keys.Require("function", $"It must be one of {string.Join(", ", names)}.");
        string name = keys.Name("function", Functions[0].Name, names);
        (_, _, double from, double to) = Functions.First(entry => entry.Name == name);
        int points = (int)keys.Integer("points", UsualPoints, 2, SweepLimits.DataEntries);
        from = keys.Number("from", from, NumberRange.Finite);
        to = keys.Number("to", to, NumberRange.Finite);
        if (!(from < to))
        {
            string key = keys.Has("to") ? "to" : "from";
            SpecNode node = keys.Find(key)!;
            keys.Faults.Refuse(keys.PathOf(key), node, $"from must be less than to; here they are {SpecText.Show(from)} and {SpecText.Show(to)}.");
        }

        return new RegressionProblem(name, points, from, to);
    }
}
