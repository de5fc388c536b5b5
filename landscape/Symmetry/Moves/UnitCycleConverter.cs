using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansSymmetry.Landscape.Symmetry.Moves;

/// <summary>[1, 2, 3].</summary>
internal sealed class UnitCycleConverter : JsonConverter<UnitCycle>
{
    public override UnitCycle Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(JsonSerializer.Deserialize<int[]>(ref reader, options) ?? throw new JsonException("A cycle is an array of units."));

    public override void Write(Utf8JsonWriter writer, UnitCycle value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (int unit in value.Units)
        {
            writer.WriteNumberValue(unit);
        }

        writer.WriteEndArray();
    }
}
