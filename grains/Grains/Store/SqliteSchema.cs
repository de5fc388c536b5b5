using Microsoft.Data.Sqlite;

namespace OrleansSymmetry.Grains.Store;

/// <summary>The tables of a census store, and how a file is known to be one.</summary>
internal static class SqliteSchema
{
    /// <summary>
    /// Raised whenever what a table holds changes its meaning. A table that is only added does not raise it: a writer makes it in
    /// the stores that lack it, and to a reader it is empty there.
    /// </summary>
    public const int Version = 1;

    // "OSym" in ASCII; `file census.db` shows it.
    private const int ApplicationId = 0x4F53796D;

    private const string Tables = """
        CREATE TABLE sweeps (
            id TEXT PRIMARY KEY, name TEXT NOT NULL, spec BLOB NOT NULL, files TEXT NOT NULL,
            state TEXT NOT NULL, error TEXT, submitted TEXT NOT NULL, trace TEXT) STRICT;
        CREATE TABLE files (hash TEXT PRIMARY KEY, data BLOB NOT NULL) STRICT;
        CREATE TABLE blocks (
            landscape TEXT NOT NULL, first INTEGER NOT NULL, count INTEGER NOT NULL, data BLOB NOT NULL,
            PRIMARY KEY (landscape, first, count)) STRICT;
        CREATE TABLE results (sweep TEXT NOT NULL, kind TEXT NOT NULL, data BLOB NOT NULL, PRIMARY KEY (sweep, kind)) STRICT;
        """;

    private const string AddedTables = """
        CREATE TABLE IF NOT EXISTS geometry_parts (
            sweep TEXT NOT NULL, question TEXT NOT NULL, part INTEGER NOT NULL, data BLOB NOT NULL,
            PRIMARY KEY (sweep, question, part)) STRICT;
        CREATE TABLE IF NOT EXISTS geometry_answers (
            sweep TEXT NOT NULL, question TEXT NOT NULL, data BLOB NOT NULL, PRIMARY KEY (sweep, question)) STRICT;
        """;

    /// <summary>Makes the tables in an empty file, or checks that they are the ones of this version.</summary>
    public static void CreateOrCheck(SqliteConnection connection, string path)
    {
        // WAL lets readers in beside the writer; FULL makes a commit that returned survive a loss of power.
        Execute(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;");
        if (IsEmpty(connection))
        {
            using SqliteTransaction transaction = connection.BeginTransaction();
            Execute(connection, $"PRAGMA application_id={ApplicationId}; PRAGMA user_version={Version}; {Tables}", transaction);
            transaction.Commit();
        }

        Check(connection, path);
        Execute(connection, AddedTables);
    }

    /// <summary>Whether a file holds nothing yet: somebody is about to make the tables in it.</summary>
    public static bool IsEmpty(SqliteConnection connection) =>
        Number(connection, "PRAGMA user_version") == 0 && Number(connection, "SELECT count(*) FROM sqlite_master") == 0;

    /// <summary>Whether a store has the tables that were added to its schema; one that no later writer has opened lacks them.</summary>
    public static bool HasAddedTables(SqliteConnection connection) =>
        Number(connection, "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'geometry_answers'") > 0;

    /// <summary>Checks that a file is a census store of this version.</summary>
    public static void Check(SqliteConnection connection, string path)
    {
        if (Number(connection, "PRAGMA application_id") != ApplicationId)
        {
            throw new StoreException($"The file {path} is no census store. Name another folder with --data.");
        }

        long version = Number(connection, "PRAGMA user_version");
        if (version != Version)
        {
            throw new StoreException(
                $"The census store {path} has schema {version}; this version of OrleansSymmetry reads and writes schema {Version}. "
                + "Name another folder with --data.");
        }
    }

    private static void Execute(SqliteConnection connection, string sql, SqliteTransaction? transaction = null)
    {
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The text is made of constants.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.Transaction = transaction;
        command.ExecuteNonQuery();
    }

    private static long Number(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The text is made of constants.
        command.CommandText = sql;
#pragma warning restore CA2100
        return (long)command.ExecuteScalar()!;
    }
}
