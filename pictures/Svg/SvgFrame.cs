using OrleansSymmetry.Pictures.Axes;

namespace OrleansSymmetry.Pictures.Svg;

/// <summary>A plotting area with its axes.</summary>
/// <param name="Page">Where it is drawn.</param>
/// <param name="X">Its abscissa.</param>
/// <param name="Y">Its ordinate.</param>
/// <param name="Left">Left side in pixels.</param>
/// <param name="Top">Upper side in pixels.</param>
/// <param name="Width">Width in pixels.</param>
/// <param name="Height">Height in pixels.</param>
internal sealed record SvgFrame(SvgPage Page, Scale X, Scale Y, double Left, double Top, double Width, double Height)
{
    /// <summary>Pixels above the area that hold the title.</summary>
    internal const double TitleRoom = 46;

    /// <summary>Pixels to the right of a title that is wider than the area.</summary>
    internal const double RightRoom = 24;

    /// <summary>Pixels below the area that hold labels and the axis' title.</summary>
    internal const double FootRoom = 56;

    private const double TickLength = 5;

    /// <summary>Pixels for a label, beside each other and above each other.</summary>
    private const double PixelsAcross = 60;
    private const double PixelsUp = 40;

    /// <summary>Right side in pixels.</summary>
    internal double Right => Left + Width;

    /// <summary>Lower side in pixels.</summary>
    internal double Bottom => Top + Height;

    /// <summary>Pixels to the left of an area for the labels and the title of its ordinate.</summary>
    internal static double LeftRoom(Scale y, double height) =>
        44 + TicksUp(y, height).Select(tick => SvgPage.LengthOf(SvgPage.Typeset(tick.Label))).DefaultIfEmpty(0).Max();

    /// <summary>A title over a page.</summary>
    internal static void Title(SvgPage page, double left, string title) =>
        page.Text(left, 28, title, ("font-size", SvgPage.TitleSize), ("font-weight", "bold"));

    /// <summary>Pixels from the left of the page.</summary>
    internal double PixelX(double x) => Left + (Width * X.At(x));

    /// <summary>Pixels from the top of the page.</summary>
    internal double PixelY(double y) => Bottom - (Height * Y.At(y));

    /// <summary>Lines at the labelled values, behind what is drawn.</summary>
    internal void DrawGrid()
    {
        Page.BeginGroup(("stroke", Palette.GridLine));
        foreach (Tick tick in TicksAcross(X, Width))
        {
            Page.Line(PixelX(tick.Value), Top, PixelX(tick.Value), Bottom);
        }

        foreach (Tick tick in TicksUp(Y, Height))
        {
            Page.Line(Left, PixelY(tick.Value), Right, PixelY(tick.Value));
        }

        Page.EndGroup();
    }

    /// <summary>Frame, ticks, labels and titles, in front of what is drawn.</summary>
    internal void DrawAxes(string xName, string yName)
    {
        Page.Rectangle(Left, Top, Width, Height, ("fill", "none"), ("stroke", Palette.Ink), ("stroke-width", 1.2));
        DrawAbscissa(xName);
        DrawOrdinate(yName);
    }

    private static IReadOnlyList<Tick> TicksAcross(Scale scale, double width) => scale.Ticks(Math.Max(2, (int)(width / PixelsAcross)));

    private static IReadOnlyList<Tick> TicksUp(Scale scale, double height) => scale.Ticks(Math.Max(2, (int)(height / PixelsUp)));

    private void DrawAbscissa(string name)
    {
        Page.BeginGroup(("stroke", Palette.Ink));
        foreach (Tick tick in TicksAcross(X, Width))
        {
            Page.Line(PixelX(tick.Value), Bottom, PixelX(tick.Value), Bottom + TickLength);
        }

        Page.EndGroup();
        Page.BeginGroup(("text-anchor", "middle"));
        double end = double.NegativeInfinity;
        foreach (Tick tick in TicksAcross(X, Width))
        {
            string label = SvgPage.Typeset(tick.Label);
            double half = SvgPage.LengthOf(label) / 2;
            if (PixelX(tick.Value) - half > end)
            {
                Page.Text(PixelX(tick.Value), Bottom + 21, label);
                end = PixelX(tick.Value) + half;
            }
        }

        Page.Text(Left + (Width / 2), Bottom + 45, name);
        Page.EndGroup();
    }

    private void DrawOrdinate(string name)
    {
        Page.BeginGroup(("stroke", Palette.Ink));
        foreach (Tick tick in TicksUp(Y, Height))
        {
            Page.Line(Left - TickLength, PixelY(tick.Value), Left, PixelY(tick.Value));
        }

        Page.EndGroup();
        Page.BeginGroup(("text-anchor", "end"));
        foreach (Tick tick in TicksUp(Y, Height))
        {
            Page.Text(Left - 9, PixelY(tick.Value) + 5, SvgPage.Typeset(tick.Label));
        }

        Page.EndGroup();
        double x = Left - LeftRoom(Y, Height) + 18;
        double y = Top + (Height / 2);

        // A title longer than the page is high is set smaller, so that none of it is cut off.
        double size = Math.Min(SvgPage.FontSize, SvgPage.FontSize * (Top + Height + FootRoom - 8) / SvgPage.LengthOf(name));
        double half = SvgPage.LengthOf(name) * size / SvgPage.FontSize / 2;
        y = Math.Clamp(y, Math.Min(half + 4, y), Math.Max(half + 4, y));
        (string Name, object Value)[] smaller = size < SvgPage.FontSize ? [("font-size", size)] : [];
        Page.Text(x, y, name, [("text-anchor", "middle"), .. smaller, ("transform", $"rotate(-90 {SvgPage.Number(x)} {SvgPage.Number(y)})")]);
    }
}
