using OrleansSymmetry.Pictures.Axes;
using OrleansSymmetry.Pictures.Text;

namespace OrleansSymmetry.Pictures.Svg;

/// <summary>The bar that says which shade is which value.</summary>
internal static class SvgShadeBar
{
    /// <summary>Width of the bar itself.</summary>
    private const double Width = 20;

    private const double Gap = 26;

    /// <summary>Pixels to the right of an area that the bar needs.</summary>
    internal static double Room(IEnumerable<string> labels) =>
        Gap + Width + 44 + labels.Select(label => SvgPage.LengthOf(SvgPage.Typeset(label))).DefaultIfEmpty(0).Max();

    /// <summary>A bar of one shade for each band, levels at their borders, the least and the greatest value at its ends.</summary>
    internal static void Draw(SvgPage page, Bands bands, string name, double areaRight, double top, double height)
    {
        double left = areaRight + Gap;
        double step = height / bands.Count;
        for (int i = 0; i < bands.Count; i++)
        {
            page.Rectangle(left, top + height - ((i + 1) * step), Width, step, ("fill", Palette.Shade(bands.PlaceOf(i))));
        }

        page.Rectangle(left, top, Width, height, ("fill", "none"), ("stroke", Palette.Ink));
        foreach ((double place, string label) in LabelsOf(bands))
        {
            double y = top + (height * (1 - place));
            page.Line(left + Width, y, left + Width + 4, y, ("stroke", Palette.Ink));
            page.Text(left + Width + 8, y + 5, SvgPage.Typeset(label));
        }

        Name(page, name, left + Room(LabelsOf(bands).Select(label => label.Label)) - Gap - 14, top + (height / 2));
    }

    /// <summary>The labels of a bar of bands with their places between 0 (below) and 1 (above).</summary>
    internal static IReadOnlyList<(double Place, string Label)> LabelsOf(Bands bands) => bands.Range is not { } range
        ? []
        :
        [
            (0, Figures.Brief(range.Low)),
            .. bands.Levels.Select((level, i) => ((i + 1.0) / bands.Count, level.Label)),
            .. bands.Count == 1 ? Array.Empty<(double, string)>() : [(1, Figures.Brief(range.High))],
        ];

    /// <summary>A bar of shades that flow into each other.</summary>
    internal static void Draw(SvgPage page, Scale scale, string name, double areaRight, double top, double height)
    {
        double left = areaRight + Gap;
        page.Rectangle(left, top, Width, height, ("fill", page.ShadesUpwards()));
        page.Rectangle(left, top, Width, height, ("fill", "none"), ("stroke", Palette.Ink));
        IReadOnlyList<Tick> ticks = TicksOf(scale, height);
        foreach (Tick tick in ticks)
        {
            double y = top + (height * (1 - scale.At(tick.Value)));
            page.Line(left + Width, y, left + Width + 4, y, ("stroke", Palette.Ink));
            page.Text(left + Width + 8, y + 5, SvgPage.Typeset(tick.Label));
        }

        Name(page, name, left + Room(ticks.Select(tick => tick.Label)) - Gap - 14, top + (height / 2));
    }

    /// <summary>The labels of a bar of shades that flow into each other.</summary>
    internal static IReadOnlyList<Tick> TicksOf(Scale scale, double height)
    {
        const double PixelsPerLabel = 40;
        return scale.Ticks(Math.Max(2, (int)(height / PixelsPerLabel)));
    }

    private static void Name(SvgPage page, string name, double x, double y) =>
        page.Text(x, y, name, ("text-anchor", "middle"), ("transform", $"rotate(-90 {SvgPage.Number(x)} {SvgPage.Number(y)})"));
}
