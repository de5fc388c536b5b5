using System.Globalization;

namespace OrleansSymmetry.Witnesses.Arithmetic;

/// <summary>Values of elementary functions to 32 digits by mpmath, written by generate_reference_values.py.</summary>
public static class ReferenceValues
{
    private static readonly Lazy<ILookup<string, ReferenceValue>> Values = new(() => Read().ToLookup(value => value.Function));

    /// <summary>The functions that have values.</summary>
    public static IEnumerable<string> Functions => Values.Value.Select(group => group.Key);

    /// <summary>The values of one function.</summary>
    public static IEnumerable<ReferenceValue> Of(string function) => Values.Value[function];

    private static List<ReferenceValue> Read()
    {
        using Stream stream = typeof(ReferenceValues).Assembly.GetManifestResourceStream("reference-values.csv")!;
        using var reader = new StreamReader(stream);
        var values = new List<ReferenceValue>();
        while (reader.ReadLine() is { } line)
        {
            string[] cells = line.Split(',');
            values.Add(new ReferenceValue(
                cells[0],
                Number(cells[1]),
                cells[2].Length == 0 ? double.NaN : Number(cells[2]),
                new DoubleDouble(Number(cells[3]), Number(cells[4]))));
        }

        return values;
    }

    private static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}

/// <summary>One value.</summary>
/// <param name="Function">Name of the function.</param>
/// <param name="X">Its argument.</param>
/// <param name="Second">Its second argument (of atan2), else NaN.</param>
/// <param name="Value">The value.</param>
public sealed record ReferenceValue(string Function, double X, double Second, DoubleDouble Value);
