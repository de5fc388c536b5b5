using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OrleansSymmetry.Grains.Access;
using OrleansSymmetry.Grains.Canonicalization;
using OrleansSymmetry.Grains.Catalogue;
using OrleansSymmetry.Grains.Compute;
using OrleansSymmetry.Grains.Geometry;
using OrleansSymmetry.Grains.Runs;
using OrleansSymmetry.Grains.Store;
using OrleansSymmetry.Grains.Sweeps;
using OrleansSymmetry.Grains.Telemetry;
using OrleansSymmetry.Grains.Training;

namespace OrleansSymmetry.Grains;

/// <summary>Makes a silo a part of the census.</summary>
public static class CensusHosting
{
    /// <summary>Adds the grains' services. Membership is the host's choice.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="store">The census store; who opened it closes it, after the silo.</param>
    /// <param name="threads">Compute threads; null: as many as cores.</param>
    /// <param name="configure">Further options.</param>
    public static ISiloBuilder AddCensus(
        this ISiloBuilder silo,
        ICensusStore store,
        int? threads = null,
        Action<CensusOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(silo);
        ArgumentNullException.ThrowIfNull(store);
        IServiceCollection services = silo.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(store);
        services.TryAddSingleton<IBlockTrainer, LandscapeTrainer>();
        services.TryAddSingleton<IQuestionCutter, LandscapeQuestions>();
        services.AddSingleton<CensusMetrics>();
        services.AddSingleton(provider => new ComputePool(threads, provider.GetRequiredService<CensusMetrics>()));
        services.AddSingleton<IndexTurns>();
        services.AddSingleton<IndexMessages>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(provider => provider.GetRequiredService<IndexMessages>());
        services.AddSingleton<TrainingThreads>();
        services.AddSingleton<SweepCatalogue>();
        services.AddSingleton<StoredRuns>();
        services.AddSingleton<CensusCloser>();
        services.AddSingleton<ComputeCapacity>();
        services.AddTransient<BlockOrders>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, UnfinishedSweeps>();
        services.AddOptions<CensusOptions>().Configure(options => configure?.Invoke(options));
        silo.AddIncomingGrainCallFilter<ClientCallFilter>();
        return silo;
    }
}
