using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace OrleansSymmetry.Client.SweepFiles;

/// <summary>
/// Finds the tab that makes a text no YAML. YAML indents with blanks alone; between brackets a tab may begin a line. The library names the
/// line where the enclosing map begins, which may be any above.
/// </summary>
internal static class TabIndent
{
    /// <summary>What is wrong with such a line, and what to do.</summary>
    public const string Remedy = "That line is indented with a tab. YAML indents with blanks alone: put blanks in its place.";

    /// <summary>The line, from 1, whose tab is at fault; null: none is.</summary>
    /// <param name="text">The text.</param>
    /// <param name="fault">What the library says of it.</param>
    public static int? LineOf(string text, YamlException fault)
    {
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        if (!IsAboutTabs(fault))
        {
            // At the very beginning the library takes an indented line for a text of its own, and stumbles over the next one.
            int last = Array.FindLastIndex(lines, Math.Min((int)fault.Start.Line, lines.Length) - 1, line => line.AsSpan().Trim().Length > 0);
            int before = last <= 0 ? -1 : Array.FindLastIndex(lines, last - 1, line => line.AsSpan().Trim().Length > 0);
            return last >= 0 && IsIndentedByTab(lines[last]) ? last + 1 : before >= 0 && IsIndentedByTab(lines[before]) ? before + 1 : null;
        }

        // The text up to a line is at fault as soon as it holds the first wrong tab: lines below add nothing.
        int[] tabs = [.. Enumerable.Range(0, lines.Length).Where(i => IsIndentedByTab(lines[i]))];
        int low = 0;
        int high = tabs.Length - 1;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = HasWrongTab(string.Join('\n', lines[..(tabs[middle] + 1)])) ? (low, middle) : (middle + 1, high);
        }

        return low < tabs.Length ? tabs[low] + 1 : null;
    }

    private static bool IsIndentedByTab(string line) => line.AsSpan(0, line.Length - line.AsSpan().TrimStart().Length).Contains('\t');

    private static bool IsAboutTabs(YamlException fault) => fault.Message.Contains(" tab ", StringComparison.Ordinal);

    private static bool HasWrongTab(string text)
    {
        var parser = new Parser(new StringReader(text));
        try
        {
            while (parser.MoveNext())
            {
                if (parser.Current is StreamEnd)
                {
                    return false;
                }
            }
        }
        catch (YamlException fault)
        {
            return IsAboutTabs(fault);
        }
        catch (Exception fault) when (YamlSpec.IsOfTheLibrary(fault))
        {
            return false;
        }

        return false;
    }
}
