using System.Collections.Concurrent;
using OrleansSymmetry.Grains.Store;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Grains.Catalogue;

/// <summary>The sweeps that this silo works on, opened from the store once each. What is opened is immutable and shared by all grains.</summary>
public sealed class SweepCatalogue(ICensusStore store)
{
    // Each may hold its data sets; the ones left out are opened again when they are asked for.
    private const int Capacity = 16;

    private readonly ConcurrentDictionary<string, Lazy<Task<OpenedSweep>>> _opened = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _order = new();

    /// <summary>Takes in a sweep that was read from elsewhere and is stored.</summary>
    public void Add(OpenedSweep sweep) => GetOrAdd(sweep.Id, () => Task.FromResult(sweep));

    /// <summary>A stored sweep, opened.</summary>
    /// <exception cref="StoreException">It is not stored, or what is stored is refused by this version.</exception>
    public async Task<OpenedSweep> OpenAsync(string sweep)
    {
        Lazy<Task<OpenedSweep>> opened = GetOrAdd(sweep, () => ReadAsync(sweep));
        try
        {
            return await opened.Value;
        }
        catch
        {
            // A fault is not kept: the store may answer the next time.
            _opened.TryRemove(new KeyValuePair<string, Lazy<Task<OpenedSweep>>>(sweep, opened));
            throw;
        }
    }

    /// <summary>One landscape of a stored sweep.</summary>
    /// <exception cref="StoreException">The sweep is not stored, or has no such landscape.</exception>
    public async Task<OpenedLandscape> OpenLandscapeAsync(string sweep, string landscape)
    {
        OpenedSweep opened = await OpenAsync(sweep);
        return opened.Landscapes.FirstOrDefault(candidate => candidate.Id == landscape)
            ?? throw new StoreException($"The sweep {sweep} in {store.Location} has no landscape {landscape}.");
    }

    private Lazy<Task<OpenedSweep>> GetOrAdd(string sweep, Func<Task<OpenedSweep>> open)
    {
        Lazy<Task<OpenedSweep>> opened = _opened.GetOrAdd(sweep, id =>
        {
            _order.Enqueue(id);
            return new Lazy<Task<OpenedSweep>>(open);
        });
        while (_opened.Count > Capacity && _order.TryDequeue(out string? oldest))
        {
            _opened.TryRemove(oldest, out _);
        }

        return opened;
    }

    private async Task<OpenedSweep> ReadAsync(string id)
    {
        StoredSweep stored = await store.ReadSweepAsync(id)
            ?? throw new StoreException($"The sweep {id} is not in the census store {store.Location}. Submit it first.");
        var files = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        foreach (string hash in stored.Files)
        {
            files[hash] = await store.ReadFileAsync(hash)
                ?? throw new StoreException($"The data file {hash} of sweep {id} is missing from the census store {store.Location}. Submit the sweep again.");
        }

        // Reading is short, and a client may be waiting for it: the compute threads may be busy for minutes.
        SweepOpening opening = await Task.Run(() => OpenedSweep.Read(stored.Spec, new DataFiles(files)));
        return opening.Sweep is { } sweep && sweep.Id == id
            ? sweep
            : throw new StoreException(
                $"The sweep {id} in {store.Location} cannot be read by this version: "
                + (opening.Faults.Count > 0 ? string.Join(" ", opening.Faults) : $"its content now has the ID {opening.Sweep?.Id}.")
                + " Submit its file again.");
    }
}
