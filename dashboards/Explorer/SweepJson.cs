using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansSymmetry.Explorer;

/// <summary>How the contracts look as JSON: camelCase names, states as words, figures that are not finite as null.</summary>
public static class SweepJson
{
    /// <summary>The options.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase), new FiniteOrNull() },
    };

    internal static IResult Ok<T>(T value) => Results.Json(value, Options);

    internal static IResult Unknown(string id) => Results.Json(
        new { error = $"No sweep is called {Shortened(id)}." }, Options, statusCode: StatusCodes.Status404NotFound);

    internal static IResult NotDone(string id) => Results.Json(
        new { error = $"There is no report of {Shortened(id)} yet." }, Options, statusCode: StatusCodes.Status404NotFound);

    internal static IResult Silent() => Results.Json(
        new { error = "The cluster does not answer." }, Options, statusCode: StatusCodes.Status503ServiceUnavailable);

    private static string Shortened(string id) => id.Length <= 80 ? id : id[..80];

    private sealed class FiniteOrNull : JsonConverter<double>
    {
        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Null ? double.NaN : reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
        {
            if (double.IsFinite(value))
            {
                writer.WriteNumberValue(value);
            }
            else
            {
                writer.WriteNullValue();
            }
        }
    }
}
