using OrleansSymmetry.Pictures.Text;

namespace OrleansSymmetry.Client.Views;

/// <summary>An error as the user sees it: one block on standard error.</summary>
internal static class ErrorBlock
{
    /// <summary>Writes the block.</summary>
    /// <param name="terminal">Where it goes.</param>
    /// <param name="message">What the user is told.</param>
    /// <param name="traced">The exception that is written below it with its stack trace; null for none.</param>
    internal static void Write(Terminal terminal, string message, Exception? traced = null)
    {
        const string Label = "error: ";
        string text = Visible(Label + message.TrimEnd().ReplaceLineEndings("\n"));
        foreach (string line in text.Split('\n'))
        {
            // A file keeps sentences whole, so that they can be searched for.
            foreach (string folded in terminal.ErrorIsSeen ? Paragraph.Fold(line, "  ", terminal.ErrorWidth) : [line])
            {
                terminal.ErrorWriter.Write(folded + "\n");
            }
        }

        if (traced is not null)
        {
            terminal.ErrorWriter.Write(traced + "\n");
        }

        terminal.ErrorWriter.Flush();
    }

    // A message quotes what stands in a file, and a terminal would obey control characters.
    private static string Visible(string text) => text.Any(IsHidden)
        ? string.Concat(text.Select(letter => IsHidden(letter) ? $"\\u{(int)letter:x4}" : letter.ToString()))
        : text;

    private static bool IsHidden(char letter) => char.IsControl(letter) && letter != '\n';
}
