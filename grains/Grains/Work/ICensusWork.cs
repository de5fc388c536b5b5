using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Formats;
using OrleansSymmetry.Landscape.Sweeps;

namespace OrleansSymmetry.Grains.Work;

/// <summary>
/// The mathematics as the grains see it: what a sweep's bytes say, how a block is written, what a census' files hold.
/// Pure and safe to call from any thread.
/// </summary>
public interface ICensusWork
{
    /// <summary>Reads a sweep's canonical JSON and checks it whole.</summary>
    /// <param name="spec">UTF-8.</param>
    /// <param name="files">The data files that came with it.</param>
    SweepOpening Open(ReadOnlyMemory<byte> spec, DataFiles files);

    /// <summary>A block as it is stored. Equal blocks give equal bytes.</summary>
    byte[] Encode(BlockRecord block);

    /// <summary>The block in <paramref name="bytes"/>.</summary>
    /// <exception cref="InvalidDataException">The bytes are no block.</exception>
    BlockRecord Decode(ReadOnlyMemory<byte> bytes);

    /// <summary>report.json and classes.npz of a sweep whose landscapes are closed, in the sweep's order.</summary>
    CensusFiles Write(OpenedSweep sweep, IReadOnlyList<ClosedLandscape> landscapes);

    /// <summary>Reads a geometry question and checks it against the census of which it is asked.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="report">Its report.json.</param>
    /// <param name="question">The question's JSON, UTF-8.</param>
    /// <exception cref="InvalidDataException">The report cannot be read.</exception>
    QuestionOpening OpenQuestion(OpenedSweep sweep, ReadOnlyMemory<byte> report, ReadOnlyMemory<byte> question);
}

/// <summary>A sweep that was read, or why it was refused.</summary>
/// <param name="Sweep">Null when there are faults.</param>
/// <param name="Faults">One sentence each; empty when there are none.</param>
public sealed record SweepOpening(OpenedSweep? Sweep, IReadOnlyList<string> Faults);

/// <summary>A sweep that passed every check.</summary>
/// <param name="Id">NAME-HASH8.</param>
/// <param name="Hash">Hash of the normalised sweep.</param>
/// <param name="Canonical">Its canonical JSON, UTF-8.</param>
/// <param name="Spec">The sweep.</param>
/// <param name="Landscapes">In the order of the report.</param>
public sealed record OpenedSweep(string Id, string Hash, byte[] Canonical, SweepSpec Spec, IReadOnlyList<ILandscapeWork> Landscapes);

/// <summary>The partition of one landscape's runs.</summary>
/// <param name="Report">Its part of report.json.</param>
/// <param name="Runs">At least the runs that represent its classes.</param>
public sealed record ClosedLandscape(LandscapeReport Report, IReadOnlyList<RunRecord> Runs);

/// <summary>The files of a census.</summary>
/// <param name="Report">report.json.</param>
/// <param name="Classes">classes.npz.</param>
public sealed record CensusFiles(byte[] Report, byte[] Classes);
