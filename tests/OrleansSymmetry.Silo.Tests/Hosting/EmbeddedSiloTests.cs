using System.Text;
using OrleansSymmetry.Contracts;
using OrleansSymmetry.Grains.Catalogue;
using OrleansSymmetry.Grains.Store;
using OrleansSymmetry.Hosting;
using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Formats;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Silo.Tests.Hosting;

public sealed class EmbeddedSiloTests
{
    private readonly string _folder = Directory.CreateTempSubdirectory("orleans-symmetry-").FullName;

    [Fact]
    public async Task Embedded_silo_takes_a_census_of_XOR_and_its_reader_finds_it_afterwards()
    {
        OpenedSweep sweep = Xor("0..255");
        byte[] served;
        await using (EmbeddedSilo silo = await SiloHost.StartEmbeddedAsync(new EmbeddedSiloOptions { DataFolder = _folder, Threads = 2 }))
        {
            served = await Census(silo, sweep);
        }

        await using SqliteCensusReader reader = SqliteCensusReader.Open(Path.Combine(_folder, SiloHost.StoreFileName));
        byte[]? stored = await reader.ReadResultAsync(sweep.Id, StoredResult.Report);

        Assert.Equal(served, stored);
        LandscapeReport landscape = Assert.Single(ReportReader.Read(served).Landscapes);
        Assert.Equal(256, landscape.Ended.Minimum);
        Assert.Equal(6, landscape.Classes.Count);
        Assert.All(landscape.Classes, found => Assert.Equal("8", found.Orbit.Order));
        Assert.Equal([0.0615392148, 0.5704929991], landscape.LossLevels.Select(level => Math.Round(level.Loss, 10)));
    }

    [Fact]
    public async Task Report_does_not_depend_on_threads_or_on_how_seeds_were_cut_into_sweeps()
    {
        OpenedSweep sweep = Xor("0..199");
        await using EmbeddedSilo one = await SiloHost.StartEmbeddedAsync(new EmbeddedSiloOptions { DataFolder = Path.Combine(_folder, "one"), Threads = 1 });
        await using EmbeddedSilo four = await SiloHost.StartEmbeddedAsync(new EmbeddedSiloOptions { DataFolder = Path.Combine(_folder, "four"), Threads = 4 });

        byte[] straight = await Census(one, sweep);
        await Census(four, Xor("3..101"));
        byte[] pieced = await Census(four, sweep);

        Assert.Equal(Encoding.UTF8.GetString(straight), Encoding.UTF8.GetString(pieced));
    }

    [Fact]
    public async Task Second_silo_on_one_store_is_refused()
    {
        await using EmbeddedSilo first = await SiloHost.StartEmbeddedAsync(new EmbeddedSiloOptions { DataFolder = _folder, Threads = 1 });

        StoreException refused = await Assert.ThrowsAsync<StoreException>(
            () => SiloHost.StartEmbeddedAsync(new EmbeddedSiloOptions { DataFolder = _folder, Threads = 1 }));

        Assert.StartsWith("Another process writes to the census store ", refused.Message, StringComparison.Ordinal);
    }

    private static OpenedSweep Xor(string seeds) =>
        OpenedSweep.Read(
            Encoding.UTF8.GetBytes($$"""
                { "name": "xor", "problem": "xor", "network": { "hidden": [2], "activation": "tanh" }, "loss": { "kind": "mse", "l2": 0.01 },
                  "seeds": "{{seeds}}", "init": { "kind": "normal", "scale": 1.0 },
                  "train": [ { "method": "adam", "steps": 2000, "step": 0.01 }, { "method": "newton", "steps": 200, "gradient": 1e-11 } ] }
                """),
            DataFiles.None).Sweep!;

    private static async Task<byte[]> Census(EmbeddedSilo silo, OpenedSweep sweep)
    {
        ISweepGrain grain = silo.Client.GetGrain<ISweepGrain>(sweep.Id);
        SubmitAnswer answer = await grain.Submit(new SweepSubmission(sweep.Canonical, []));
        Assert.Empty(answer.Faults);
        SweepStatus status = answer.Status!;
        await Eventually.Holds(
            $"{sweep.Id} is done",
            async () =>
            {
                status = (await grain.GetStatus())!;
                Assert.True(status.State is SweepState.Running or SweepState.Closing or SweepState.Done, $"{sweep.Id} is {status.State}: {status.Error}");
                return status.State == SweepState.Done;
            },
            actual: () => $"{status.State}, {status.Landscapes[0].Done} of {status.Landscapes[0].Wanted} runs");

        ResultChunk chunk = (await grain.GetResults(ResultFile.Report, 0))!;
        Assert.Equal(chunk.TotalLength, chunk.Bytes.Length);
        return chunk.Bytes;
    }
}
