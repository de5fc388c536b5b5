using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using OrleansSymmetry.Landscape.Census;

namespace OrleansSymmetry.Client.Results;

/// <summary>
/// The classes of a report as CSV (RFC 4180, UTF-8): one row per class, then one per loss level of the runs that ended in no class. A level
/// has neither rank nor class; its kind is the way its runs ended, such as "diverging" or "unconverged (kink)". Undefined figures are empty cells.
/// </summary>
internal static class ClassCsv
{
    private static readonly string[] Columns =
    [
        "landscape", "set", "rank", "class", "kind", "verified", "loss", "hits", "share", "share_low", "share_high", "index", "zero_modes",
        "min_eigenvalue", "max_eigenvalue", "wasted_units", "stabilizer", "isotropy", "orbit", "orbit_log10", "representative_seed", "norm",
    ];

    /// <summary>The file's bytes.</summary>
    internal static byte[] Of(Report report)
    {
        var text = new StringBuilder();
        AddRow(text, Columns);
        foreach (LandscapeReport landscape in report.Landscapes)
        {
            string set = string.Join("; ", landscape.Set.Select(pair => $"{pair.Key}={Json(pair.Value)}"));
            foreach (ClassReport found in landscape.Classes)
            {
                AddRow(
                    text,
                    landscape.Id,
                    set,
                    Number(found.Rank),
                    found.Id,
                    found.Kind,
                    found.Verified ? "true" : "false",
                    Number(found.Loss),
                    Number(found.Hits),
                    Number(found.Share.Estimate),
                    Number(found.Share.Low),
                    Number(found.Share.High),
                    Number(found.Index),
                    Number(found.ZeroModes),
                    Number(found.MinEigenvalue),
                    Number(found.MaxEigenvalue),
                    Number(found.WastedUnits),
                    found.Stabilizer,
                    found.Isotropy ?? string.Empty,
                    found.Orbit.Order,
                    Number(found.Orbit.Log10),
                    Number(found.RepresentativeSeed),
                    Number(found.Norm));
            }

            foreach (EndReport end in landscape.Ends.Where(end => end.Ended is not ("minimum" or "saddle")))
            {
                AddLevels(text, landscape, set, end);
            }
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void AddLevels(StringBuilder text, LandscapeReport landscape, string set, EndReport end)
    {
        string kind = end.Reason is { } reason ? $"{end.Ended} ({reason})" : end.Ended;
        foreach (RunLevelReport level in end.Levels)
        {
            AddLevel(Number(level.Loss), level.Runs, Number(level.FirstSeed));
        }

        if (end.NotFinite > 0)
        {
            AddLevel(string.Empty, end.NotFinite, string.Empty);
        }

        void AddLevel(string loss, long runs, string firstSeed)
        {
            var cells = new string[Columns.Length];
            Array.Fill(cells, string.Empty);
            cells[Column("landscape")] = landscape.Id;
            cells[Column("set")] = set;
            cells[Column("kind")] = kind;
            cells[Column("loss")] = loss;
            cells[Column("hits")] = Number(runs);
            cells[Column("representative_seed")] = firstSeed;
            AddRow(text, cells);
        }
    }

    private static int Column(string name) => Array.IndexOf(Columns, name);

    private static string Json(JsonNode? value) => value?.ToJsonString() ?? "null";

    private static string Number(IFormattable? value) => value?.ToString(null, CultureInfo.InvariantCulture) ?? string.Empty;

    private static void AddRow(StringBuilder text, params ReadOnlySpan<string> cells)
    {
        for (int i = 0; i < cells.Length; i++)
        {
            text.Append(i == 0 ? string.Empty : ",").Append(Quoted(cells[i]));
        }

        text.Append("\r\n");
    }

    private static string Quoted(string cell) => cell.AsSpan().IndexOfAny(",\"\r\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
