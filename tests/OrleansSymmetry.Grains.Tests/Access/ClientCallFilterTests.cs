using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Concurrency;
using OrleansSymmetry.Contracts;
using OrleansSymmetry.Grains.Canonicalization;
using OrleansSymmetry.Grains.Tests.Cluster;
using OrleansSymmetry.Grains.Tests.Sweeps;
using OrleansSymmetry.Grains.Tests.Training;
using OrleansSymmetry.Grains.Training;

namespace OrleansSymmetry.Grains.Tests.Access;

public sealed class ClientCallFilterTests
{
    /// <summary>Orleans' own surfaces, and where they stand in a silo: a client that means harm writes such references itself.</summary>
    public static TheoryData<string, string> Surfaces() => new()
    {
        { "Orleans.Runtime.IManagementGrain, Orleans.Core", "management" },
        { "Orleans.ISiloControl, Orleans.Core", "sys.svc.silo-control" },
        { "Orleans.Runtime.IMembershipService, Orleans.Core", "sys.svc.clustering" },
        { "Orleans.Runtime.IDeploymentLoadPublisher, Orleans.Core", "sys.svc.load-publisher" },
        { "Orleans.Runtime.ICatalog, Orleans.Runtime", "sys.svc.catalog" },
        { "Orleans.Runtime.IRemoteGrainDirectory, Orleans.Runtime", "sys.svc.dir.mem" },
        { "Orleans.Runtime.GrainDirectory.IRemoteClientDirectory, Orleans.Runtime", "sys.svc.dir.client" },
        { "Orleans.Runtime.IActivationMigrationManagerSystemTarget, Orleans.Runtime", "sys.svc.migrator" },
        { "Orleans.Runtime.IGrainCallCancellationManagerSystemTarget, Orleans.Runtime", "sys.svc.canceler" },
        { "Orleans.Core.Internal.IGrainManagementExtension, Orleans.Core.Abstractions", "sweep" },
        { "Orleans.Runtime.IAsyncEnumerableGrainExtension, Orleans.Core.Abstractions", "sweep" },
    };

    [Fact]
    public async Task A_client_reaches_nothing_of_Orleans_that_is_for_silos_among_themselves()
    {
        await using CensusCluster cluster = await CensusCluster.StartAsync(new WatchedTrainer());
        SiloAddress silo = cluster.Cluster.Silos[0].SiloAddress;
        var open = new List<string>();
        foreach ((string name, string grainType) in Surfaces().Select(row => row.Data))
        {
            Type called = Type.GetType(name) ?? throw new InvalidOperationException($"{name} is not there.");
            GrainId target = grainType switch
            {
                "management" => cluster.Cluster.Client.GetGrain<IManagementGrain>(0).GetGrainId(),
                "sweep" => cluster.Sweep("xor-00000000").GetGrainId(),
                _ => GrainId.Create(grainType, silo.ToParsableString()),
            };

            // A call that nobody answers says nothing of its refusal.
            foreach (MethodInfo method in called.GetMethods().Where(method => !method.IsGenericMethod && method.GetCustomAttribute<OneWayAttribute>() is null))
            {
                string said = await Call(cluster.Cluster.Client, target, called, method);
                if (!said.Contains("is for silos among themselves", StringComparison.Ordinal))
                {
                    open.Add($"{called.Name}.{method.Name}: {said}");
                }
            }
        }

        Assert.Empty(open);
    }

    [Fact]
    public async Task A_client_reaches_no_grain_that_is_not_made_for_it()
    {
        await using CensusCluster cluster = await CensusCluster.StartAsync(new WatchedTrainer());
        IClusterClient client = cluster.Cluster.Client;

        Type[] inner = [.. typeof(ITrainingRunGrain).Assembly.GetTypes().Where(type => type.IsInterface && typeof(IGrain).IsAssignableFrom(type))];
        Assert.Contains(typeof(ITrainingRunGrain), inner);
        Assert.Contains(typeof(ICanonicalizationGrain), inner);
        foreach (Type called in inner)
        {
            GrainId target = client.GetGrain(called, "xor-00000000").GetGrainId();
            foreach (MethodInfo method in called.GetMethods().Where(method => method.GetCustomAttribute<OneWayAttribute>() is null))
            {
                Assert.Contains("is for silos among themselves", await Call(client, target, called, method), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task A_client_tells_an_index_nothing()
    {
        await using CensusCluster cluster = await CensusCluster.StartAsync(new WatchedTrainer());
        string id = (await cluster.SubmitAsync(XorSweep.Submission("plain", "0..15", "a"))).Id;
        await cluster.UntilAsync(id, SweepState.Done);
        LiveClass invented = LiveClass.Of(XorSweep.Runs("a", 0, 1)[0] with { Seed = 99 }, hits: 1000);

        await cluster.Cluster.Client.GetGrain<ICanonicalizationGrain>(XorSweep.Landscape("a")).Tell(new BlockClasses(id, 99, 1, [invented]));
        await cluster.Index("a").Tell(new BlockClasses(id, 98, 1, []));
        ClassView? view = null;
        await CensusCluster.EventuallyAsync(
            async () => (view = await cluster.Index("a").Look(new IndexLook(id, 16, 16))).Seen == 16, () => $"{view?.Seen} of 16 runs were seen");

        Assert.Equal(XorSweep.Ended("a", 0, 16)[0], view!.Leading.Sum(found => found.Hits));
    }

    [Fact]
    public async Task What_is_made_for_clients_is_open_to_them()
    {
        await using CensusCluster cluster = await CensusCluster.StartAsync(new WatchedTrainer(), silos: 2);

        Assert.Null(await cluster.Sweep("xor-00000000").GetStatus());
        Assert.Null(await cluster.Geometry("xor-00000000", "0123456789abcdef").GetStatus());
        Assert.Empty(await cluster.Cluster.Client.GetGrain<ISweepListGrain>(0).List());
    }

    /// <summary>Calls a method with nothing but defaults; the result is what the call was answered with.</summary>
    private static async Task<string> Call(IClusterClient client, GrainId target, Type called, MethodInfo method)
    {
        try
        {
            var types = client.ServiceProvider.GetRequiredService<Orleans.Metadata.GrainInterfaceTypeResolver>();
            IAddressable reference = client.GetGrain(target, types.GetGrainInterfaceType(called));
            object?[] arguments =
                [.. method.GetParameters().Select(parameter => parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType) : null)];
            Task answer = method.Invoke(reference, arguments) switch
            {
                Task task => task,
                ValueTask task => task.AsTask(),
                { } other => (Task)other.GetType().GetMethod(nameof(ValueTask.AsTask))!.Invoke(other, null)!,
                null => throw new InvalidOperationException("No call."),
            };
            await answer.WaitAsync(TimeSpan.FromSeconds(10));
            return "answered";
        }
        catch (Exception fault) when (fault is not InvalidOperationException)
        {
            return $"{fault.GetType().Name}: {fault.Message}";
        }
    }
}
