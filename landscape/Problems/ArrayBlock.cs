using System.Globalization;
using OrleansSymmetry.Landscape.Arrays;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Problems;

/// <summary>Columns of numbers or of texts, from an array.</summary>
/// <param name="What">What it is in a message, such as "Array X of the data file".</param>
/// <param name="Array">The array.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Columns">Its columns.</param>
internal sealed record ArrayBlock(string What, NpyArray Array, int Rows, int Columns)
{
    // Beyond it not every integer is a double.
    private const long LargestExact = 1L << 53;

    /// <summary>The relative rounding of its numbers, where it is coarser than that of doubles.</summary>
    public double? Rounding => Array.ElementType == "float32" ? Standardisation.SingleRounding : null;

    /// <summary>An array of one or two dimensions; one dimension is one column.</summary>
    /// <exception cref="InvalidDataException">It has another shape.</exception>
    public static ArrayBlock Of(NpyArray array, string what)
    {
        if (array.Shape.Count is not (1 or 2) || array.Shape.Any(size => size == 0))
        {
            string advice = array.Shape.Count > 2 && array.Shape.All(size => size > 0) ? " array.reshape(len(array), -1) makes a row of each." : "";
            throw new InvalidDataException(
                $"{what} has shape ({string.Join(", ", array.Shape)}). It must have one or two dimensions, neither of size 0.{advice}");
        }

        return new ArrayBlock(what, array, array.Shape[0], array.Shape.Count == 2 ? array.Shape[1] : 1);
    }

    /// <summary>One of its columns.</summary>
    public ArrayBlock Column(int column, string what)
    {
        var values = System.Array.CreateInstance(Array.Values.GetType().GetElementType()!, Rows);
        for (int row = 0; row < Rows; row++)
        {
            System.Array.Copy(Array.Values, (row * Columns) + column, values, row, 1);
        }

        return new ArrayBlock(what, Array with { Values = values, Shape = [Rows] }, Rows, 1);
    }

    /// <summary>Its numbers, [row, column]; -0 is 0.</summary>
    /// <param name="demand">What is said where it holds texts.</param>
    /// <exception cref="InvalidDataException">It holds texts, or what is no finite number, or an integer that no double is.</exception>
    public double[] NumbersOf(string demand)
    {
        if (Array.Texts is not null)
        {
            throw new InvalidDataException($"{What} holds texts. {demand}");
        }

        double[] values = [.. Array.ToDoubles().Select(value => value + 0.0)];
        int bad = System.Array.FindIndex(values, value => !double.IsFinite(value));
        if (bad >= 0)
        {
            throw new InvalidDataException($"{What} holds {SpecText.Show(values[bad])} at entry {bad}{Place(bad)}. All must be finite.");
        }

        int large = Array.ElementTypeCode switch
        {
            TypeCode.Int64 => System.Array.FindIndex((long[])Array.Values, value => value is > LargestExact or < -LargestExact),
            TypeCode.UInt64 => System.Array.FindIndex((ulong[])Array.Values, value => value > LargestExact),
            _ => -1,
        };
        if (large >= 0)
        {
            throw new InvalidDataException($"{What} holds {Array.Values.GetValue(large)} at entry {large}{Place(large)}, which no double holds exactly. "
                + "Integers must lie between -2^53 and 2^53.");
        }

        return values;
    }

    private string Place(int entry) => Columns == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" (row {entry / Columns}, column {entry % Columns})");
}
