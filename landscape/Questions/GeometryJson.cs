using System.Text.Encodings.Web;
using System.Text.Json;
using OrleansSymmetry.Landscape.Formats;

namespace OrleansSymmetry.Landscape.Questions;

/// <summary>Questions and answers as JSON.</summary>
public static class GeometryJson
{
    private static readonly JsonSerializerOptions Compact = new(ReportFormat.Options)
    {
        WriteIndented = false,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        AllowOutOfOrderMetadataProperties = true,
    };

    /// <summary>The question's one form: all keys in the order of the records, no white space, UTF-8.</summary>
    public static byte[] Write(GeometryQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        return JsonSerializer.SerializeToUtf8Bytes(question, Compact);
    }

    /// <summary>The question in <paramref name="bytes"/>.</summary>
    /// <exception cref="InvalidDataException">They are no question; the message says why.</exception>
    public static GeometryQuestion ReadQuestion(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize<GeometryQuestion>(bytes, Compact)
                ?? throw new InvalidDataException("The question is empty. It must be a swap, barriers, slice or show question.");
        }
        catch (Exception fault) when (fault is JsonException or NotSupportedException)
        {
            throw new InvalidDataException($"This is no question about a landscape's geometry: {fault.Message}", fault);
        }
    }

    /// <summary>An answer's bytes: laid out as report.json, ending with a line feed. Equal answers give equal bytes; doubles read back to the bit.</summary>
    public static byte[] WriteAnswer<T>(T answer)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(answer);
        return [.. JsonSerializer.SerializeToUtf8Bytes(answer, ReportFormat.Options), (byte)'\n'];
    }

    /// <summary>The answer in <paramref name="bytes"/>.</summary>
    /// <typeparam name="T"><see cref="SwapAnswer"/>, <see cref="BarriersAnswer"/>, <see cref="SliceAnswer"/> or <see cref="ShowAnswer"/>.</typeparam>
    /// <exception cref="InvalidDataException">They are no such answer; the message says why.</exception>
    public static T ReadAnswer<T>(ReadOnlySpan<byte> bytes)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(bytes, ReportFormat.Options) ?? throw new InvalidDataException("The answer is empty.");
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"This is no {typeof(T).Name}: {fault.Message}", fault);
        }
    }

    internal static byte[] WritePart<T>(T part) => JsonSerializer.SerializeToUtf8Bytes(part, Compact);

    internal static T ReadPart<T>(ReadOnlySpan<byte> bytes) =>
        JsonSerializer.Deserialize<T>(bytes, Compact) ?? throw new InvalidDataException("A part of the work is empty; compute it again.");
}
