using System.Text;
using OrleansSymmetry.Grains.Catalogue;
using OrleansSymmetry.Grains.Compute;
using OrleansSymmetry.Grains.Runs;
using OrleansSymmetry.Grains.Store;
using OrleansSymmetry.Grains.Sweeps;
using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Formats;
using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Training;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Grains.Tests.Sweeps;

public sealed class CensusCloserTests
{
    private const int Seeds = 128;

    private static readonly SeedSet All = new([new SeedRange(0, Seeds - 1)]);

    [Fact]
    public async Task Results_do_not_depend_on_how_blocks_overlap()
    {
        OpenedSweep sweep = Sweep();
        IReadOnlyList<RunRecord> runs = BlockTrainer.Train(sweep.Landscapes[0].Landscape, 0, Seeds, TestContext.Current.CancellationToken).Runs;

        IReadOnlyDictionary<StoredResult, byte[]> whole = await Close(sweep, runs, [(0, Seeds)]);
        IReadOnlyDictionary<StoredResult, byte[]> pieces = await Close(sweep, runs, [(0, 70), (10, 20), (40, 60), (64, 64), (127, 1)]);

        Assert.Equal(Encoding.UTF8.GetString(whole[StoredResult.Report]), Encoding.UTF8.GetString(pieces[StoredResult.Report]));
        Assert.Equal(whole[StoredResult.Classes], pieces[StoredResult.Classes]);
        Assert.Equal(whole[StoredResult.Progress], pieces[StoredResult.Progress]);
        Assert.Equal(Seeds, ReportReader.Read(whole[StoredResult.Report]).Landscapes[0].Runs);
    }

    [Fact]
    public async Task Runs_that_need_more_passes_are_read_again()
    {
        // A chain: neighbours are 0.8 tolerances apart, the ends are 100. No order of its seeds makes one star of it.
        OpenedSweep sweep = Sweep();
        OpenedLandscape landscape = sweep.Landscapes[0];
        RunRecord run = BlockTrainer.Train(landscape.Landscape, 0, Seeds, TestContext.Current.CancellationToken).Runs.First(run => run.Ended == Ended.Minimum);
        double step = 0.8 * landscape.Landscape.Spec.Tolerance.Distance;
        RunRecord[] chain = [.. Enumerable.Range(0, Seeds).Select(seed =>
        {
            double[] theta = [.. run.Theta];
            theta[0] += step * (seed * 45 % Seeds);
            return run with { Seed = seed, Theta = theta };
        })];

        IReadOnlyDictionary<StoredResult, byte[]> results = await Close(sweep, chain, [(0, 50), (20, 108)]);

        LandscapeReport report = ReportReader.Read(results[StoredResult.Report]).Landscapes[0];
        ClassReport found = Assert.Single(report.Classes);
        Assert.Equal((0L, (long)Seeds), (found.RepresentativeSeed, found.Hits));
        Assert.InRange(report.Separation.LargestWithin!.Value, 20 * step, Seeds * step);
    }

    [Fact]
    public async Task Missing_runs_are_told()
    {
        OpenedSweep sweep = Sweep();
        IReadOnlyList<RunRecord> runs = BlockTrainer.Train(sweep.Landscapes[0].Landscape, 0, Seeds, TestContext.Current.CancellationToken).Runs;
        StoreException fault = await Assert.ThrowsAsync<StoreException>(() => Close(sweep, runs, [(0, 100), (101, 27)]));
        Assert.StartsWith("1 of 128 runs of landscape", fault.Message, StringComparison.Ordinal);
    }

    private static OpenedSweep Sweep() => OpenedSweep.Read(
        Encoding.UTF8.GetBytes(
            """
            {
              "name": "closer", "problem": "xor", "network": { "hidden": [2] }, "loss": { "kind": "mse", "l2": 0.01 },
              "seeds": "0..127", "train": [{ "method": "newton", "steps": 200, "gradient": 1e-11 }]
            }
            """),
        DataFiles.None).Sweep!;

    private static async Task<IReadOnlyDictionary<StoredResult, byte[]>> Close(
        OpenedSweep sweep, IReadOnlyList<RunRecord> runs, IEnumerable<(int First, int Count)> blocks)
    {
        await using SqliteCensusStore store = SqliteCensusStore.Open(Path.Combine(TemporaryFolder.New(), "census.db"));
        foreach ((int first, int count) in blocks)
        {
            byte[] data = BlockCodec.Encode(new BlockRecord(first, [.. runs.Skip(first).Take(count)]));
            await store.AddBlockAsync(new BlockKey(sweep.Landscapes[0].Id, first, count), data);
        }

        using var pool = new ComputePool(threads: 1);
        ClosedCensus closed = await new CensusCloser(new StoredRuns(store, pool), pool).CloseAsync(sweep, [All], CancellationToken.None);
        return closed.Results;
    }
}
