using OrleansSymmetry.Landscape.Symmetry.Moves;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Questions;

/// <summary>The straight paths from a class to copies of it.</summary>
/// <param name="Landscape">Which landscape of the report, from 0.</param>
/// <param name="Class">ID of the class.</param>
/// <param name="Layer">The hidden layer, from 1, all pairs of whose units are exchanged; null: those of every layer. Ignored with
/// <paramref name="Moves"/>.</param>
/// <param name="Moves">The copies; null: all exchanges of two units.</param>
public sealed record SwapQuestion(int Landscape, string Class, int? Layer, IReadOnlyList<Move>? Moves) : GeometryQuestion(Landscape)
{
    internal const string Kind = "swap";

    /// <summary>The copies; null: all exchanges of two units.</summary>
    public IReadOnlyList<Move>? Moves { get; init => field = value is null ? null : ValueList.Of(value); } = Moves is null ? null : ValueList.Of(Moves);
}
