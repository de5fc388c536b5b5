using OrleansSymmetry.EndToEnd.Processes;

namespace OrleansSymmetry.EndToEnd.Kills;

/// <summary>Three silos of one thread each, their Redis server, and a supervisor that starts again what ends.</summary>
internal sealed class KillCluster : IAsyncDisposable
{
    public const int Silos = 3;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    private readonly Namespaces? _namespaces;
    private readonly CancellationTokenSource _stopping = new();
    private Task _supervising = Task.CompletedTask;

    private KillCluster(RedisServer redis, Namespaces? namespaces)
    {
        Redis = redis;
        _namespaces = namespaces;
        Slots = [.. Enumerable.Range(0, Silos).Select(i => new SiloSlot(i, redis.Address, namespaces?.Place(i) ?? SiloPlace.OnLoopback()))];
    }

    public RedisServer Redis { get; }

    public IReadOnlyList<SiloSlot> Slots { get; }

    /// <summary>A console that watches the sweep.</summary>
    public Child? Watch { get; set; }

    public static async Task<KillCluster> StartAsync(bool inNamespaces)
    {
        Namespaces? namespaces = inNamespaces ? new Namespaces(Silos) : null;
        var cluster = new KillCluster(await RedisServer.StartAsync(namespaces?.Host ?? "127.0.0.1"), namespaces);
        try
        {
            foreach (SiloSlot slot in cluster.Slots)
            {
                slot.Start();
            }

            await Task.WhenAll(cluster.Slots.Select(slot => slot.Silo.Ready()));
            cluster._supervising = cluster.Supervise();
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>The silo where the sweep's coordinator works.</summary>
    public async Task<SiloSlot> Coordinator()
    {
        SiloSlot? found = null;
        await Eventually.Holds("a silo says that it coordinates", async () => (found = await Find("symmetry_sweeps_running")) is not null, seconds: 30);
        return found!;
    }

    /// <summary>The silo that works on a question.</summary>
    public async Task<SiloSlot> Answering()
    {
        SiloSlot? found = null;
        await Eventually.Holds("a silo has stored a part", async () => (found = await Find("symmetry_geometry_parts_total")) is not null, seconds: 60);
        return found!;
    }

    /// <summary>The first silo that shows a counter or gauge above zero.</summary>
    public async Task<SiloSlot?> Find(string instrument)
    {
        foreach (SiloSlot slot in Slots)
        {
            if (await slot.Told(instrument) > 0)
            {
                return slot;
            }
        }

        return null;
    }

    /// <summary>The silos beside the coordinator's.</summary>
    public async Task<IReadOnlyList<SiloSlot>> Others()
    {
        SiloSlot coordinator = await Coordinator();
        return [.. Slots.Where(slot => slot != coordinator)];
    }

    /// <summary>Kills silos for good.</summary>
    public void Lose(params IReadOnlyList<SiloSlot> victims)
    {
        foreach (SiloSlot victim in victims)
        {
            victim.IsSupervised = false;
            victim.Silo.Process.Signal("KILL");
        }
    }

    /// <summary>Kills all silos and starts them again.</summary>
    public Task RestartAll(bool moved)
    {
        Lose(Slots);
        foreach (SiloSlot slot in Slots)
        {
            slot.Start(moved);
            slot.IsSupervised = true;
        }

        return Task.CompletedTask;
    }

    public Task Stop(SiloSlot victim, TimeSpan time)
    {
        victim.Silo.Process.Signal("STOP");
        return Later(time, () => victim.Silo.Process.Signal("CONT"));
    }

    public Task CutOff(SiloSlot victim, TimeSpan time)
    {
        _namespaces!.CutOff(victim.Index);
        return Later(time, () => _namespaces.Heal(victim.Index));
    }

    public Task Part(SiloSlot one, SiloSlot other, TimeSpan time)
    {
        _namespaces!.Part(one.Index, other.Index);
        return Later(time, () => _namespaces.Heal(one.Index));
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _supervising;
        if (Watch is not null)
        {
            await Watch.DisposeAsync();
        }

        foreach (SiloSlot slot in Slots.Where(slot => slot.Starts > 0))
        {
            await slot.DisposeAsync();
        }

        await Redis.DisposeAsync();
        _namespaces?.Dispose();
        _stopping.Dispose();
    }

    private static async Task Later(TimeSpan time, Action action)
    {
        await Task.Delay(time);
        action();
    }

    private async Task Supervise()
    {
        while (!_stopping.IsCancellationRequested)
        {
            await Task.WhenAll(Slots.Select(slot => slot.Look()));
            await Task.Delay(Look);
        }
    }
}
