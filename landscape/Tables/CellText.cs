namespace OrleansSymmetry.Landscape.Tables;

/// <summary>How a message shows the text of a file, which need not be short or printable.</summary>
internal static class CellText
{
    private const int LongestShown = 60;

    /// <summary>The text, cut where it is long; breaks of lines and tabs become blanks.</summary>
    public static string Show(ReadOnlySpan<char> text)
    {
        string shown = text.Length <= LongestShown ? text.ToString() : text[..LongestShown].ToString() + "...";
        return shown.ReplaceLineEndings(" ").Replace('\t', ' ');
    }

    /// <summary>A list whose end is cut: "a, b and 3 more".</summary>
    public static string List(IEnumerable<string> items, int count, int most)
    {
        string shown = string.Join(", ", items.Take(most));
        return count <= most ? shown : $"{shown} and {count - most} more";
    }
}
