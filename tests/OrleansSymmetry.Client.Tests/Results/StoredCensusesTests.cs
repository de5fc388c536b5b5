using OrleansSymmetry.Client.Results;
using OrleansSymmetry.Contracts;
using OrleansSymmetry.Grains.Store;
using OrleansSymmetry.Hosting;

namespace OrleansSymmetry.Client.Tests.Results;

public sealed class StoredCensusesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("symmetry-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Folder_without_a_store_holds_nothing_and_gets_none()
    {
        await using (var store = StoredCensuses.Open(_folder))
        {
            Assert.Empty(await store.Sweeps(Stop));
            Assert.Null(await store.Results("xor", Stop));
            Assert.Null(await store.Answer(new GeometryKey("xor", "question"), Stop));
        }

        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public async Task Results_are_those_of_a_sweep_that_is_done()
    {
        await using (var writer = SqliteCensusStore.Open(Path.Combine(_folder, SiloHost.StoreFileName)))
        {
            foreach (string id in new[] { "done", "running" })
            {
                var sweep = new StoredSweep(id, id, "{}"u8.ToArray(), [], SweepState.Running, null, DateTimeOffset.UnixEpoch, null);
                await writer.AddSweepAsync(sweep, new Dictionary<string, ReadOnlyMemory<byte>>(), Stop);
            }

            var results = new Dictionary<StoredResult, byte[]>
            {
                [StoredResult.Report] = "report"u8.ToArray(),
                [StoredResult.Classes] = "classes"u8.ToArray(),
            };
            await writer.FinishSweepAsync("done", results, Stop);
        }

        await using var store = StoredCensuses.Open(_folder);
        Assert.Equal(["done", "running"], (await store.Sweeps(Stop)).Select(sweep => sweep.Id));
        Assert.Equal("report"u8.ToArray(), (await store.Results("done", Stop))!.Report);
        Assert.Null(await store.Results("running", Stop));
    }

    [Fact]
    public async Task Store_that_was_closed_by_its_reader_first_is_tidied_up_by_its_writer()
    {
        string path = Path.Combine(_folder, SiloHost.StoreFileName);
        await using (SqliteCensusStore.Open(path))
        {
        }

        await using (StoredCensuses.Open(_folder))
        {
        }

        await using (SqliteCensusStore.Open(path))
        {
        }

        Assert.DoesNotContain(Directory.GetFiles(_folder), file => file.EndsWith("-wal", StringComparison.Ordinal));
    }
}
