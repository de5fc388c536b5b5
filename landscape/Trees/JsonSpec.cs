using System.Text;
using System.Text.Json;

namespace OrleansSymmetry.Landscape.Trees;

/// <summary>Reads JSON into the neutral tree, which gets its meaning from whoever reads the tree.</summary>
public static class JsonSpec
{
    /// <summary>Reads one JSON document.</summary>
    /// <param name="utf8">UTF-8 text, at most <see cref="TreeLimits.CanonicalBytes"/>.</param>
    /// <exception cref="InvalidDataException">It is too large, or no JSON, or nested too deeply; the message is for the user.</exception>
    public static SpecNode Parse(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > TreeLimits.CanonicalBytes)
        {
            throw new InvalidDataException($"The sweep has {utf8.Length} bytes. It must have at most {TreeLimits.CanonicalBytes}.");
        }

        try
        {
            var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = TreeLimits.Depth });
            var lines = new LineCounter(utf8);
            reader.Read();
            int values = 0;
            SpecNode root = ReadValue(ref reader, ref lines, ref values);
            return reader.Read() ? throw new InvalidDataException("After the sweep's JSON comes more text.") : root;
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"The sweep is not JSON (line {(e.LineNumber ?? 0) + 1}). {e.Message}", e);
        }
        catch (InvalidOperationException e)
        {
            throw new InvalidDataException("The sweep is not JSON: it holds text that is no UTF-8.", e);
        }
    }

    private static SpecNode ReadValue(ref Utf8JsonReader reader, ref LineCounter lines, ref int values)
    {
        if (++values > TreeLimits.Values)
        {
            throw new InvalidDataException(SweepShape.TooManyValues);
        }

        SpecOrigin origin = lines.At(reader.TokenStartIndex);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                List<SpecEntry> entries = [];
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    SpecOrigin keyOrigin = lines.At(reader.TokenStartIndex);
                    string key = reader.GetString()!;
                    reader.Read();
                    entries.Add(new SpecEntry(key, keyOrigin, ReadValue(ref reader, ref lines, ref values)));
                }

                return new SpecMap(entries, origin);
            case JsonTokenType.StartArray:
                List<SpecNode> items = [];
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    items.Add(ReadValue(ref reader, ref lines, ref values));
                }

                return new SpecList(items, origin);
            case JsonTokenType.String:
                return new SpecScalar(reader.GetString()!, true, origin);
            default:
                return new SpecScalar(Encoding.UTF8.GetString(reader.ValueSpan), false, origin);
        }
    }

    /// <summary>Turns ascending byte offsets into line numbers.</summary>
    private ref struct LineCounter(ReadOnlySpan<byte> text)
    {
        private readonly ReadOnlySpan<byte> _text = text;
        private long _offset;
        private int _line = 1;

        public SpecOrigin At(long offset)
        {
            _line += _text[(int)_offset..(int)offset].Count((byte)'\n');
            _offset = offset;
            return new SpecOrigin(_line);
        }
    }
}
