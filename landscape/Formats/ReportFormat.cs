using System.Text.Json;

namespace OrleansSymmetry.Landscape.Formats;

/// <summary>How report.json is laid out: camel case, two blanks, line feeds, keys in the order of the records.</summary>
internal static class ReportFormat
{
    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        IndentSize = 2,
        NewLine = "\n",
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };
}
