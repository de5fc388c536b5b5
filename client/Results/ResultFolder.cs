using OrleansSymmetry.Landscape.Census;

namespace OrleansSymmetry.Client.Results;

/// <summary>DIR/ID: the files of a census.</summary>
internal sealed class ResultFolder(string dataFolder, string id)
{
    internal const string ReportName = "report.json";

    /// <summary>Path of report.json.</summary>
    internal string Report => Path.Combine(dataFolder, id, ReportName);

    /// <summary>Path of run.json.</summary>
    internal string Run => Path.Combine(dataFolder, id, "run.json");

    /// <summary>Path of classes.npz.</summary>
    internal string Classes => Path.Combine(dataFolder, id, "classes.npz");

    /// <summary>Writes the files, each whole or not at all; report.json last, so that its presence says that the others are there.</summary>
    /// <param name="results">The files.</param>
    /// <param name="report">What report.json says.</param>
    /// <param name="time">The clock.</param>
    internal void Write(CensusResults results, Report report, TimeProvider time)
    {
        // What is stored already was described when it was made.
        RunFacts? facts = results.Facts ?? (File.Exists(Run) ? null : RunFacts.OfStored(time));
        if (facts is not null)
        {
            AtomicFile.Write(Run, RunJson.Of(report, facts));
        }

        AtomicFile.Write(Classes, results.Classes);
        AtomicFile.Write(Report, results.Report);
    }

    /// <summary>The IDs whose report is in the folder, in order.</summary>
    internal static IReadOnlyList<string> Ids(string dataFolder)
    {
        try
        {
            return Directory.Exists(dataFolder)
                ? [.. Directory.EnumerateDirectories(dataFolder)
                    .Where(folder => File.Exists(Path.Combine(folder, ReportName)))
                    .Select(folder => Path.GetFileName(folder)!)
                    .Order(StringComparer.Ordinal)]
                : [];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{dataFolder} cannot be read: {fault.Message.TrimEnd('.')}.", fault);
        }
    }
}
