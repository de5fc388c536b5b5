namespace OrleansSymmetry.Client.Rendering;

/// <summary>Sentences folded at the width of the page.</summary>
internal static class Paragraph
{
    /// <summary>Width of the page in letters.</summary>
    internal const int Width = 100;

    /// <summary>The lines of a text, folded between words; later lines start with the indent.</summary>
    internal static IEnumerable<string> Fold(string text, string indent = "")
    {
        string line = text[..^text.TrimStart().Length];
        bool begun = false;
        foreach (string word in text.TrimStart().Split(' '))
        {
            if (begun && line.Length + 1 + word.Length > Width)
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
