namespace OrleansSymmetry.EndToEnd.Kills;

/// <summary>What is under way when something happens.</summary>
internal enum KillScene
{
    /// <summary>A sweep of a cluster.</summary>
    Sweep,

    /// <summary>A geometry question to a cluster.</summary>
    Question,

    /// <summary>A sweep of one process.</summary>
    Disk,
}

/// <summary>Something that happens to a cluster in the middle of its work.</summary>
/// <param name="Name">On the command line and in the table.</param>
/// <param name="What">What it is.</param>
/// <param name="Kills">Processes that it kills.</param>
/// <param name="Limit">Seconds within which the work must be taken up; see <see cref="Recovery"/>.</param>
/// <param name="Does">Does it to the cluster; the task ends when all of it has happened, as when a stopped silo goes on.</param>
internal sealed record KillEvent(string Name, string What, int Kills, double Limit, Func<KillCluster, Random, Task> Does)
{
    /// <summary>Whether silos stand in network namespaces, which can be cut.</summary>
    public bool NeedsNamespaces { get; init; }

    /// <summary>Whether commands are given while it happens.</summary>
    public bool IsWatched { get; init; } = true;

    /// <summary>In the middle of what it happens.</summary>
    public KillScene Scene { get; init; } = KillScene.Sweep;

    private static readonly TimeSpan Stopped = TimeSpan.FromSeconds(25);

    private static readonly TimeSpan Cut = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan RedisDown = TimeSpan.FromSeconds(3);

    public static IReadOnlyList<KillEvent> All { get; } =
    [
        new("silo", "SIGKILL of a silo that does not coordinate", 1, 5, async (cluster, random) => cluster.Lose(Any(await cluster.Others(), random))),
        new("coordinator", "SIGKILL of the coordinator's silo", 1, 5, async (cluster, _) => cluster.Lose(await cluster.Coordinator())),
        new("coordinator-unwatched", "the same; no client is connected", 1, 5, async (cluster, _) => cluster.Lose(await cluster.Coordinator()))
        {
            IsWatched = false,
        },
        new("two", "SIGKILL of two silos of three at once", 2, 5, (cluster, random) =>
        {
            int spared = random.Next(cluster.Slots.Count);
            cluster.Lose([.. cluster.Slots.Where((_, i) => i != spared)]);
            return Task.CompletedTask;
        }),
        new(
            "all", "SIGKILL of all silos at once, started again at the same addresses; no client is connected", 3, 10,
            (cluster, _) => cluster.RestartAll(moved: false))
        {
            IsWatched = false,
        },
        new("all-moved", "the same, started again at other addresses", 3, 30, (cluster, _) => cluster.RestartAll(moved: true)) { IsWatched = false },
        new("all-watched", "SIGKILL of all silos at once, started again, while commands are given", 3, 10, (cluster, _) => cluster.RestartAll(moved: false)),
        new("stop", "SIGSTOP of a silo for 25 s, then SIGCONT", 0, 15, (cluster, random) => cluster.Stop(Any(cluster.Slots, random), Stopped)),
        new(
            "redis", "SIGKILL of Redis, started again after 3 s on the same append-only file", 1, 13,
            (cluster, _) => cluster.Redis.KillAndRestartAsync(RedisDown)),
        new(
            "cut", "a silo is cut off from all others, from Redis and from clients for 15 s", 0, 15,
            (cluster, random) => cluster.CutOff(Any(cluster.Slots, random), Cut))
        {
            NeedsNamespaces = true,
        },
        new("part", "two silos cannot reach each other for 15 s; both reach the third and Redis", 0, 15, (cluster, random) =>
        {
            int third = random.Next(cluster.Slots.Count);
            return cluster.Part(cluster.Slots[(third + 1) % cluster.Slots.Count], cluster.Slots[(third + 2) % cluster.Slots.Count], Cut);
        })
        { NeedsNamespaces = true },
        new("watch", "SIGKILL of the console that watches", 1, 5, (cluster, _) =>
        {
            cluster.Watch!.Signal("KILL");
            return Task.CompletedTask;
        }),
        new(
            "question", "SIGKILL of the silo that computes the answer to a geometry question", 1, 15,
            async (cluster, _) => cluster.Lose(await cluster.Answering()))
        {
            Scene = KillScene.Question,
        },
        new("disk", "the disk of one process' own store is full, and then there is room", 0, 0, (_, _) => Task.CompletedTask) { Scene = KillScene.Disk },
    ];

    private static T Any<T>(IReadOnlyList<T> many, Random random) => many[random.Next(many.Count)];
}
