using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansSymmetry.Landscape.Census;

/// <summary>A short array of numbers as one JSON array.</summary>
internal static class NumberTuple
{
    public static void Write(Utf8JsonWriter writer, params ReadOnlySpan<double> values)
    {
        writer.WriteStartArray();
        foreach (double value in values)
        {
            writer.WriteNumberValue(value);
        }

        writer.WriteEndArray();
    }

    public static void Read(ref Utf8JsonReader reader, scoped Span<double> values)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException($"Expected an array of {values.Length} numbers.");
        }

        foreach (ref double value in values)
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.Number)
            {
                throw new JsonException($"Expected an array of {values.Length} numbers.");
            }

            value = reader.GetDouble();
        }

        if (!reader.Read() || reader.TokenType != JsonTokenType.EndArray)
        {
            throw new JsonException($"Expected an array of {values.Length} numbers.");
        }
    }
}

/// <summary>[estimate, low, high].</summary>
internal sealed class ShareConverter : JsonConverter<Share>
{
    public override Share Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Span<double> values = stackalloc double[3];
        NumberTuple.Read(ref reader, values);
        return new Share(values[0], values[1], values[2]);
    }

    public override void Write(Utf8JsonWriter writer, Share value, JsonSerializerOptions options) =>
        NumberTuple.Write(writer, value.Estimate, value.Low, value.High);
}

/// <summary>[low, high].</summary>
internal sealed class IntervalConverter : JsonConverter<Interval>
{
    public override Interval Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Span<double> values = stackalloc double[2];
        NumberTuple.Read(ref reader, values);
        return new Interval(values[0], values[1]);
    }

    public override void Write(Utf8JsonWriter writer, Interval value, JsonSerializerOptions options) =>
        NumberTuple.Write(writer, value.Low, value.High);
}

/// <summary>[runs, classes].</summary>
internal sealed class DiscoveryPointConverter : JsonConverter<DiscoveryPoint>
{
    public override DiscoveryPoint Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Span<double> values = stackalloc double[2];
        NumberTuple.Read(ref reader, values);
        return new DiscoveryPoint((long)values[0], values[1]);
    }

    public override void Write(Utf8JsonWriter writer, DiscoveryPoint value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(value.Runs);
        writer.WriteNumberValue(value.Classes);
        writer.WriteEndArray();
    }
}
