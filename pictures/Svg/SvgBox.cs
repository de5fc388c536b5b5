namespace OrleansSymmetry.Pictures.Svg;

/// <summary>The room that letters take, in pixels.</summary>
internal readonly record struct SvgBox(double X, double Y, double Width, double Height)
{
    /// <summary>Whether two boxes share more than a border.</summary>
    internal bool Meets(SvgBox other) =>
        X < other.X + other.Width && other.X < X + Width && Y < other.Y + other.Height && other.Y < Y + Height;

    /// <summary>The first of some places that meets none that is taken; the first of all where each meets one.</summary>
    internal static SvgBox FirstFree(IReadOnlyList<SvgBox> places, IReadOnlyList<SvgBox> taken)
    {
        foreach (SvgBox place in places)
        {
            if (!taken.Any(place.Meets))
            {
                return place;
            }
        }

        return places[0];
    }
}
