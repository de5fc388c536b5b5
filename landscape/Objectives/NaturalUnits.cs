using System.Runtime.Intrinsics;
using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Specs;

namespace OrleansSymmetry.Landscape.Objectives;

/// <summary>
/// The units in which a landscape is judged. Measuring an input or a target in other units changes the numbers on the weights and on the
/// loss, and nothing else; a verdict must not change with it. With s_j the root mean square of input j and t the root of the targets' mean
/// variance (for a squared loss or log-cosh with a linear head), W_1[i, j] s_j, W_L[k, i] / t, b_L[k] / t and F / t^2 are free of units; all other
/// parameters are as they stand.
/// </summary>
public sealed class NaturalUnits
{
    /// <summary>Sizes within this of 1 are 1 to the rounding of standardisation.</summary>
    private const double SizeRounding = 1e-9;

    private readonly double[] _scales;

    private NaturalUnits(double[] scales, double target)
    {
        AreTheUsers = Math.Abs(target - 1) <= SizeRounding && scales.All(scale => Math.Abs(scale - 1) <= SizeRounding);
        if (AreTheUsers)
        {
            Array.Fill(scales, 1);
            target = 1;
        }

        _scales = scales;
        Target = target;
        Loss = target * target;
        GradientScales = [.. scales.Select(scale => Vector512.Create(scale / Loss))];
    }

    /// <summary>t: outputs in natural units are outputs divided by it.</summary>
    public double Target { get; }

    /// <summary>t^2: F in natural units is F divided by it.</summary>
    public double Loss { get; }

    /// <summary>Whether natural units are those of the sweep.</summary>
    public bool AreTheUsers { get; }

    /// <summary>What a parameter in natural units is multiplied by to give that of the sweep; P factors above 0.</summary>
    public IReadOnlyList<double> Scales => _scales;

    /// <summary>What an entry of the gradient is multiplied by to give that in natural units, in every lane. Not to be changed.</summary>
    internal LaneVector[] GradientScales { get; }

    /// <summary>The natural units of a network on its data; where the data are a distribution, those of the sweep.</summary>
    public static NaturalUnits Of(LandscapeSpec spec, ProblemData problem, Network network)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(network);
        var scales = new double[network.ParameterCount];
        Array.Fill(scales, 1);
        if (problem is not DataSet data)
        {
            return new NaturalUnits(scales, 1);
        }

        Layer first = network.Layers[0];
        for (int j = 0; first.HasWeights && j < first.Inputs; j++)
        {
            double scale = 1 / UnitOf(RootMeanSquare(data.X, data.Weights, j, data.Inputs));
            for (int i = 0; i < first.Outputs; i++)
            {
                scales[first.Weights + (i * first.Inputs) + j] = scale;
            }
        }

        double target = spec.Loss.Kind is LossKind.Logistic or LossKind.Softmax || network.Head != OutputHead.Linear ? 1 : UnitOf(TargetSize(data));
        Layer last = network.Layers[^1];
        if (last.HasWeights)
        {
            scales.AsSpan(last.Weights, last.Inputs * last.Outputs).Fill(target);
        }

        if (last.HasBiases)
        {
            scales.AsSpan(last.Biases, last.Outputs).Fill(target);
        }

        return new NaturalUnits(scales, target);
    }

    /// <summary>Parameters of the sweep in natural units, P entries.</summary>
    public double[] ToNatural(ReadOnlySpan<double> theta)
    {
        double[] natural = theta.ToArray();
        for (int p = 0; p < natural.Length; p++)
        {
            natural[p] /= _scales[p];
        }

        return natural;
    }

    /// <summary>Parameters in natural units in those of the sweep, P entries.</summary>
    public double[] ToUser(ReadOnlySpan<double> natural)
    {
        double[] theta = natural.ToArray();
        for (int p = 0; p < theta.Length; p++)
        {
            theta[p] *= _scales[p];
        }

        return theta;
    }

    /// <summary>The objective in natural units; the given one where these are the sweep's.</summary>
    public ILaneObjective Of(ILaneObjective objective) => AreTheUsers ? objective : new NaturalObjective(objective, this);

    private static double UnitOf(double size) => size > 0 && double.IsFinite(size) ? size : 1;

    /// <summary>The root of the variance of the targets, its mean over outputs; of constant targets the root mean square.</summary>
    private static double TargetSize(DataSet data)
    {
        double variance = 0;
        double square = 0;
        for (int k = 0; k < data.Outputs; k++)
        {
            double mean = 0;
            for (int s = 0; s < data.Samples; s++)
            {
                mean += data.Weights[s] * data.Y[(s * data.Outputs) + k];
            }

            for (int s = 0; s < data.Samples; s++)
            {
                double target = data.Y[(s * data.Outputs) + k];
                variance += data.Weights[s] * (target - mean) * (target - mean) / data.Outputs;
                square += data.Weights[s] * target * target / data.Outputs;
            }
        }

        // A variance at the rounding of the mean is none.
        const double rounding = 1e-28;
        return Math.Sqrt(variance > rounding * square ? variance : square);
    }

    private static double RootMeanSquare(double[] values, double[] weights, int column, int columns)
    {
        double sum = 0;
        for (int s = 0; s < weights.Length; s++)
        {
            double value = values[(s * columns) + column];
            sum += weights[s] * value * value;
        }

        return Math.Sqrt(sum);
    }
}
