using System.Text.Json;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Problems;

/// <summary>Brings the columns of a table to mean 0 and population standard deviation 1.</summary>
internal static class Standardisation
{
    private const string Key = "standardise";
    private const string AllWord = "all";

    // A value that was computed in two ways differs in its last bits; 0.1 + 0.2 and 0.3 differ in one. No column of data has all its
    // meaning there.
    private const double UnitsOfRounding = 4;
    private const double DoubleRounding = 1.0 / (1L << 52);

    // Beyond these a square leaves the range of doubles.
    private const double LargestSquared = 1e150;
    private const double SmallestSquared = 1e-130;

    /// <summary>Units of rounding of float32 numbers.</summary>
    public const double SingleRounding = 1.0 / (1 << 23);

    /// <summary>Standardises x [sample, column] in place; a column that is constant to rounding becomes 0.</summary>
    /// <param name="x">The table.</param>
    /// <param name="samples">Its rows.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="rounding">The relative rounding of the numbers: that of doubles, or <see cref="SingleRounding"/>.</param>
    /// <returns>The numbers, from 0, of the constant columns.</returns>
    public static IReadOnlyList<int> Apply(double[] x, int samples, int columns, double rounding = DoubleRounding)
    {
        List<int> constant = [];
        for (int column = 0; column < columns; column++)
        {
            if (IsConstant(x, samples, columns, column, rounding))
            {
                constant.Add(column);
                for (int s = 0; s < samples; s++)
                {
                    x[(s * columns) + column] = 0;
                }

                continue;
            }

            Standardise(x, samples, columns, column);
        }

        return constant;
    }

    /// <summary>Reads `standardise`: true, false or all.</summary>
    public static StandardiseRule Read(SpecMapReader keys) => keys.Find(Key) switch
    {
        null => StandardiseRule.Inputs,
        SpecScalar { Text: AllWord } => StandardiseRule.All,
        { } node when SpecText.TryBoolean(node, out bool value) => value ? StandardiseRule.Inputs : StandardiseRule.None,
        { } node => Refuse(keys, node),
    };

    /// <summary>Writes the key.</summary>
    public static void Write(Utf8JsonWriter writer, StandardiseRule rule)
    {
        if (rule == StandardiseRule.All)
        {
            writer.WriteString(Key, AllWord);
            return;
        }

        writer.WriteBoolean(Key, rule == StandardiseRule.Inputs);
    }

    /// <summary>Why standardised targets do not go with a loss that needs targets of 0 and 1.</summary>
    public static IEnumerable<Objection> Objections(StandardiseRule rule, LossKind loss)
    {
        if (rule == StandardiseRule.All && loss is LossKind.Logistic or LossKind.Softmax)
        {
            yield return new Objection(
                $"problem.{Key}",
                AllWord,
                "It must be true or false: all brings the targets to mean 0 and deviation 1, and loss "
                    + $"{SweepWords.Losses.WordFor(loss)} needs them as 0 and 1.");
        }
    }

    private static StandardiseRule Refuse(SpecMapReader keys, SpecNode node)
    {
        keys.Faults.Refuse(keys.PathOf(Key), node, "It must be true (the inputs), false (nothing) or all (the inputs, and targets that are numbers).");
        return StandardiseRule.Inputs;
    }

    private static bool IsConstant(double[] x, int samples, int columns, int column, double rounding)
    {
        double least = x[column];
        double most = x[column];
        for (int s = 1; s < samples; s++)
        {
            double value = x[(s * columns) + column];
            least = Math.Min(least, value);
            most = Math.Max(most, value);
        }

        // Halves: the difference of two finite numbers may be infinite.
        return (most / 2) - (least / 2) <= UnitsOfRounding * rounding * Math.Max(Math.Abs(most / 2), Math.Abs(least / 2));
    }

    private static void Standardise(double[] x, int samples, int columns, int column)
    {
        double scale = ScaleOf(x, samples, columns, column);
        double sum = 0;
        for (int s = 0; s < samples; s++)
        {
            x[(s * columns) + column] *= scale;
            sum += x[(s * columns) + column];
        }

        double mean = sum / samples;
        double squares = 0;
        for (int s = 0; s < samples; s++)
        {
            double deviation = x[(s * columns) + column] - mean;
            squares += deviation * deviation;
        }

        double spread = Math.Sqrt(squares / samples);
        for (int s = 0; s < samples; s++)
        {
            x[(s * columns) + column] = (x[(s * columns) + column] - mean) / spread;
        }
    }

    /// <summary>1, or a power of two that brings numbers into the range where their squares are doubles; it leaves their digits alone.</summary>
    private static double ScaleOf(double[] x, int samples, int columns, int column)
    {
        double largest = 0;
        for (int s = 0; s < samples; s++)
        {
            largest = Math.Max(largest, Math.Abs(x[(s * columns) + column]));
        }

        // Twice a half power: 2^1074, which a denormal number needs, is no double.
        return largest is > LargestSquared or < SmallestSquared ? Math.ScaleB(1, Math.Clamp(-Math.ILogB(largest), -1022, 1023)) : 1;
    }
}
