using System.Text.Json;
using OrleansSymmetry.Landscape.Census;

namespace OrleansSymmetry.Landscape.Formats;

/// <summary>Reads report.json.</summary>
public static class ReportReader
{
    /// <summary>The report in <paramref name="bytes"/>.</summary>
    /// <exception cref="InvalidDataException">The bytes are no report of schema 1; the message says why.</exception>
    public static Report Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            Report report = JsonSerializer.Deserialize<Report>(bytes, ReportFormat.Options)
                ?? throw new InvalidDataException("The report is empty.");
            return report.Schema == Report.SchemaVersion
                ? report
                : throw new InvalidDataException(
                    $"The report has schema {report.Schema}; this version reads schema {Report.SchemaVersion}.");
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"This is no report.json: {fault.Message}", fault);
        }
    }
}
