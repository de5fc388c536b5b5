using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Specs;

namespace OrleansSymmetry.Landscape.Symmetry.Problems;

/// <summary>
/// The data of a problem as whole numbers: rows are samples (teacher units for the exact Gaussian objective), columns are
/// outputs, then inputs. Equal absolute values have equal numbers, opposite values opposite ones, so that a signed
/// permutation of columns is a symmetry of the data exactly if it permutes the rows.
/// </summary>
internal sealed class SampleTable
{
    /// <summary>Values no further apart than this, relative to the largest, are one: rounding of standardised or computed data.</summary>
    private const double Rounding = 1e-12;

    private SampleTable(int outputs, int inputs, bool canNegateOutputs, int[][] columns, int[] rowClasses)
    {
        Outputs = outputs;
        Inputs = inputs;
        CanNegateOutputs = canNegateOutputs;
        Columns = columns;
        RowClasses = rowClasses;
    }

    /// <summary>n_L; 0 for the exact Gaussian objective.</summary>
    public int Outputs { get; }

    /// <summary>n_0.</summary>
    public int Inputs { get; }

    /// <summary>Whether an output may change sign (with its target).</summary>
    public bool CanNegateOutputs { get; }

    /// <summary>[column][row]: outputs first, then inputs.</summary>
    public int[][] Columns { get; }

    /// <summary>[row]: the rank of its weight among the distinct ones, from 1.</summary>
    public int[] RowClasses { get; }

    /// <summary>Reads the data of a landscape.</summary>
    public static SampleTable Of(LossLandscape landscape) => landscape.Data switch
    {
        GaussianTeacher teacher => Make(0, teacher.Inputs, false, teacher.V, [], [.. Enumerable.Repeat(1.0, teacher.Units)]),
        DataSet data => Make(data.Outputs, data.Inputs, CanNegate(landscape), data.X, CentredTargets(landscape, data), data.Weights),
        _ => throw new NotSupportedException($"No table of {landscape.Data.GetType().Name}."),
    };

    // Cross-entropy over several outputs tells a logit from its negative; a fixed row of ones cannot become -1.
    private static bool CanNegate(LossLandscape landscape) =>
        landscape.Spec.Loss.Kind != LossKind.Softmax && !landscape.Network.FixedOutputWeights;

    /// <summary>
    /// Targets less the value about which the output mirrors when its argument changes sign: 1/2 for a sigmoid head and for
    /// the logistic loss, else 0.
    /// </summary>
    private static double[] CentredTargets(LossLandscape landscape, DataSet data)
    {
        bool mirrorsAtHalf = landscape.Network.Head == OutputHead.Sigmoid || landscape.Spec.Loss.Kind == LossKind.Logistic;
        return mirrorsAtHalf ? [.. data.Y.Select(target => target - 0.5)] : data.Y;
    }

    private static SampleTable Make(int outputs, int inputs, bool canNegateOutputs, double[] x, double[] y, double[] weights)
    {
        int rows = weights.Length;
        int[] numbersX = Number(x);
        int[] numbersY = Number(y);
        var merged = new Dictionary<RowKey, double>();
        for (int row = 0; row < rows; row++)
        {
            var key = new RowKey([.. numbersY.AsSpan(row * outputs, outputs), .. numbersX.AsSpan(row * inputs, inputs)]);
            merged[key] = merged.GetValueOrDefault(key) + weights[row];
        }

        int[][] columns = [.. Enumerable.Range(0, outputs + inputs).Select(column => merged.Keys.Select(key => key.Values[column]).ToArray())];
        return new SampleTable(outputs, inputs, canNegateOutputs, columns, Number([.. merged.Values]));
    }

    /// <summary>A whole number for each value: the rank of its absolute value among the distinct ones (0 for 0), with its sign.</summary>
    private static int[] Number(double[] values)
    {
        double[] sorted = [.. values.Select(Math.Abs).Order()];
        double gap = sorted.Length == 0 ? 0 : Rounding * sorted[^1];
        var starts = new List<double> { 0 };
        double previous = 0;
        foreach (double value in sorted)
        {
            if (value - previous > gap)
            {
                starts.Add(value);
            }

            previous = value;
        }

        return [.. values.Select(value => Math.Sign(value) * RankOf(starts, Math.Abs(value)))];
    }

    private static int RankOf(List<double> starts, double value)
    {
        int at = starts.BinarySearch(value);
        return at >= 0 ? at : ~at - 1;
    }

    private readonly record struct RowKey(int[] Values)
    {
        public bool Equals(RowKey other) => Values.AsSpan().SequenceEqual(other.Values);

        public override int GetHashCode()
        {
            var hash = new HashCode();
            foreach (int value in Values)
            {
                hash.Add(value);
            }

            return hash.ToHashCode();
        }
    }
}
