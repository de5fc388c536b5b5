using System.Reflection;
using OrleansSymmetry.Access;
using OrleansSymmetry.Client.Clusters;
using OrleansSymmetry.Client.Commands;
using OrleansSymmetry.Contracts;

namespace OrleansSymmetry.Client.Tests;

/// <summary>A cluster that is none: grains that answer from memory, and as a test wants.</summary>
public sealed class FakeCluster
{
    /// <summary>What is asked next of a sweep; its status, or a silo that is lost.</summary>
    public Func<SweepStatus> Status { get; set; } = () => throw new NotSupportedException();

    /// <summary>What was done to the sweep.</summary>
    public List<string> Done { get; } = [];

    /// <summary>report.json; null while there is none.</summary>
    public Func<byte[]?> Report { get; set; } = () => null;

    /// <summary>What becomes of a question each time that its status is asked.</summary>
    public Func<GeometryStatus?> Question { get; set; } = () => throw new NotSupportedException();

    /// <summary>The answer of a question.</summary>
    public byte[]? Answer { get; set; }

    /// <summary>Whether the way to it was closed.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Services of a console that reaches this cluster, and whose time is the given one.</summary>
    internal AppServices Serve(AppServices services, TimeProvider time) =>
        services with { Time = time, Connect = (access, _) => Task.FromResult(Link(access)) };

    private ClusterLink Link(ClusterAccess access)
    {
        IGrainFactory factory = DispatchProxy.Create<IGrainFactory, Factory>();
        ((Factory)(object)factory).Cluster = this;
        return new ClusterLink($"the cluster at {access.Redis}", factory, new Way(this), access.Redis);
    }

    /// <summary>Answers GetGrain for the interfaces of clients; public and open because DispatchProxy derives from it.</summary>
    public class Factory : DispatchProxy
    {
        internal FakeCluster? Cluster { get; set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.GetGenericArguments()[0] switch
        {
            var grain when grain == typeof(ISweepListGrain) => new SweepList(Cluster!),
            var grain when grain == typeof(IGeometryGrain) => new Geometry(Cluster!),
            _ => new Sweep(Cluster!, (string)args![0]!),
        };
    }

    private sealed class Way(FakeCluster cluster) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            cluster.IsClosed = true;
            return ValueTask.CompletedTask;
        }
    }

    private sealed class SweepList(FakeCluster cluster) : ISweepListGrain
    {
        public Task<IReadOnlyList<SweepSummary>> List()
        {
            SweepStatus status = cluster.Status();
            return Task.FromResult<IReadOnlyList<SweepSummary>>([new SweepSummary(status.Id, status.Name, status.State, 100, 50, status.SubmittedAt)]);
        }
    }

    private sealed class Sweep(FakeCluster cluster, string id) : ISweepGrain
    {
        public Task<SubmitAnswer> Submit(SweepSubmission submission) => Task.FromResult(new SubmitAnswer(null, ["It is too large."]));

        public Task<SweepStatus?> GetStatus()
        {
            SweepStatus status = cluster.Status();
            return Task.FromResult(status.Id == id ? status : null);
        }

        public Task<SweepStatus?> Cancel() => Do("cancelled");

        public Task<SweepStatus?> Resume() => Do("resumed");

        public Task<ResultChunk?> GetResults(ResultFile file, long offset) =>
            Task.FromResult(cluster.Report() is { } report ? ResultChunk.Of(report, offset) : null);

        private Task<SweepStatus?> Do(string what)
        {
            cluster.Done.Add($"{id} {what}");
            return GetStatus();
        }
    }

    private sealed class Geometry(FakeCluster cluster) : IGeometryGrain
    {
        public Task<GeometryStatus> Ask(byte[] question) => Task.FromResult(new GeometryStatus(GeometryState.Computing, 0, 5, []));

        public Task<GeometryStatus?> GetStatus() => Task.FromResult(cluster.Question());

        public Task Cancel() => throw new NotSupportedException();

        public Task<ResultChunk?> GetAnswer(long offset) => Task.FromResult(cluster.Answer is { } answer ? ResultChunk.Of(answer, offset) : null);
    }
}
