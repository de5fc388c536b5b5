namespace OrleansSymmetry.Pictures.Text;

/// <summary>Sentences folded at the width of the page.</summary>
public static class Paragraph
{
    /// <summary>Width of the page in letters, where there is room for it.</summary>
    public const int Width = 100;

    /// <summary>Below this nothing is folded further: the words themselves are as wide.</summary>
    private const int LeastWidth = 40;

    /// <summary>Width of the page on a terminal of so many columns.</summary>
    public static int WidthOn(int columns) => Math.Clamp(columns, LeastWidth, Width);

    /// <summary>The lines of a text, folded between words; later lines start with the indent.</summary>
    public static IEnumerable<string> Fold(string text, string indent = "", int width = Width)
    {
        string line = text[..^text.TrimStart().Length];
        bool begun = false;
        foreach (string word in text.TrimStart().Split(' '))
        {
            if (begun && line.Length + 1 + word.Length > width)
            {
                yield return line.TrimEnd();
                line = indent + word;
            }
            else
            {
                line += (begun ? " " : string.Empty) + word;
                begun = true;
            }
        }

        yield return line;
    }
}
