using OrleansSymmetry.Contracts;

namespace OrleansSymmetry.Client.Clusters;

/// <summary>What became of a question.</summary>
internal abstract record QuestionOutcome
{
    private QuestionOutcome()
    {
    }

    /// <summary>It was answered.</summary>
    /// <param name="Bytes">The answer.</param>
    internal sealed record Answered(byte[] Bytes) : QuestionOutcome;

    /// <summary>The user waits no longer; the cluster goes on.</summary>
    internal sealed record Detached : QuestionOutcome;

    /// <summary>The user stopped it.</summary>
    /// <param name="Status">How far it came; null where that is not known.</param>
    internal sealed record Stopped(GeometryStatus? Status) : QuestionOutcome;
}
