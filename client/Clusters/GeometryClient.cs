using OrleansSymmetry.Contracts;

namespace OrleansSymmetry.Client.Clusters;

/// <summary>Asks the grains one geometry question, until one deadline.</summary>
internal sealed class GeometryClient
{
    private readonly ClusterLink _link;
    private readonly AskedQuestion _question;
    private readonly GrainCalls _calls;

    /// <summary>A client with the deadline of a command that has just found its cluster.</summary>
    internal GeometryClient(ClusterLink link, AskedQuestion question, TimeProvider time)
        : this(link, question, new GrainCalls(link, time))
    {
    }

    private GeometryClient(ClusterLink link, AskedQuestion question, GrainCalls calls)
    {
        _link = link;
        _question = question;
        _calls = calls;
    }

    private IGeometryGrain Grain => _link.Grains.GetGeometry(_question.Key);

    /// <summary>The same client with a deadline of its own.</summary>
    internal GeometryClient Anew() => new(_link, _question, _calls.Anew());

    /// <summary>Asks, or asks again.</summary>
    internal Task<GeometryStatus> Ask(CancellationToken cancellation) => _calls.Ask(() => Grain.Ask(_question.Bytes), cancellation);

    /// <summary>Where the question stands; null when it must be asked again.</summary>
    internal Task<GeometryStatus?> Status(CancellationToken cancellation) => _calls.Ask(() => Grain.GetStatus(), cancellation);

    /// <summary>Stops the work; what is stored stays.</summary>
    internal Task Cancel(CancellationToken cancellation) => _calls.Ask(
        async () =>
        {
            await Grain.Cancel();
            return true;
        },
        cancellation);

    /// <summary>The answer's bytes; null while there is none.</summary>
    internal Task<byte[]?> Answer(CancellationToken cancellation) =>
        _calls.Whole(offset => Grain.GetAnswer(offset), $"answer to a question about {_question.Key.Sweep}", cancellation);
}
