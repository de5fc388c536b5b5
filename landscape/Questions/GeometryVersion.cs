namespace OrleansSymmetry.Landscape.Questions;

/// <summary>The version of the geometry's answers.</summary>
public static class GeometryVersion
{
    /// <summary>Raised whenever the bytes of an answer, or of a part of one, may change; stored answers of another version are not read.</summary>
    public const int Current = 2;
}
