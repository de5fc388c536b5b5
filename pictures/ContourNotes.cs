using OrleansSymmetry.Pictures.Axes;
using OrleansSymmetry.Pictures.Text;

namespace OrleansSymmetry.Pictures;

/// <summary>What a reader has to know beside a contour picture.</summary>
internal static class ContourNotes
{
    /// <summary>The sentences of a map.</summary>
    /// <param name="map">The map.</param>
    /// <param name="bands">Its bands.</param>
    /// <param name="isEqual">Whether one unit is drawn as long along both axes.</param>
    internal static IEnumerable<string> Of(ContourMap map, Bands bands, bool isEqual)
    {
        if (bands.Range is not { } range)
        {
            yield return "No point has a value.";
            yield break;
        }

        int missing = map.Values.Count(value => value is not { } number || !double.IsFinite(number));
        if (missing > 0)
        {
            yield return $"{Figures.Counted(missing, "point has", "points have")} no value.";
        }

        if (range.IsConstant)
        {
            yield return $"{map.ValueName} is constant to rounding: {Figures.Brief(range.Low)}.";
        }

        int below = map.Logarithmic ? map.Values.Count(value => value <= 0 && double.IsFinite(value.Value)) : 0;
        if (below > 0)
        {
            yield return $"{Figures.Counted(below, "point", "points")} of 0 or less lie below every level of a logarithmic scale.";
        }

        if (map.EqualAspect && !isEqual)
        {
            yield return "The axes have scales of their own: lengths cannot be compared between them.";
        }

        foreach (Mark mark in map.Marks.Where(mark => !(mark.X >= map.X[0] && mark.X <= map.X[^1] && mark.Y >= map.Y[0] && mark.Y <= map.Y[^1])))
        {
            yield return $"{mark.Name} lies outside the picture, at ({Figures.Brief(mark.X)}, {Figures.Brief(mark.Y)}).";
        }
    }
}
