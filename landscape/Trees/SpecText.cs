using System.Globalization;
using System.Text.Json.Nodes;

namespace OrleansSymmetry.Landscape.Trees;

/// <summary>What the text of a scalar says (the core schema of YAML 1.2), and how a node is shown in a message.</summary>
internal static class SpecText
{
    private const int LongestShown = 60;
    private const double LargestExactInteger = 9007199254740991;

    /// <summary>Whether the node is an empty value: nothing, ~ or null.</summary>
    public static bool IsNull(SpecNode node) => node is SpecScalar { Quoted: false, Text: "" or "~" or "null" or "Null" or "NULL" };

    /// <summary>The number that a plain scalar writes; also infinities and NaN, so that a message can name them.</summary>
    public static bool TryNumber(SpecNode node, out double value)
    {
        value = 0;
        if (node is not SpecScalar { Quoted: false } scalar)
        {
            return false;
        }

        string text = scalar.Text;
        switch (text.TrimStart('+', '-').ToUpperInvariant())
        {
            case ".NAN" or "NAN":
                value = double.NaN;
                return true;
            case ".INF" or "INF" or "INFINITY":
                value = text.StartsWith('-') ? double.NegativeInfinity : double.PositiveInfinity;
                return true;
            default:
                const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
                bool parsed = text.Length > 0 && double.TryParse(text, Styles, CultureInfo.InvariantCulture, out value);

                // -0 and 0 are one number; adding 0 leaves one way to write it.
                value += 0.0;
                return parsed && (value != 0 || !NamesMoreThanZero(text));
        }
    }

    /// <summary>The whole number that a plain scalar writes, exactly; 1e4 is one.</summary>
    public static bool TryInteger(SpecNode node, out long value)
    {
        value = 0;
        if (node is SpecScalar { Quoted: false } scalar
            && long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value))
        {
            return true;
        }

        if (!TryNumber(node, out double number) || number != Math.Floor(number) || Math.Abs(number) > LargestExactInteger)
        {
            return false;
        }

        value = (long)number;
        return true;
    }

    /// <summary>Whether a number's digits before the exponent are not all 0: then a value of 0 has lost it.</summary>
    private static bool NamesMoreThanZero(string text) =>
        text.AsSpan(0, text.AsSpan().IndexOfAny('e', 'E') is >= 0 and int end ? end : text.Length).IndexOfAnyInRange('1', '9') >= 0;

    /// <summary>true or false.</summary>
    public static bool TryBoolean(SpecNode node, out bool value)
    {
        value = node is SpecScalar { Quoted: false, Text: "true" or "True" or "TRUE" };
        return value || node is SpecScalar { Quoted: false, Text: "false" or "False" or "FALSE" };
    }

    /// <summary>How a message shows a value.</summary>
    public static string Describe(SpecNode node) => node switch
    {
        _ when IsNull(node) => "empty",
        SpecScalar { Quoted: true } scalar => $"\"{Shorten(scalar.Text)}\"",
        SpecScalar scalar => Shorten(scalar.Text),
        SpecList { Items.Count: 0 } => "an empty list",
        SpecList list when list.Items.All(item => item is SpecScalar) && ToJson(list)!.ToJsonString().Length <= LongestShown =>
            "[" + string.Join(", ", list.Items.Select(Describe)) + "]",
        SpecList => "a list",
        SpecMap { Entries.Count: 0 } => "an empty map",
        _ => "a map",
    };

    /// <summary>The node as JSON: numbers in their shortest form, so that 1e-2 and 0.01 are one value.</summary>
    public static JsonNode? ToJson(SpecNode node) => node switch
    {
        _ when IsNull(node) => null,
        SpecMap map => new JsonObject(map.Entries.DistinctBy(entry => entry.Key)
            .Select(entry => KeyValuePair.Create(entry.Key, ToJson(entry.Value)))),
        SpecList list => new JsonArray([.. list.Items.Select(ToJson)]),
        _ when TryBoolean(node, out bool truth) => JsonValue.Create(truth),
        _ when TryInteger(node, out long integer) => JsonValue.Create(integer),
        _ when TryNumber(node, out double number) && double.IsFinite(number) => JsonValue.Create(number),
        SpecScalar scalar => JsonValue.Create(scalar.Text),
        _ => throw new ArgumentOutOfRangeException(nameof(node)),
    };

    /// <summary>A number in its shortest form.</summary>
    public static string Show(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Shorten(string text)
    {
        string line = text.ReplaceLineEndings(" ");
        return line.Length <= LongestShown ? line : line[..LongestShown] + "...";
    }
}
