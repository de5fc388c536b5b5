using Microsoft.Data.Sqlite;
using OrleansSymmetry.Contracts;
using OrleansSymmetry.Grains.Store;

namespace OrleansSymmetry.Grains.Tests.Store;

public sealed class SqliteCensusStoreTests : CensusStoreContract
{
    private readonly string _path = Path.Combine(TemporaryFolder.New(), "new folder", "census.db");

    protected override Task<ICensusStore> OpenEmptyAsync() => Task.FromResult<ICensusStore>(SqliteCensusStore.Open(_path));

    [Fact]
    public async Task Store_that_was_closed_holds_what_was_written()
    {
        await using (ICensusStore store = await OpenEmptyAsync())
        {
            await store.AddBlockAsync(new BlockKey("a", 0, 8), [1, 2, 3]);
        }

        await using ICensusStore again = await OpenEmptyAsync();

        Assert.Equal([1, 2, 3], await again.ReadBlockAsync(new BlockKey("a", 0, 8)));
        Assert.False(File.Exists(_path + "-wal") && new FileInfo(_path + "-wal").Length > 0);
    }

    [Fact]
    public async Task Second_writer_is_refused_in_one_sentence_until_the_first_closes()
    {
        ICensusStore first = await OpenEmptyAsync();

        StoreException refused = Assert.Throws<StoreException>(() => SqliteCensusStore.Open(_path));

        Assert.Equal(
            $"Another process writes to the census store {_path}. Wait until it ends (symmetry run --wait does), or name another folder with --data.",
            refused.Message);
        Assert.True(refused.IsInUse);
        await first.DisposeAsync();
        await SqliteCensusStore.Open(_path).DisposeAsync();
    }

    [Fact]
    public async Task Reader_stands_beside_a_writer_and_sees_what_it_commits()
    {
        await using ICensusStore writer = await OpenEmptyAsync();
        await using SqliteCensusReader reader = SqliteCensusReader.Open(_path);
        Assert.Empty(await reader.ReadBlockKeysAsync("a"));

        await writer.AddBlockAsync(new BlockKey("a", 0, 8), [1]);

        Assert.Equal([new BlockKey("a", 0, 8)], await reader.ReadBlockKeysAsync("a"));
    }

    [Fact]
    public async Task Reader_opens_a_store_whose_writer_is_gone()
    {
        await using (ICensusStore store = await OpenEmptyAsync())
        {
            await store.AddSweepAsync(Sweep("s-1"), NoFiles);
        }

        await using SqliteCensusReader reader = SqliteCensusReader.Open(_path);

        Assert.Equal("s-1", Assert.Single(await reader.ReadSweepsAsync()).Id);
    }

    [Fact]
    public void Reader_of_a_store_that_is_not_there_says_where_it_looked()
    {
        StoreException refused = Assert.Throws<StoreException>(() => SqliteCensusReader.Open(_path));

        Assert.Equal($"There is no census store at {_path}. Name the folder that holds it with --data.", refused.Message);
    }

    [Fact]
    public void Folder_that_cannot_be_made_is_named()
    {
        string file = Path.Combine(TemporaryFolder.New(), "file");
        File.WriteAllText(file, "");
        string folder = Path.Combine(file, "folder");

        StoreException refused = Assert.Throws<StoreException>(() => SqliteCensusStore.Open(Path.Combine(folder, "census.db")));

        Assert.StartsWith($"The folder {folder} cannot be written (", refused.Message, StringComparison.Ordinal);
        Assert.EndsWith("). Name another folder with --data.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void File_that_is_no_database_is_named()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        File.WriteAllText(_path, "Dear diary, today I trained 4096 networks and every one of them was the same one, only in another order. "
            + new string('.', 1000));

        StoreException refused = Assert.Throws<StoreException>(() => SqliteCensusStore.Open(_path));

        Assert.Equal(
            $"The file {_path} is damaged or is no census store. Move it away, or name another folder with --data, and give the same command again.",
            refused.Message);
    }

    [Fact]
    public async Task Database_of_another_program_is_refused_and_left_alone()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        await ExecuteAsync("CREATE TABLE diary (day TEXT)");

        StoreException refused = Assert.Throws<StoreException>(() => SqliteCensusStore.Open(_path));

        Assert.Equal($"The file {_path} is no census store. Name another folder with --data.", refused.Message);
    }

    [Fact]
    public async Task Store_of_another_schema_is_refused_with_both_versions()
    {
        await (await OpenEmptyAsync()).DisposeAsync();
        await ExecuteAsync("PRAGMA user_version = 99");

        StoreException refused = Assert.Throws<StoreException>(() => SqliteCensusStore.Open(_path));

        Assert.Contains("has schema 99; this version of OrleansSymmetry reads and writes schema 1.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Store_from_before_geometry_was_kept_reads_as_one_without_any_and_a_writer_adds_its_tables()
    {
        await using (ICensusStore store = await OpenEmptyAsync())
        {
            await store.AddSweepAsync(Sweep("s-1"), NoFiles);
        }

        await ExecuteAsync("DROP TABLE geometry_parts; DROP TABLE geometry_answers");
        var key = new GeometryKey("s-1", "0123");
        await using (SqliteCensusReader reader = SqliteCensusReader.Open(_path))
        {
            Assert.Null(await reader.ReadAnswerAsync(key));
            Assert.Empty(await reader.ReadPartsAsync(key));

            await using SqliteCensusStore writer = SqliteCensusStore.Open(_path);
            await writer.AddAnswerAsync(key, [1]);

            Assert.Equal([1], await reader.ReadAnswerAsync(key));
        }
    }

    [Fact]
    public async Task Full_disk_is_told_and_costs_only_what_did_not_fit()
    {
        await using SqliteCensusStore store = SqliteCensusStore.Open(_path, largestSize: 40);
        await store.AddBlockAsync(new BlockKey("a", 0, 8), [1]);

        StoreException refused = await Assert.ThrowsAsync<StoreException>(() => store.AddBlockAsync(new BlockKey("a", 8, 8), new byte[1_000_000]));
        bool isNew = await store.AddBlockAsync(new BlockKey("a", 16, 8), [2]);

        Assert.Equal(
            $"The disk that holds the census store {_path} is full. "
            + "Free some space, or name another folder with --data, and give the same command again: what is stored stays.",
            refused.Message);
        Assert.True(isNew);
        Assert.Equal([0, 16], (await ReadAsync(store, await store.ReadBlockKeysAsync("a"))).Select(block => block.Key.First));
    }

    [Fact]
    public async Task Call_on_a_store_that_is_closed_fails_at_once()
    {
        ICensusStore store = await OpenEmptyAsync();
        await store.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.AddBlockAsync(new BlockKey("a", 0, 8), [1]));
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _path, Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The text is one of the constants above.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
