using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using OrleansSymmetry.Contracts;

namespace OrleansSymmetry.Grains.Store;

/// <summary>Reads a census store in an SQLite file; may stand beside its writer, in this process or another.</summary>
public sealed class SqliteCensusReader : ICensusReader
{
    // A page of blocks is read in one go: large enough to be cheap, small enough that a point read behind it need not wait.
    private const int BlocksPerPage = 64;

    private const string OneBlock = "SELECT data FROM blocks WHERE landscape = $a AND first = $b AND count = $c";
    private const string AllSweeps = "SELECT id, name, spec, files, state, error, submitted, trace FROM sweeps ORDER BY id";
    private const string OneSweep = "SELECT id, name, spec, files, state, error, submitted, trace FROM sweeps WHERE id = $a";

    private readonly SqliteThread _thread;

    private SqliteCensusReader(string path, SqliteConnection connection)
    {
        Location = path;
        _thread = new SqliteThread(connection, path, writes: false);
    }

    /// <inheritdoc/>
    public string Location { get; }

    /// <summary>Opens a store that exists.</summary>
    /// <param name="path">Path of the file.</param>
    /// <exception cref="StoreException">There is no store, or it cannot be read.</exception>
    public static SqliteCensusReader Open(string path) => Open(path, orEmpty: false)!;

    /// <summary>Opens a store for reading; null where there is none yet, or a writer has not made its tables yet.</summary>
    /// <param name="path">Path of the file.</param>
    /// <exception cref="StoreException">It cannot be read, or is no store of this version; the message is for the user.</exception>
    public static SqliteCensusReader? OpenIfMade(string path) => File.Exists(path) ? Open(path, orEmpty: true) : null;

    private static SqliteCensusReader? Open(string path, bool orEmpty)
    {
        string full = Path.GetFullPath(path);
        if (!File.Exists(full))
        {
            throw new StoreException($"There is no census store at {full}. Name the folder that holds it with --data.");
        }

        SqliteConnection connection = OpenConnection(full);
        try
        {
            if (orEmpty && SqliteSchema.IsEmpty(connection))
            {
                connection.Dispose();
                return null;
            }

            SqliteSchema.Check(connection, full);
            return new SqliteCensusReader(full, connection);
        }
        catch (SqliteException fault)
        {
            connection.Dispose();
            throw SqliteFaults.Explain(full, fault);
        }
        catch (StoreException)
        {
            connection.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<StoredSweep?> ReadSweepAsync(string id, CancellationToken cancellation = default)
    {
        List<StoredSweep> found = await ReadSweeps(OneSweep, cancellation, id);
        return found.SingleOrDefault();
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredSweep>> ReadSweepsAsync(CancellationToken cancellation = default) =>
        await ReadSweeps(AllSweeps, cancellation);

    /// <inheritdoc/>
    public Task<byte[]?> ReadFileAsync(string hash, CancellationToken cancellation = default) =>
        ReadBytes("SELECT data FROM files WHERE hash = $a", cancellation, hash);

    /// <inheritdoc/>
    public Task<byte[]?> ReadBlockAsync(BlockKey key, CancellationToken cancellation = default) =>
        ReadBytes(OneBlock, cancellation, key.Landscape, key.First, key.Count);

    /// <inheritdoc/>
    public Task<byte[]?> ReadResultAsync(string sweep, StoredResult result, CancellationToken cancellation = default) =>
        ReadBytes("SELECT data FROM results WHERE sweep = $a AND kind = $b", cancellation, sweep, StoreNames.Of(result));

    /// <inheritdoc/>
    public Task<byte[]?> ReadAnswerAsync(GeometryKey question, CancellationToken cancellation = default) =>
        _thread.RunAsync(
            (connection, _) => SqliteSchema.HasAddedTables(connection)
                ? ReadBytes(connection, "SELECT data FROM geometry_answers WHERE sweep = $a AND question = $b", question.Sweep, question.Question)
                : null,
            cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<int, byte[]>> ReadPartsAsync(GeometryKey question, CancellationToken cancellation = default) =>
        _thread.RunAsync<IReadOnlyDictionary<int, byte[]>>(
            (connection, _) =>
            {
                var parts = new Dictionary<int, byte[]>();
                if (!SqliteSchema.HasAddedTables(connection))
                {
                    return parts;
                }

                using SqliteCommand command = connection.CreateCommand();
                command.CommandText = "SELECT part, data FROM geometry_parts WHERE sweep = $s AND question = $q ORDER BY part";
                command.Parameters.AddWithValue("$s", question.Sweep);
                command.Parameters.AddWithValue("$q", question.Question);
                using SqliteDataReader rows = command.ExecuteReader();
                while (rows.Read())
                {
                    parts.Add(rows.GetInt32(0), rows.GetFieldValue<byte[]>(1));
                }

                return parts;
            },
            cancellation);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<BlockKey>> ReadBlockKeysAsync(string landscape, CancellationToken cancellation = default) =>
        await _thread.RunAsync(
            (connection, _) =>
            {
                using SqliteCommand command = connection.CreateCommand();
                command.CommandText = "SELECT first, count FROM blocks WHERE landscape = $l ORDER BY first, count";
                command.Parameters.AddWithValue("$l", landscape);
                using SqliteDataReader rows = command.ExecuteReader();
                var keys = new List<BlockKey>();
                while (rows.Read())
                {
                    keys.Add(new BlockKey(landscape, rows.GetInt64(0), rows.GetInt32(1)));
                }

                return keys;
            },
            cancellation);

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredBlock> ReadBlocksAsync(
        IReadOnlyList<BlockKey> keys, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        foreach (BlockKey[] page in keys.Chunk(BlocksPerPage))
        {
            List<StoredBlock> blocks = await _thread.RunAsync((connection, _) => ReadPage(connection, page), cancellation);
            foreach (StoredBlock block in blocks)
            {
                yield return block;
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _thread.Dispose();
        return ValueTask.CompletedTask;
    }

    private static SqliteConnection OpenConnection(string path)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ConnectionString);
        try
        {
            connection.Open();
            using SqliteCommand probe = connection.CreateCommand();
            probe.CommandText = "SELECT count(*) FROM sqlite_master";
            probe.ExecuteScalar();
            return connection;
        }
        catch (SqliteException) when (!File.Exists(path + "-wal"))
        {
            // In a folder that cannot be written, SQLite cannot make the index of a write-ahead log; without a log none is needed.
            connection.Dispose();
            return OpenImmutable(path);
        }
        catch (SqliteException fault)
        {
            connection.Dispose();
            throw SqliteFaults.Explain(path, fault);
        }
    }

    private static SqliteConnection OpenImmutable(string path)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = new Uri(path).AbsoluteUri + "?immutable=1",
                Mode = SqliteOpenMode.ReadOnly,
                Pooling = false,
            }.ConnectionString);
        try
        {
            connection.Open();
            return connection;
        }
        catch (SqliteException fault)
        {
            connection.Dispose();
            throw SqliteFaults.Explain(path, fault);
        }
    }

    private static List<StoredBlock> ReadPage(SqliteConnection connection, BlockKey[] keys)
    {
        var blocks = new List<StoredBlock>(keys.Length);
        foreach (BlockKey key in keys)
        {
            if (ReadBytes(connection, OneBlock, key.Landscape, key.First, key.Count) is { } data)
            {
                blocks.Add(new StoredBlock(key, data));
            }
        }

        return blocks;
    }

    private Task<byte[]?> ReadBytes(string sql, CancellationToken cancellation, params object[] values) =>
        _thread.RunAsync((connection, _) => ReadBytes(connection, sql, values), cancellation);

    private static byte[]? ReadBytes(SqliteConnection connection, string sql, params object[] values)
    {
        using SqliteCommand command = Command(connection, sql, values);
        return command.ExecuteScalar() as byte[];
    }

    private static SqliteCommand Command(SqliteConnection connection, string sql, object[] values)
    {
        SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The text is one of the constants above.
        command.CommandText = sql;
#pragma warning restore CA2100
        for (int i = 0; i < values.Length; i++)
        {
            command.Parameters.AddWithValue($"${(char)('a' + i)}", values[i]);
        }

        return command;
    }

    private Task<List<StoredSweep>> ReadSweeps(string sql, CancellationToken cancellation, params object[] values) =>
        _thread.RunAsync(
            (connection, _) =>
            {
                using SqliteCommand command = Command(connection, sql, values);
                using SqliteDataReader rows = command.ExecuteReader();
                var sweeps = new List<StoredSweep>();
                while (rows.Read())
                {
                    sweeps.Add(new StoredSweep(
                        rows.GetString(0),
                        rows.GetString(1),
                        rows.GetFieldValue<byte[]>(2),
                        JsonSerializer.Deserialize<string[]>(rows.GetString(3)) ?? [],
                        StoreNames.ToState(rows.GetString(4)),
                        rows.IsDBNull(5) ? null : rows.GetString(5),
                        DateTimeOffset.Parse(rows.GetString(6), CultureInfo.InvariantCulture),
                        rows.IsDBNull(7) ? null : rows.GetString(7)));
                }

                return sweeps;
            },
            cancellation);
}
