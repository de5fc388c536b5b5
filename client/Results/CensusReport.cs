using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Formats;

namespace OrleansSymmetry.Client.Results;

/// <summary>report.json, read once.</summary>
/// <param name="Bytes">The file.</param>
/// <param name="Report">What it says.</param>
internal sealed record CensusReport(byte[] Bytes, Report Report)
{
    /// <summary>ID of the sweep.</summary>
    internal string Id => Report.Sweep.Id;

    /// <summary>Reads a report.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="place">Where it stands, for the message.</param>
    /// <exception cref="InvalidDataException">It is damaged; the message is for the user.</exception>
    internal static CensusReport Read(byte[] bytes, string place)
    {
        try
        {
            return new CensusReport(bytes, ReportReader.Read(bytes));
        }
        catch (InvalidDataException fault)
        {
            throw new InvalidDataException($"{place} cannot be read: {fault.Message}", fault);
        }
    }
}
