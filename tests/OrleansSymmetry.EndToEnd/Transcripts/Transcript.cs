using System.Text;
using System.Text.RegularExpressions;

namespace OrleansSymmetry.EndToEnd.Transcripts;

/// <summary>
/// A page that shows commands with what they print: fenced blocks of kind "console", where a line "$ COMMAND" is followed by its output.
/// A line that ends in "..." stands for every line that begins so, since times differ from run to run.
/// </summary>
internal sealed partial class Transcript
{
    private const string Fence = "```";
    private const string Opening = Fence + "console";
    private const string Prompt = "$ ";
    private const string Elision = "...";

    private readonly List<object> _parts;

    private Transcript(List<object> parts) => _parts = parts;

    /// <summary>The commands, in the page's order.</summary>
    public IEnumerable<TranscriptStep> Steps => _parts.OfType<TranscriptStep>();

    /// <summary>Reads a page.</summary>
    public static Transcript Parse(string page)
    {
        var parts = new List<object>();
        TranscriptStep? step = null;
        bool isOpen = false;
        foreach (string line in page.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'))
        {
            if (isOpen && line.StartsWith(Prompt, StringComparison.Ordinal))
            {
                step = new TranscriptStep(line[Prompt.Length..]);
                parts.Add(step);
            }
            else if (isOpen && line != Fence && step is not null)
            {
                step.Output.Add(line);
            }
            else
            {
                isOpen = line == Opening;
                step = null;
                parts.Add(line);
            }
        }

        return new Transcript(parts);
    }

    /// <summary>What is said of output that is the same on every run: without the folder, and with times left out.</summary>
    public static string[] Lasting(string output, string folder) =>
        [.. output.ReplaceLineEndings("\n").Replace(folder + "/", string.Empty, StringComparison.Ordinal).TrimEnd('\n').Split('\n')
            .Select(line => Timed().Replace(line, "$1" + Elision).TrimEnd())];

    /// <summary>The page with what the steps hold now.</summary>
    public override string ToString()
    {
        var page = new StringBuilder();
        foreach (object part in _parts)
        {
            if (part is TranscriptStep step)
            {
                page.Append(Prompt).Append(step.Command).Append('\n');
                step.Output.ForEach(line => page.Append(line).Append('\n'));
            }
            else
            {
                page.Append(part).Append('\n');
            }
        }

        return page.ToString();
    }

    [GeneratedRegex(@"^(.*\b(?:in|after) )[0-9][0-9.,]* (?:ms|s|min|h)\b.*$")]
    private static partial Regex Timed();
}

/// <summary>A command of a page.</summary>
/// <param name="Command">As a reader types it.</param>
internal sealed record TranscriptStep(string Command)
{
    /// <summary>What the page says that it prints, a line each.</summary>
    public List<string> Output { get; } = [];
}
