using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Geometry;
using OrleansSymmetry.Landscape.Sweeps;

namespace OrleansSymmetry.Grains.Work;

/// <summary>A geometry question that passed every check. Immutable and safe to use from any thread.</summary>
public interface IQuestionWork
{
    /// <summary>The question's ID: a hash of its content.</summary>
    string Id { get; }

    /// <summary>What is asked for, such as "SwapQuestion".</summary>
    string Kind { get; }

    /// <summary>ID of the landscape that it is asked of.</summary>
    string Landscape { get; }

    /// <summary>The seeds whose runs the census of that landscape is made of.</summary>
    SeedSet Seeds { get; }

    /// <summary>The work, cut into parts.</summary>
    /// <param name="runs">The runs of <see cref="Seeds"/>, ascending by seed.</param>
    IGeometryWork Prepare(IReadOnlyList<RunRecord> runs);
}

/// <summary>A geometry question that was read, or why it was refused.</summary>
/// <param name="Question">Null when there are faults.</param>
/// <param name="Faults">One sentence each; empty when there are none.</param>
public sealed record QuestionOpening(IQuestionWork? Question, IReadOnlyList<string> Faults);
