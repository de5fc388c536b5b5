using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.TestingHost;
using OrleansSymmetry.Contracts;
using OrleansSymmetry.Grains.Access;
using OrleansSymmetry.Grains.Canonicalization;
using OrleansSymmetry.Grains.Geometry;
using OrleansSymmetry.Grains.Store;
using OrleansSymmetry.Grains.Tests.Sweeps;
using OrleansSymmetry.Grains.Training;

namespace OrleansSymmetry.Grains.Tests.Cluster;

/// <summary>Silos in this process, with one store in a folder of their own.</summary>
public sealed class CensusCluster : IAsyncDisposable
{
    private const int DeadlineSeconds = 30;

    // The test cluster watches its silos as a client does.
    private const string TestHooks = "Orleans.Runtime.TestHooks.ITestHooks";

    private readonly InProcessTestCluster _cluster;
    private readonly bool _ownsStore;

    private CensusCluster(InProcessTestCluster cluster, ICensusStore store, bool ownsStore)
    {
        _cluster = cluster;
        Store = store;
        _ownsStore = ownsStore;
    }

    public ICensusStore Store { get; }

    public InProcessTestCluster Cluster => _cluster;

    public static async Task<CensusCluster> StartAsync(
        IBlockTrainer trainer, int silos = 1, int threads = 2, ICensusStore? store = null, IQuestionCutter? cutter = null,
        Action<ISiloBuilder>? configure = null)
    {
        ICensusStore opened = store ?? SqliteCensusStore.Open(Path.Combine(TemporaryFolder.New(), "census.db"));
        var builder = new InProcessTestClusterBuilder((short)silos);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton(trainer);
            if (cutter is not null)
            {
                silo.Services.AddSingleton(cutter);
            }

            configure?.Invoke(silo);
            silo.AddCensus(opened, threads);
            silo.Configure<ClientCallOptions>(calls => calls.OpenToClients.Add(TestHooks));
            silo.Configure<ClusterMembershipOptions>(membership =>
            {
                membership.ProbeTimeout = TimeSpan.FromMilliseconds(500);
                membership.NumMissedProbesLimit = 2;
                membership.NumVotesForDeathDeclaration = 1;
            });
        });
        builder.ConfigureSiloHost((_, host) => host.Logging.SetMinimumLevel(LogLevel.Error));
        InProcessTestCluster cluster = builder.Build();
        await cluster.DeployAsync();
        return new CensusCluster(cluster, opened, store is null);
    }

    public ISweepGrain Sweep(string id) => _cluster.Client.GetGrain<ISweepGrain>(id);

    public IGeometryGrain Geometry(string sweep, string question) => _cluster.Client.GetGrain<IGeometryGrain>($"{sweep}/{question}");

    /// <summary>The live index of a landscape of <see cref="XorSweep"/>, as a silo calls it.</summary>
    public ICanonicalizationGrain Index(string landscape) => Inside.GetGrain<ICanonicalizationGrain>(XorSweep.Landscape(landscape));

    /// <summary>The silo where a sweep's coordinator lives.</summary>
    public Task<InProcessSiloHandle> SiloOf(string id) => SiloOf(Sweep(id));

    /// <summary>The silo where a grain lives.</summary>
    public async Task<InProcessSiloHandle> SiloOf(IAddressable grain)
    {
        SiloAddress? address = await Inside.GetGrain<IManagementGrain>(0).GetActivationAddress(grain);
        return _cluster.Silos.Single(silo => silo.SiloAddress.Equals(address));
    }

    // What clients may not call, a silo may.
    private IGrainFactory Inside => _cluster.GetSiloServiceProvider(_cluster.Silos[0].SiloAddress).GetRequiredService<IGrainFactory>();

    public async Task<SweepStatus> SubmitAsync(SweepSubmission submission)
    {
        SubmitAnswer answer = await Sweep(XorSweep.IdOf(submission)).Submit(submission);
        Assert.Empty(answer.Faults);
        return answer.Status!;
    }

    /// <summary>Waits until a sweep's status satisfies a condition.</summary>
    public async Task<SweepStatus> UntilAsync(string id, string phase, Func<SweepStatus, bool> condition)
    {
        SweepStatus? last = null;
        await EventuallyAsync(
            async () =>
            {
                last = await Sweep(id).GetStatus();
                return last is not null && condition(last);
            },
            () => $"{phase}: sweep {id} is {Describe(last)}");
        return last!;
    }

    public Task<SweepStatus> UntilAsync(string id, SweepState state) => UntilAsync(id, $"waiting for {state}", status => status.State == state);

    public Task<byte[]> ReportAsync(string id, ResultFile file = ResultFile.Report) => WholeAsync(offset => Sweep(id).GetResults(file, offset));

    /// <summary>A file that comes in pieces.</summary>
    public static async Task<byte[]> WholeAsync(Func<long, Task<ResultChunk?>> piece)
    {
        var bytes = new List<byte>();
        ResultChunk? chunk;
        do
        {
            chunk = await piece(bytes.Count);
            Assert.NotNull(chunk);
            bytes.AddRange(chunk.Bytes);
        }
        while (bytes.Count < chunk.TotalLength);
        return [.. bytes];
    }

    /// <summary>Waits for a condition of a cluster whose silos may just have been killed; past the deadline it fails with what is given.</summary>
    public static async Task EventuallyAsync(Func<Task<bool>> condition, Func<string> state)
    {
        string? fault = null;
        await Eventually.Holds(
            "the cluster",
            async () =>
            {
                try
                {
                    return await condition();
                }
                catch (Exception e) when (e is OrleansException or TimeoutException)
                {
                    // A silo that was killed a moment ago; the deadline bounds how long that may go on.
                    fault = e.Message;
                    return false;
                }
            },
            DeadlineSeconds,
            () => $"{state()} {fault}");
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.StopAllSilosAsync();
        await _cluster.DisposeAsync();
        if (_ownsStore)
        {
            await Store.DisposeAsync();
        }
    }

    private static string Describe(SweepStatus? status) =>
        status is null
            ? "unknown"
            : $"{status.State} ({status.Error}), {status.BlocksInFlight} blocks in flight, "
              + string.Join(", ", status.Landscapes.Select(landscape => $"{landscape.Id}: {landscape.Done} of {landscape.Wanted}"));
}
