using System.Runtime.CompilerServices;
using OrleansSymmetry.Contracts;
using OrleansSymmetry.Grains.Store;

namespace OrleansSymmetry.Grains.Tests.Store;

/// <summary>A store that can fall silent, as a server that is restarted does: every call fails for the moment.</summary>
internal sealed class SilentStore(ICensusStore store) : ICensusStore
{
    private int _refused;

    public string Location => store.Location;

    /// <summary>Whether it answers nothing.</summary>
    public bool IsSilent { get; set; }

    /// <summary>Whether it falls silent as soon as a sweep is finished.</summary>
    public bool FallsSilentWhenFinished { get; set; }

    /// <summary>Whether the next state is written, and the answer to who wrote it gets lost.</summary>
    public bool LosesNextAnswer { get; set; }

    /// <summary>Calls that were in vain.</summary>
    public int Refused => Volatile.Read(ref _refused);

    /// <summary>Times that a sweep was finished.</summary>
    public int Finished { get; private set; }

    public Task<bool> AddSweepAsync(StoredSweep sweep, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files, CancellationToken cancellation) =>
        Ask(() => store.AddSweepAsync(sweep, files, cancellation));

    public Task SetStateAsync(string id, SweepState state, string? error, CancellationToken cancellation) =>
        Ask(async () =>
        {
            await store.SetStateAsync(id, state, error, cancellation);
            if (LosesNextAnswer)
            {
                LosesNextAnswer = false;
                throw new StoreException("The census store has not answered.", isTransient: true);
            }
        });

    public Task<bool> AddBlockAsync(BlockKey key, byte[] data, CancellationToken cancellation) => Ask(() => store.AddBlockAsync(key, data, cancellation));

    public Task FinishSweepAsync(string id, IReadOnlyDictionary<StoredResult, byte[]> results, CancellationToken cancellation) => Ask(async () =>
    {
        await store.FinishSweepAsync(id, results, cancellation);
        Finished++;
        IsSilent |= FallsSilentWhenFinished;
    });

    public Task<bool> AddPartAsync(GeometryKey question, int part, byte[] data, CancellationToken cancellation) =>
        Ask(() => store.AddPartAsync(question, part, data, cancellation));

    public Task<bool> AddAnswerAsync(GeometryKey question, byte[] data, CancellationToken cancellation) =>
        Ask(() => store.AddAnswerAsync(question, data, cancellation));

    public Task<StoredSweep?> ReadSweepAsync(string id, CancellationToken cancellation) => Ask(() => store.ReadSweepAsync(id, cancellation));

    public Task<IReadOnlyList<StoredSweep>> ReadSweepsAsync(CancellationToken cancellation) => Ask(() => store.ReadSweepsAsync(cancellation));

    public Task<byte[]?> ReadFileAsync(string hash, CancellationToken cancellation) => Ask(() => store.ReadFileAsync(hash, cancellation));

    public Task<IReadOnlyList<BlockKey>> ReadBlockKeysAsync(string landscape, CancellationToken cancellation) =>
        Ask(() => store.ReadBlockKeysAsync(landscape, cancellation));

    public Task<byte[]?> ReadBlockAsync(BlockKey key, CancellationToken cancellation) => Ask(() => store.ReadBlockAsync(key, cancellation));

    public async IAsyncEnumerable<StoredBlock> ReadBlocksAsync(IReadOnlyList<BlockKey> keys, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (StoredBlock block in store.ReadBlocksAsync(keys, cancellation))
        {
            RefuseIfSilent();
            yield return block;
        }
    }

    public Task<byte[]?> ReadResultAsync(string sweep, StoredResult result, CancellationToken cancellation) =>
        Ask(() => store.ReadResultAsync(sweep, result, cancellation));

    public Task<IReadOnlyDictionary<int, byte[]>> ReadPartsAsync(GeometryKey question, CancellationToken cancellation) =>
        Ask(() => store.ReadPartsAsync(question, cancellation));

    public Task<byte[]?> ReadAnswerAsync(GeometryKey question, CancellationToken cancellation) => Ask(() => store.ReadAnswerAsync(question, cancellation));

    public ValueTask DisposeAsync() => store.DisposeAsync();

    private T Ask<T>(Func<T> question)
        where T : Task
    {
        RefuseIfSilent();
        return question();
    }

    private void RefuseIfSilent()
    {
        if (IsSilent)
        {
            Interlocked.Increment(ref _refused);
            throw new StoreException("The census store is silent.", isTransient: true);
        }
    }
}
