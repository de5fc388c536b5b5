using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Sweeps;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Grains.Catalogue;

/// <summary>A sweep that passed every check. Immutable and safe to use from any thread.</summary>
/// <param name="Id">NAME-HASH8.</param>
/// <param name="Hash">Hash of the normalised sweep.</param>
/// <param name="Canonical">Its canonical JSON, UTF-8.</param>
/// <param name="Spec">The sweep.</param>
/// <param name="Files">The data files that it names, by hash.</param>
/// <param name="Landscapes">In the order of the report.</param>
public sealed record OpenedSweep(
    string Id, string Hash, byte[] Canonical, SweepSpec Spec,
    IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Files, IReadOnlyList<OpenedLandscape> Landscapes)
{
    /// <summary>The seeds when so many are wanted: those that are listed, or the first ones where a coverage decides how many.</summary>
    public SeedSet Seeds(long wanted) => Spec.Seeds.Seeds ?? new SeedSet([new SeedRange(0, wanted - 1)]);

    /// <summary>Reads a sweep's canonical JSON and checks it whole.</summary>
    /// <param name="spec">UTF-8.</param>
    /// <param name="files">The data files that came with it.</param>
    public static SweepOpening Read(ReadOnlySpan<byte> spec, DataFiles files)
    {
        SweepReading reading = SweepReader.Read(spec, files);
        if (reading.Sweep is not { } sweep)
        {
            return new SweepOpening(null, [.. reading.Faults.Select(fault => fault.Message)]);
        }

        SweepIdentity identity = SweepIdentity.Of(sweep);
        var named = new SortedDictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        foreach (string hash in sweep.Landscapes.SelectMany(point => point.Landscape.Problem.FileHashes))
        {
            named[hash] = files.Bytes(hash);
        }

        return new SweepOpening(
            new OpenedSweep(identity.Id, identity.Hash, CanonicalJson.Of(sweep), sweep, named,
                [.. sweep.Landscapes.Select(point => new OpenedLandscape(point, new DataFiles(named), reading.Data[point.Landscape.Problem]))]), []);
    }
}

/// <summary>A sweep that was read, or why it was refused.</summary>
/// <param name="Sweep">Null when there are faults.</param>
/// <param name="Faults">One sentence each; empty when there are none.</param>
public sealed record SweepOpening(OpenedSweep? Sweep, IReadOnlyList<string> Faults);
