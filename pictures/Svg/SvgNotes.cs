using OrleansSymmetry.Pictures.Text;

namespace OrleansSymmetry.Pictures.Svg;

/// <summary>Sentences under a picture.</summary>
internal static class SvgNotes
{
    private const double Size = 13;
    private const double LineHeight = 18;

    /// <summary>Lines that fit a width in pixels.</summary>
    internal static IReadOnlyList<string> Fold(IEnumerable<string> sentences, double width) =>
        [.. sentences.SelectMany(sentence => Paragraph.Fold(sentence, width: (int)(width / SvgPage.LengthOf("x", Size))))];

    /// <summary>Pixels that lines need.</summary>
    internal static double Height(IReadOnlyList<string> lines) => lines.Count == 0 ? 0 : (lines.Count * LineHeight) + 10;

    /// <summary>Writes lines from a height downwards.</summary>
    internal static void Draw(SvgPage page, double left, double top, IReadOnlyList<string> lines)
    {
        for (int i = 0; i < lines.Count; i++)
        {
            page.Text(left, top + (LineHeight * (i + 0.7)), SvgPage.Typeset(lines[i]), ("font-size", Size), ("fill", Palette.QuietInk));
        }
    }
}
