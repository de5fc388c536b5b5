using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using OrleansSymmetry.Access;
using OrleansSymmetry.Contracts;
using StackExchange.Redis;

namespace OrleansSymmetry.Grains.Store;

/// <summary>
/// The census store of a cluster, on a Redis server that keeps an append-only file. Every silo writes; every write is one
/// command or transaction that changes nothing when it is repeated.
/// </summary>
public sealed class RedisCensusStore : ICensusStore
{
    private const string Prefix = "orleans-symmetry:census:";
    private const string SchemaKey = Prefix + "schema";
    private const string SweepsKey = Prefix + "sweeps";
    private const string SchemaVersion = "1";
    private const string StateField = "state";
    private const string ErrorField = "error";

    // Fetched together: large enough to be cheap, small enough to be held in memory by every reader.
    private const int BlocksPerPage = 64;

    private readonly ConnectionMultiplexer _connection;
    private readonly IDatabase _database;

    private RedisCensusStore(ConnectionMultiplexer connection, string address)
    {
        _connection = connection;
        _database = connection.GetDatabase();
        Location = $"Redis at {address}";
    }

    /// <inheritdoc/>
    public string Location { get; }

    /// <summary>Opens the store of a Redis server.</summary>
    /// <param name="redis">Where it is.</param>
    /// <exception cref="StoreException">The server does not answer, or holds a store of another schema.</exception>
    public static async Task<RedisCensusStore> OpenAsync(RedisAddress redis)
    {
        ArgumentNullException.ThrowIfNull(redis);
        ConnectionMultiplexer? connection = null;
        try
        {
            connection = await ConnectionMultiplexer.ConnectAsync(redis.ToOptions());
            var store = new RedisCensusStore(connection, $"{redis}");
            await store._database.StringSetAsync(SchemaKey, SchemaVersion, when: When.NotExists);
            RedisValue schema = await store._database.StringGetAsync(SchemaKey);
            return schema == SchemaVersion
                ? store
                : throw new StoreException(
                    $"The census store on {store.Location} has schema {schema}; this version of OrleansSymmetry reads and writes schema {SchemaVersion}. "
                    + "Use another server.");
        }
        catch (Exception fault)
        {
            if (connection is not null)
            {
                await connection.DisposeAsync();
            }

            if (fault is RedisException or ArgumentException or TimeoutException)
            {
                throw new StoreException(redis.Unreached(fault), fault, isTransient: true);
            }

            throw;
        }
    }

    /// <inheritdoc/>
    public Task<bool> AddSweepAsync(
        StoredSweep sweep, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        ArgumentNullException.ThrowIfNull(files);
        return Ask(
            async () =>
            {
                // Files first: a sweep that is seen is complete.
                foreach ((string hash, ReadOnlyMemory<byte> data) in files)
                {
                    await _database.StringSetAsync(FileKey(hash), data, when: When.NotExists);
                }

                ITransaction transaction = _database.CreateTransaction();
                transaction.AddCondition(Condition.KeyNotExists(SweepKey(sweep.Id)));
                _ = transaction.HashSetAsync(
                    SweepKey(sweep.Id),
                    [
                        new("name", sweep.Name),
                        new("spec", sweep.Spec),
                        new("files", JsonSerializer.Serialize(sweep.Files)),
                        new(StateField, StoreNames.Of(sweep.State)),
                        new(ErrorField, sweep.Error ?? RedisValue.EmptyString),
                        new("submitted", sweep.SubmittedAt.ToString("O", CultureInfo.InvariantCulture)),
                        new("trace", sweep.TraceParent ?? RedisValue.EmptyString),
                    ]);
                _ = transaction.SetAddAsync(SweepsKey, sweep.Id);
                return await transaction.ExecuteAsync();
            },
            cancellation);
    }

    /// <inheritdoc/>
    public Task SetStateAsync(string id, SweepState state, string? error, CancellationToken cancellation = default) =>
        Ask(
            async () =>
            {
                ITransaction transaction = _database.CreateTransaction();
                transaction.AddCondition(Condition.KeyExists(SweepKey(id)));
                transaction.AddCondition(Condition.HashNotEqual(SweepKey(id), StateField, StoreNames.Of(SweepState.Done)));
                _ = transaction.HashSetAsync(
                    SweepKey(id), [new(StateField, StoreNames.Of(state)), new(ErrorField, error ?? RedisValue.EmptyString)]);
                return await transaction.ExecuteAsync();
            },
            cancellation);

    /// <inheritdoc/>
    public Task<bool> AddBlockAsync(BlockKey key, byte[] data, CancellationToken cancellation = default) =>
        Ask(() => _database.HashSetAsync(BlocksKey(key.Landscape), Field(key), data, When.NotExists), cancellation);

    /// <inheritdoc/>
    public Task FinishSweepAsync(string id, IReadOnlyDictionary<StoredResult, byte[]> results, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(results);
        return Ask(
            async () =>
            {
                ITransaction transaction = _database.CreateTransaction();
                transaction.AddCondition(Condition.KeyExists(SweepKey(id)));
                _ = transaction.HashSetAsync(ResultsKey(id), [.. results.Select(pair => new HashEntry(StoreNames.Of(pair.Key), pair.Value))]);
                _ = transaction.HashSetAsync(SweepKey(id), [new(StateField, StoreNames.Of(SweepState.Done)), new(ErrorField, RedisValue.EmptyString)]);
                return await transaction.ExecuteAsync();
            },
            cancellation);
    }

    /// <inheritdoc/>
    public Task<bool> AddPartAsync(GeometryKey question, int part, byte[] data, CancellationToken cancellation = default) =>
        Ask(
            async () =>
            {
                ITransaction transaction = _database.CreateTransaction();
                transaction.AddCondition(Condition.HashNotExists(AnswersKey(question), question.Question));
                Task<bool> added = transaction.HashSetAsync(PartsKey(question), part, data, When.NotExists);
                return await transaction.ExecuteAsync() && await added;
            },
            cancellation);

    /// <inheritdoc/>
    public Task<bool> AddAnswerAsync(GeometryKey question, byte[] data, CancellationToken cancellation = default) =>
        Ask(
            async () =>
            {
                ITransaction transaction = _database.CreateTransaction();
                _ = transaction.KeyDeleteAsync(PartsKey(question));
                Task<bool> added = transaction.HashSetAsync(AnswersKey(question), question.Question, data, When.NotExists);
                return await transaction.ExecuteAsync() && await added;
            },
            cancellation);

    /// <inheritdoc/>
    public Task<StoredSweep?> ReadSweepAsync(string id, CancellationToken cancellation = default) =>
        Ask(
            async () =>
            {
                HashEntry[] entries = await _database.HashGetAllAsync(SweepKey(id));
                if (entries.Length == 0)
                {
                    return null;
                }

                Dictionary<string, RedisValue> fields = entries.ToDictionary(entry => (string)entry.Name!, entry => entry.Value, StringComparer.Ordinal);
                return new StoredSweep(
                    id,
                    fields["name"]!,
                    fields["spec"]!,
                    JsonSerializer.Deserialize<string[]>((string)fields["files"]!) ?? [],
                    StoreNames.ToState(fields[StateField]!),
                    fields[ErrorField].IsNullOrEmpty ? null : (string)fields[ErrorField]!,
                    DateTimeOffset.Parse(fields["submitted"]!, CultureInfo.InvariantCulture),
                    fields["trace"].IsNullOrEmpty ? null : (string)fields["trace"]!);
            },
            cancellation);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredSweep>> ReadSweepsAsync(CancellationToken cancellation = default)
    {
        RedisValue[] ids = await Ask(() => _database.SetMembersAsync(SweepsKey), cancellation);
        StoredSweep?[] sweeps = await Task.WhenAll(ids.Select(id => ReadSweepAsync(id!, cancellation)));
        return [.. sweeps.OfType<StoredSweep>().OrderBy(sweep => sweep.Id, StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    public Task<byte[]?> ReadFileAsync(string hash, CancellationToken cancellation = default) =>
        Ask(async () => (byte[]?)await _database.StringGetAsync(FileKey(hash)), cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<BlockKey>> ReadBlockKeysAsync(string landscape, CancellationToken cancellation = default) =>
        Ask<IReadOnlyList<BlockKey>>(
            async () =>
            {
                RedisValue[] fields = await _database.HashKeysAsync(BlocksKey(landscape));
                return [.. fields.Select(field => BlockKey.Parse($"{landscape}/{field}")).OrderBy(key => key.First).ThenBy(key => key.Count)];
            },
            cancellation);

    /// <inheritdoc/>
    public Task<byte[]?> ReadBlockAsync(BlockKey key, CancellationToken cancellation = default) =>
        Ask(async () => (byte[]?)await _database.HashGetAsync(BlocksKey(key.Landscape), Field(key)), cancellation);

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredBlock> ReadBlocksAsync(
        IReadOnlyList<BlockKey> keys, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        foreach (BlockKey[] page in keys.Chunk(BlocksPerPage))
        {
            // All of a page are asked for before the first answer is awaited.
            Task<byte[]?>[] blocks = [.. page.Select(key => ReadBlockAsync(key, cancellation))];
            for (int i = 0; i < page.Length; i++)
            {
                if (await blocks[i] is { } data)
                {
                    yield return new StoredBlock(page[i], data);
                }
            }
        }
    }

    /// <inheritdoc/>
    public Task<byte[]?> ReadResultAsync(string sweep, StoredResult result, CancellationToken cancellation = default) =>
        Ask(async () => (byte[]?)await _database.HashGetAsync(ResultsKey(sweep), StoreNames.Of(result)), cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<int, byte[]>> ReadPartsAsync(GeometryKey question, CancellationToken cancellation = default) =>
        Ask<IReadOnlyDictionary<int, byte[]>>(
            async () =>
            {
                HashEntry[] entries = await _database.HashGetAllAsync(PartsKey(question));
                return entries.ToDictionary(entry => (int)entry.Name, entry => (byte[])entry.Value!);
            },
            cancellation);

    /// <inheritdoc/>
    public Task<byte[]?> ReadAnswerAsync(GeometryKey question, CancellationToken cancellation = default) =>
        Ask(async () => (byte[]?)await _database.HashGetAsync(AnswersKey(question), question.Question), cancellation);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private static RedisKey SweepKey(string id) => $"{Prefix}sweep:{id}";

    private static RedisKey ResultsKey(string id) => $"{Prefix}results:{id}";

    private static RedisKey PartsKey(GeometryKey question) => $"{Prefix}geometry-parts:{question}";

    private static RedisKey AnswersKey(GeometryKey question) => $"{Prefix}geometry-answers:{question.Sweep}";

    private static RedisKey FileKey(string hash) => $"{Prefix}file:{hash}";

    private static RedisKey BlocksKey(string landscape) => $"{Prefix}blocks:{landscape}";

    private static RedisValue Field(BlockKey key) => FormattableString.Invariant($"{key.First}-{key.Count}");

    /// <summary>Asks the server; the client of Redis takes no token, so a call that is given up may still be carried out.</summary>
    private async Task<T> Ask<T>(Func<Task<T>> question, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            return await question().WaitAsync(cancellation);
        }
        catch (RedisServerException fault) when (!fault.Message.StartsWith("LOADING", StringComparison.Ordinal))
        {
            throw new StoreException(
                $"The census store on {Location} refuses: {fault.Message}. Check the server's memory and disk, and resume the sweep: what is stored stays.",
                fault);
        }
        catch (Exception fault) when (fault is RedisException or TimeoutException)
        {
            throw new StoreException(
                $"The census store on {Location} does not answer. Check that the server runs.", fault, isTransient: true);
        }
    }
}
