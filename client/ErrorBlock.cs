using OrleansSymmetry.Client.Rendering;

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
        string text = Label + message.TrimEnd().ReplaceLineEndings("\n");
        foreach (string line in text.Split('\n'))
        {
            // A file keeps sentences whole, so that they can be searched for.
            foreach (string folded in terminal.ErrorIsSeen ? Paragraph.Fold(line, "  ") : [line])
            {
                terminal.ErrorWriter.Write(folded + "\n");
            }
        }

        terminal.ErrorWriter.Flush();
    }
}
