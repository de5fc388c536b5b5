using OrleansSymmetry.Pictures.Text;

namespace OrleansSymmetry.Client;

/// <summary>An error as the user sees it: one block on standard error.</summary>
internal static class ErrorBlock
{
    internal static void Write(Terminal terminal, Exception fault, bool verbose)
    {
        Write(terminal, fault.Message);
        if (verbose)
        {
            terminal.ErrorWriter.Write(fault + "\n");
        }
    }

    internal static void Write(Terminal terminal, string message)
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

        terminal.ErrorWriter.Flush();
    }

    // A message quotes what stands in a file, and a terminal would obey control characters.
    private static string Visible(string text) => text.Any(IsHidden)
        ? string.Concat(text.Select(letter => IsHidden(letter) ? $"\\u{(int)letter:x4}" : letter.ToString()))
        : text;

    private static bool IsHidden(char letter) => char.IsControl(letter) && letter != '\n';
}
