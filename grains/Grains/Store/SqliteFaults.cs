using Microsoft.Data.Sqlite;

namespace OrleansSymmetry.Grains.Store;

/// <summary>What SQLite's result codes mean to the owner of the file (sqlite.org/rescode.html).</summary>
internal static class SqliteFaults
{
    private const int Permission = 3;
    private const int Busy = 5;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    public static StoreException Explain(string path, SqliteException fault) => fault.SqliteErrorCode switch
    {
        Full => new StoreException(
            $"The disk that holds the census store {path} is full. "
            + "Free some space, or name another folder with --data, and give the same command again: what is stored stays.", fault),
        ReadOnly or Permission => new StoreException(
            $"The census store {path} cannot be written: it is read-only. Make the file and its folder writable, or name another folder with --data.", fault),
        CannotOpen => new StoreException(
            $"The census store {path} cannot be opened. "
            + "Check that its folder exists and that you may read and write it, or name another folder with --data.", fault),
        InputOutput => new StoreException(
            $"The disk that holds the census store {path} reports an error ({fault.Message}). "
            + "Check the disk and its free space, or name another folder with --data.", fault),
        Corrupt or NotADatabase => new StoreException(
            $"The file {path} is damaged or is no census store. Move it away, or name another folder with --data, and give the same command again.", fault),
        Busy => new StoreException(
            $"Another program holds the census store {path}. Close it and give the same command again.", fault),
        _ => new StoreException($"The census store {path} reports: {fault.Message}", fault),
    };
}
