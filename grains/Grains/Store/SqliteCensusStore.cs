using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using OrleansSymmetry.Contracts;

namespace OrleansSymmetry.Grains.Store;

/// <summary>The census store of one machine: an SQLite file with one writing process and any number of readers.</summary>
public sealed class SqliteCensusStore : ICensusStore
{
    private readonly StoreLock _lock;
    private readonly SqliteThread _writer;
    private readonly SqliteCensusReader _reader;

    private SqliteCensusStore(StoreLock storeLock, SqliteThread writer, SqliteCensusReader reader)
    {
        _lock = storeLock;
        _writer = writer;
        _reader = reader;
    }

    /// <inheritdoc/>
    public string Location => _reader.Location;

    /// <summary>Opens a store for writing; makes the file and its folder when there are none.</summary>
    /// <param name="path">Path of the file.</param>
    /// <exception cref="StoreException">It cannot be written, another process writes to it, or it has another schema.</exception>
    public static SqliteCensusStore Open(string path) => Open(path, largestSize: null);

    /// <param name="path">Path of the file.</param>
    /// <param name="largestSize">Most pages of the file; a file that would exceed it is refused as by a full disk.</param>
    internal static SqliteCensusStore Open(string path, int? largestSize)
    {
        string full = Path.GetFullPath(path);
        StoreLock storeLock = StoreLock.Take(full);
        SqliteConnection? connection = null;
        SqliteThread? writer = null;
        try
        {
            connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = full, Pooling = false }.ConnectionString);
            connection.Open();
            SqliteSchema.CreateOrCheck(connection, full);
            if (largestSize is { } pages)
            {
                using SqliteCommand limit = connection.CreateCommand();
#pragma warning disable CA2100 // The value is a number.
                limit.CommandText = FormattableString.Invariant($"PRAGMA max_page_count={pages}");
#pragma warning restore CA2100
                limit.ExecuteNonQuery();
            }

            writer = new SqliteThread(connection, full, writes: true);
            return new SqliteCensusStore(storeLock, writer, SqliteCensusReader.Open(full));
        }
        catch (Exception fault)
        {
            writer?.Dispose();
            connection?.Dispose();
            storeLock.Dispose();
            if (fault is SqliteException sqlite)
            {
                throw SqliteFaults.Explain(full, sqlite);
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
        return _writer.RunAsync(
            (connection, transaction) =>
            {
                foreach ((string hash, ReadOnlyMemory<byte> data) in files)
                {
                    Write(connection, transaction, "INSERT INTO files VALUES ($a, $b) ON CONFLICT DO NOTHING", hash, data.ToArray());
                }

                return Write(
                    connection,
                    transaction,
                    "INSERT INTO sweeps VALUES ($a, $b, $c, $d, $e, $f, $g, $h) ON CONFLICT DO NOTHING",
                    sweep.Id,
                    sweep.Name,
                    sweep.Spec,
                    JsonSerializer.Serialize(sweep.Files),
                    StoreNames.Of(sweep.State),
                    sweep.Error,
                    sweep.SubmittedAt.ToString("O", CultureInfo.InvariantCulture),
                    sweep.TraceParent) > 0;
            },
            cancellation);
    }

    /// <inheritdoc/>
    public Task SetStateAsync(string id, SweepState state, string? error, CancellationToken cancellation = default) =>
        _writer.RunAsync(
            (connection, transaction) =>
                Write(connection, transaction, "UPDATE sweeps SET state = $b, error = $c WHERE id = $a AND state <> 'done'", id, StoreNames.Of(state), error),
            cancellation);

    /// <inheritdoc/>
    public Task<bool> AddBlockAsync(BlockKey key, byte[] data, CancellationToken cancellation = default) =>
        _writer.RunAsync(
            (connection, transaction) =>
                Write(
                    connection,
                    transaction,
                    "INSERT INTO blocks VALUES ($a, $b, $c, $d) ON CONFLICT DO NOTHING",
                    key.Landscape,
                    key.First,
                    key.Count,
                    data) > 0,
            cancellation);

    /// <inheritdoc/>
    public Task FinishSweepAsync(string id, IReadOnlyDictionary<StoredResult, byte[]> results, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(results);
        return _writer.RunAsync(
            (connection, transaction) =>
            {
                foreach ((StoredResult result, byte[] data) in results)
                {
                    Write(connection, transaction, "INSERT OR REPLACE INTO results VALUES ($a, $b, $c)", id, StoreNames.Of(result), data);
                }

                return Write(
                    connection, transaction, "UPDATE sweeps SET state = $b, error = NULL WHERE id = $a", id, StoreNames.Of(SweepState.Done));
            },
            cancellation);
    }

    /// <inheritdoc/>
    public Task<bool> AddPartAsync(GeometryKey question, int part, byte[] data, CancellationToken cancellation = default) =>
        _writer.RunAsync(
            (connection, transaction) =>
                Write(
                    connection,
                    transaction,
                    """
                    INSERT INTO geometry_parts SELECT $a, $b, $c, $d
                    WHERE NOT EXISTS (SELECT 1 FROM geometry_answers WHERE sweep = $a AND question = $b)
                    ON CONFLICT DO NOTHING
                    """,
                    question.Sweep,
                    question.Question,
                    part,
                    data) > 0,
            cancellation);

    /// <inheritdoc/>
    public Task<bool> AddAnswerAsync(GeometryKey question, byte[] data, CancellationToken cancellation = default) =>
        _writer.RunAsync(
            (connection, transaction) =>
            {
                Write(connection, transaction, "DELETE FROM geometry_parts WHERE sweep = $a AND question = $b", question.Sweep, question.Question);
                return Write(
                    connection,
                    transaction,
                    "INSERT INTO geometry_answers VALUES ($a, $b, $c) ON CONFLICT DO NOTHING",
                    question.Sweep,
                    question.Question,
                    data) > 0;
            },
            cancellation);

    /// <inheritdoc/>
    public Task<StoredSweep?> ReadSweepAsync(string id, CancellationToken cancellation = default) => _reader.ReadSweepAsync(id, cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredSweep>> ReadSweepsAsync(CancellationToken cancellation = default) => _reader.ReadSweepsAsync(cancellation);

    /// <inheritdoc/>
    public Task<byte[]?> ReadFileAsync(string hash, CancellationToken cancellation = default) => _reader.ReadFileAsync(hash, cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<BlockKey>> ReadBlockKeysAsync(string landscape, CancellationToken cancellation = default) =>
        _reader.ReadBlockKeysAsync(landscape, cancellation);

    /// <inheritdoc/>
    public Task<byte[]?> ReadBlockAsync(BlockKey key, CancellationToken cancellation = default) => _reader.ReadBlockAsync(key, cancellation);

    /// <inheritdoc/>
    public IAsyncEnumerable<StoredBlock> ReadBlocksAsync(IReadOnlyList<BlockKey> keys, CancellationToken cancellation = default) =>
        _reader.ReadBlocksAsync(keys, cancellation);

    /// <inheritdoc/>
    public Task<byte[]?> ReadResultAsync(string sweep, StoredResult result, CancellationToken cancellation = default) =>
        _reader.ReadResultAsync(sweep, result, cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<int, byte[]>> ReadPartsAsync(GeometryKey question, CancellationToken cancellation = default) =>
        _reader.ReadPartsAsync(question, cancellation);

    /// <inheritdoc/>
    public Task<byte[]?> ReadAnswerAsync(GeometryKey question, CancellationToken cancellation = default) =>
        _reader.ReadAnswerAsync(question, cancellation);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // The reader first: the last connection to close folds the write-ahead log into the file, and only a writer can.
        await _reader.DisposeAsync();
        _writer.Dispose();
        _lock.Dispose();
    }

    private static int Write(SqliteConnection connection, SqliteTransaction? transaction, string sql, params object?[] values)
    {
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The text is one of the constants above.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.Transaction = transaction;
        for (int i = 0; i < values.Length; i++)
        {
            command.Parameters.AddWithValue($"${(char)('a' + i)}", values[i] ?? DBNull.Value);
        }

        return command.ExecuteNonQuery();
    }
}
