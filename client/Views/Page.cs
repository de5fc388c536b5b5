using OrleansSymmetry.Pictures;
using OrleansSymmetry.Pictures.Plain;
using Spectre.Console;
using Canvas = OrleansSymmetry.Pictures.Plain.Canvas;
using Paragraph = OrleansSymmetry.Pictures.Text.Paragraph;

namespace OrleansSymmetry.Client.Views;

/// <summary>What a command prints, line by line: plain text with few colours, so that it reads the same without them.</summary>
internal sealed class Page(IAnsiConsole console, int width = Paragraph.Width)
{
    private const int LabelWidth = 14;

    private static readonly Style HeadingStyle = new(decoration: Decoration.Bold);
    private static readonly Style QuietStyle = new(decoration: Decoration.Dim);
    private static readonly Style WarningStyle = new(foreground: Color.Yellow);

    internal void Heading(string text) => Write(text, HeadingStyle);

    internal void Line(string text = "") => Write(text, Style.Plain);

    internal void Quiet(string text) => Write(text, QuietStyle);

    internal void Sentence(string text)
    {
        foreach (string line in Paragraph.Fold(text, width: width))
        {
            Line(line);
        }
    }

    internal void Warning(string text)
    {
        foreach (string line in Paragraph.Fold(text, width: width))
        {
            Write(line, WarningStyle);
        }
    }

    /// <summary>A name in front of what belongs to it; longer texts go on under themselves.</summary>
    internal void Labelled(string label, string text)
    {
        foreach (string line in Paragraph.Fold(label.PadRight(LabelWidth - 1) + " " + text, new string(' ', LabelWidth), width))
        {
            Line(line);
        }
    }

    /// <summary>A name in front of a path, which is never folded so that it can be copied.</summary>
    internal void Path(string label, string path) => Line(label.PadRight(LabelWidth) + path);

    internal void Table(TextTable table)
    {
        (string head, IReadOnlyList<string> body, IReadOnlyList<string> omitted) = table.Lay(width);
        Quiet(head);
        foreach (string line in body)
        {
            Line(line);
        }

        if (omitted.Count > 0)
        {
            Warning($"There is no room for {string.Join(", ", omitted)}; a wider terminal, a file or a pipe shows all.");
        }
    }

    /// <summary>A picture as wide as the page.</summary>
    internal void Picture(Func<int, Canvas> draw)
    {
        foreach (IReadOnlyList<ColouredText> line in draw(width).ColouredLines)
        {
            foreach ((string letters, Colour? colour) in line)
            {
                console.Write(new Text(letters, colour is { } known ? new Style(new Color(known.Red, known.Green, known.Blue)) : Style.Plain));
            }

            console.Write(new Text("\n"));
        }
    }

    private void Write(string text, Style style)
    {
        if (text.Length > 0)
        {
            console.Write(new Text(text, style));
        }

        console.Write(new Text("\n"));
    }
}
