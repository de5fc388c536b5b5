namespace OrleansSymmetry.Landscape.Questions;

/// <summary>The objective on a grid in a plane through a class.</summary>
/// <param name="Landscape">Which landscape of the report, from 0.</param>
/// <param name="Class">ID of the class.</param>
/// <param name="Plane">Which plane.</param>
/// <param name="Width">Points along x, 2 to <see cref="MostPoints"/>.</param>
/// <param name="Height">Points along y, 2 to <see cref="MostPoints"/>.</param>
public sealed record SliceQuestion(
    int Landscape,
    string Class,
    SlicePlane Plane,
    int Width = SliceQuestion.DefaultPoints,
    int Height = SliceQuestion.DefaultPoints) : GeometryQuestion(Landscape)
{
    /// <summary>Smooth contours, and a second of work for a small network. Odd, so that the middle is a point.</summary>
    public const int DefaultPoints = 101;

    /// <summary>A page at two points a millimetre.</summary>
    public const int MostPoints = 401;

    internal const string Kind = "slice";
}
