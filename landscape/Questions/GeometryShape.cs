using OrleansSymmetry.Landscape.Symmetry.Moves;

namespace OrleansSymmetry.Landscape.Questions;

/// <summary>What no question has, and JSON can write all the same: nothing where a move or a cycle belongs, and endless names.</summary>
internal static class GeometryShape
{
    private const int LongestClass = 64;

    /// <summary>What is wrong, as a sentence; null: nothing.</summary>
    public static string? Fault(GeometryQuestion question) => question switch
    {
        SwapQuestion swap => Class("class", swap.Class) ?? Moves(swap.Moves),
        ShowQuestion show => Class("class", show.Class),
        SliceQuestion slice => Class("class", slice.Class) ?? Plane(slice.Plane),
        _ => null,
    };

    private static string? Plane(SlicePlane? plane) => plane switch
    {
        null => "plane is empty. It must be a plane of copies, classes, eigenvectors or random.",
        CopiesPlane copies => Moves([copies.First, copies.Second]),
        ClassesPlane classes => Class("plane.second", classes.Second) ?? Class("plane.third", classes.Third),
        _ => null,
    };

    private static string? Class(string key, string? id) => id switch
    {
        null or "" => $"{key} is empty. It must be the ID of a class of the report.",
        { Length: > LongestClass } => $"{key} has {id.Length} letters. It must be the ID of a class of the report.",
        _ => null,
    };

    private static string? Moves(IReadOnlyList<Move?>? moves) =>
        moves is not null && moves.Any(move => move?.Layers is null || move.Layers.Any(IsBroken))
            ? "A move has nothing where a layer, a cycle or a list of units belongs. Write all of it, or leave it out."
            : null;

    private static bool IsBroken(LayerMove? layer) => layer is not { Cycles: { } cycles, Flips: not null } || cycles.Any(cycle => cycle?.Units is null);
}
