using System.Text.Json;
using OrleansSymmetry.Landscape.Census;

namespace OrleansSymmetry.Landscape.Formats;

/// <summary>Writes report.json.</summary>
public static class ReportWriter
{
    /// <summary>The file's bytes (UTF-8, no byte order mark, ending with a line feed). Equal reports give equal bytes; doubles read back to the bit.</summary>
    /// <exception cref="ArgumentException">A figure is NaN or infinite where the schema has no null.</exception>
    public static byte[] Write(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        using var stream = new MemoryStream();
        JsonSerializer.Serialize(stream, report, ReportFormat.Options);
        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }
}
