using OrleansSymmetry.Contracts;
using OrleansSymmetry.Landscape.Geometry;

namespace OrleansSymmetry.Client.Clusters;

/// <summary>Asks the grains one geometry question about one census.</summary>
/// <param name="link">Whom to ask.</param>
/// <param name="sweep">ID of the sweep.</param>
/// <param name="question">The question.</param>
/// <param name="time">The clock.</param>
internal sealed class GeometryClient(ClusterLink link, string sweep, GeometryQuestion question, TimeProvider time)
{
    private readonly byte[] _bytes = GeometryJson.Write(question);
    private readonly GeometryKey _key = new(sweep, GeometryQuestionId.Of(question));
    private readonly PatientCalls _calls = new(link, time);

    private IGeometryGrain Grain => link.Grains.GetGeometry(_key);

    /// <summary>What follows is a question of its own, with patience of its own.</summary>
    internal void Anew() => _calls.Anew();

    /// <summary>Asks, or asks again.</summary>
    internal Task<GeometryStatus> Ask(CancellationToken cancellation) => _calls.Ask(() => Grain.Ask(_bytes), cancellation);

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
        _calls.Whole(offset => Grain.GetAnswer(offset), $"answer to a question about {sweep}", cancellation);
}
