using System.Reflection;
using OrleansSymmetry.Contracts;

namespace OrleansSymmetry.Dashboard.Tests.Explorer;

/// <summary>The sweeps of a cluster that is no cluster: grains that answer from memory.</summary>
public sealed class FakeCluster
{
    /// <summary>Status of each sweep.</summary>
    public Dictionary<string, SweepStatus> Sweeps { get; } = [];

    /// <summary>report.json of the sweeps that are done.</summary>
    public Dictionary<string, byte[]> Reports { get; } = [];

    /// <summary>Bytes that one call of GetResults gives at most.</summary>
    public int ChunkLength { get; set; } = 1000;

    /// <summary>Whether every call ends as if no silo were there.</summary>
    public bool IsSilent { get; set; }

    /// <summary>Calls to any grain.</summary>
    public int Calls { get; private set; }

    /// <summary>A grain factory that knows these sweeps.</summary>
    public IGrainFactory CreateFactory()
    {
        IGrainFactory factory = DispatchProxy.Create<IGrainFactory, Factory>();
        ((Factory)(object)factory).Cluster = this;
        return factory;
    }

    /// <summary>Answers GetGrain for the two interfaces that the page uses; public and open because DispatchProxy derives from it.</summary>
    public class Factory : DispatchProxy
    {
        internal FakeCluster? Cluster { get; set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            Cluster!.Calls++;
            if (Cluster.IsSilent)
            {
                throw new Orleans.Runtime.SiloUnavailableException("no silo");
            }

            Type grain = targetMethod!.GetGenericArguments()[0];
            return grain == typeof(ISweepListGrain) ? new SweepList(Cluster) : new Sweep(Cluster, (string)args![0]!);
        }
    }

    private sealed class SweepList(FakeCluster cluster) : ISweepListGrain
    {
        public Task<IReadOnlyList<SweepSummary>> List() => Task.FromResult<IReadOnlyList<SweepSummary>>(
            [.. cluster.Sweeps.Values.Select(status => new SweepSummary(
                status.Id, status.Name, status.State, status.Landscapes.Sum(l => l.Wanted), status.Landscapes.Sum(l => l.Done), status.SubmittedAt))]);
    }

    private sealed class Sweep(FakeCluster cluster, string id) : ISweepGrain
    {
        public Task<SubmitAnswer> Submit(SweepSubmission submission) => throw new NotSupportedException();

        public Task<SweepStatus?> GetStatus() => Task.FromResult(cluster.Sweeps.GetValueOrDefault(id));

        public Task<SweepStatus?> Cancel() => throw new NotSupportedException();

        public Task<SweepStatus?> Resume() => throw new NotSupportedException();

        public Task<ResultChunk?> GetResults(ResultFile file, long offset) => Task.FromResult(
            cluster.Reports.TryGetValue(id, out byte[]? report)
                ? new ResultChunk([.. report.Skip((int)offset).Take(cluster.ChunkLength)], report.Length)
                : null);
    }
}
