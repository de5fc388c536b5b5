using OrleansSymmetry.Landscape.Trees;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace OrleansSymmetry.Client.SweepFiles;

/// <summary>
/// Reads YAML into the neutral tree that the sweep reader validates. A sweep file is one document of plain maps, lists and
/// scalars: anchors, aliases, tags and further documents are refused, so that what stands in the file is all there is.
/// </summary>
internal static class YamlSpec
{
    /// <summary>Reads one document.</summary>
    /// <param name="text">The YAML.</param>
    /// <param name="option">The option of the command line that the text came from; null for a file.</param>
    /// <exception cref="YamlSpecException">It is no such document; the message is for the user.</exception>
    public static SpecNode Parse(string text, string? option = null)
    {
        var parser = new Parser(new StringReader(text));
        try
        {
            parser.Consume<StreamStart>();
            if (parser.TryConsume<StreamEnd>(out _))
            {
                return new SpecScalar("", false, Origin(new Mark(), option));
            }

            parser.Consume<DocumentStart>();
            SpecNode root = ReadNode(parser, option, 1);
            parser.Consume<DocumentEnd>();
            return parser.Accept<DocumentStart>(out var second)
                ? throw new YamlSpecException(Origin(second.Start, option), "holds a second document", "A sweep is one document; remove the ---.")
                : root;
        }
        catch (YamlException e)
        {
            throw TabIndent.LineOf(text, e) is { } line
                ? new YamlSpecException(Origin(new Mark(0, line, 1), option), "is not YAML", TabIndent.Remedy)
                : new YamlSpecException(Origin(e.Start, option), "is not YAML", e.Message);
        }
        catch (Exception e) when (IsOfTheLibrary(e))
        {
            Mark reached = parser.Current?.End ?? new Mark();
            throw new YamlSpecException(Origin(reached, option), "is not YAML", "After this place a bracket is not closed or a key has no value.");
        }
    }

    /// <summary>Whether the YAML library throws such an exception at some malformed texts, in place of one of its own.</summary>
    internal static bool IsOfTheLibrary(Exception fault) =>
        fault is InvalidOperationException or ArgumentException or IndexOutOfRangeException or FormatException;

    private static SpecNode ReadNode(Parser parser, string? option, int depth)
    {
        if (!parser.Accept<ParsingEvent>(out var current))
        {
            throw new YamlException("The text ends where a value should be.");
        }

        SpecOrigin origin = Origin(current.Start, option);
        if (depth > TreeLimits.Depth)
        {
            throw new YamlSpecException(origin, $"nests deeper than {TreeLimits.Depth} levels", "No key of a sweep needs that.");
        }

        if (current is AnchorAlias or NodeEvent { Anchor.IsEmpty: false })
        {
            throw new YamlSpecException(origin, "uses an anchor or an alias", "Write the value out each time it is needed.");
        }

        if (current is NodeEvent { Tag.IsEmpty: false } tagged && !IsNonSpecific(tagged.Tag))
        {
            throw new YamlSpecException(origin, $"uses the tag {tagged.Tag}", "Values need no tags; write the value alone.");
        }

        if (parser.TryConsume<Scalar>(out var scalar))
        {
            return new SpecScalar(scalar.Value, scalar.Style != ScalarStyle.Plain, origin);
        }

        if (parser.TryConsume<SequenceStart>(out _))
        {
            List<SpecNode> items = [];
            while (!parser.TryConsume<SequenceEnd>(out _))
            {
                items.Add(ReadNode(parser, option, depth + 1));
            }

            return new SpecList(items, origin);
        }

        parser.Consume<MappingStart>();
        List<SpecEntry> entries = [];
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            SpecNode key = ReadNode(parser, option, depth + 1);
            if (key is not SpecScalar name)
            {
                throw new YamlSpecException(key.Origin, "has a list or a map for a key", "Keys are names.");
            }

            entries.Add(new SpecEntry(name.Text, name.Origin, ReadNode(parser, option, depth + 1)));
        }

        return new SpecMap(entries, origin);
    }

    // A quoted scalar carries the tag "!", which says no more than that it is quoted.
    private static bool IsNonSpecific(TagName tag) => tag.IsNonSpecific;

    private static SpecOrigin Origin(Mark mark, string? option) =>
        option is null ? new SpecOrigin((int)Math.Max(1, mark.Line)) : new SpecOrigin(0, option);
}

/// <summary>Text that is no sweep's YAML.</summary>
/// <param name="origin">Where.</param>
/// <param name="trouble">What it does, after "the file (line 3) ...".</param>
/// <param name="remedy">What to do.</param>
internal sealed class YamlSpecException(SpecOrigin origin, string trouble, string remedy) : Exception($"{trouble} ({origin}). {remedy}")
{
    /// <summary>Where.</summary>
    public SpecOrigin Origin => origin;
}
