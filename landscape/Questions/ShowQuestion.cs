namespace OrleansSymmetry.Landscape.Questions;

/// <summary>All that is known of one class.</summary>
/// <param name="Landscape">Which landscape of the report, from 0.</param>
/// <param name="Class">ID of the class.</param>
public sealed record ShowQuestion(int Landscape, string Class) : GeometryQuestion(Landscape)
{
    internal const string Kind = "show";
}
