using OrleansSymmetry.Pictures.Text;

namespace OrleansSymmetry.Pictures.Svg;

/// <summary>A network as SVG: units in columns, edges as wide as their weights are large, dashed where negative.</summary>
public static class SvgNetwork
{
    /// <summary>Units of a layer that are drawn; of a larger one the first, and how many more there are.</summary>
    private const int MostUnits = 10;

    /// <summary>Up to so many edges between two layers bear their weights.</summary>
    private const int MostFigures = 12;

    private const double UnitRadius = 20;
    private const double UnitSpacing = 74;
    private const double LayerSpacing = 230;
    private const double WidestEdge = 7;
    private const double ThinnestEdge = 0.4;
    private const double SmallSize = 12;
    private const double KeyHeight = 34;
    private const double KeyWidth = 720;
    private const string NegativeDash = "7 4";

    // Where the figure of an edge may stand on it, from source to target; the first place where it meets no other is taken.
    private static readonly double[] AlongEdge = [0.32, 0.42, 0.24, 0.52, 0.62, 0.7, 0.78];

    // Letters wear a rim of paper, so that they can be read on edges.
    private static readonly (string Name, object Value)[] Rim =
        [("stroke", Palette.Paper), ("stroke-width", 4), ("stroke-linejoin", "round"), ("paint-order", "stroke")];

    /// <summary>Draws a network as an SVG document.</summary>
    public static string Draw(NetworkDrawing network)
    {
        double inputLabels = network.Layers.Count == 0 ? 0 : OutsideLabels(network.Layers[0]);
        double outputLabels = network.Layers.Count == 0 ? 0 : OutsideLabels(network.Layers[^1]);
        int rows = Math.Max(1, network.Layers.Select(layer => Math.Min(layer.Units.Count, MostUnits + 1)).DefaultIfEmpty(1).Max());
        double left = 50 + inputLabels;
        double middle = SvgFrame.TitleRoom + 34 + (rows * UnitSpacing / 2);
        double foot = middle + (rows * UnitSpacing / 2) + 8;
        double drawn = left + (LayerSpacing * Math.Max(0, network.Layers.Count - 1)) + 50 + outputLabels;
        double width = Math.Max(drawn, Math.Max(SvgPage.LengthOf(network.Title, SvgPage.TitleSize) + 60, KeyWidth));
        left += (width - drawn) / 2;
        IReadOnlyList<string> notes = SvgNotes.Fold(Notes(network), width - 48);
        using var page = new SvgPage(width, foot + KeyHeight + SvgNotes.Height(notes), network.Title, DescriptionOf(network));
        SvgFrame.Title(page, 24, network.Title);
        Place[][] places = [.. network.Layers.Select((layer, l) => Places(layer, left + (LayerSpacing * l), middle))];
        double largest = network.LargestWeight;
        for (int l = 1; l < network.Layers.Count; l++)
        {
            DrawEdges(page, network, places, l, largest);
        }

        for (int l = 0; l < network.Layers.Count; l++)
        {
            DrawLayer(page, network.Layers[l], places[l], l == 0, l == network.Layers.Count - 1, middle);
        }

        DrawKey(page, 24, foot, largest, network.Layers.Any(layer => layer.Units.Any(unit => unit.IsWasted)));
        SvgNotes.Draw(page, 24, foot + KeyHeight, notes);
        return page.Close();
    }

    private static int Shown(DrawnLayer layer) => layer.Units.Count <= MostUnits + 1 ? layer.Units.Count : MostUnits;

    private static Place[] Places(DrawnLayer layer, double x, double middle)
    {
        int slots = Math.Min(layer.Units.Count, MostUnits + 1);
        return [.. Enumerable.Range(0, Shown(layer)).Select(i => new Place(x, middle + ((i - ((slots - 1) / 2.0)) * UnitSpacing)))];
    }

    private static bool FitsInside(string label) => SvgPage.LengthOf(label) <= (2 * UnitRadius) - 4;

    private static double OutsideLabels(DrawnLayer layer) =>
        layer.Units.Take(Shown(layer)).Where(unit => !FitsInside(unit.Label)).Select(unit => SvgPage.LengthOf(unit.Label)).DefaultIfEmpty(0).Max();

    private static void DrawEdges(SvgPage page, NetworkDrawing network, Place[][] places, int l, double largest)
    {
        DrawnLayer layer = network.Layers[l];
        DrawnLayer before = network.Layers[l - 1];
        bool hasFigures = places[l].Length * places[l - 1].Length <= MostFigures;
        List<(Place Start, Place End, double Weight, Colour Colour)> figures = [];
        for (int to = 0; to < places[l].Length; to++)
        {
            for (int from = 0; from < places[l - 1].Length; from++)
            {
                double weight = layer.Weights[(to * before.Units.Count) + from];
                if (!(double.IsFinite(weight) && Math.Abs(weight) > NetworkDrawing.Rounding * largest))
                {
                    continue;
                }

                Place start = places[l - 1][from];
                Place end = places[l][to];
                Colour colour = layer.Units[to].IsWasted || before.Units[from].IsWasted ? Palette.Wasted : ColourOf(weight);
                (string Name, object Value)[] dash = weight < 0 ? [("stroke-dasharray", NegativeDash)] : [];
                double wide = Math.Max(ThinnestEdge, WidestEdge * (Math.Abs(weight) / largest));
                page.Line(start.X, start.Y, end.X, end.Y, [("stroke", colour), ("stroke-width", wide), .. dash]);

                figures.Add((start, end, weight, colour));
            }
        }

        if (hasFigures)
        {
            page.BeginGroup([("font-size", SmallSize), ("text-anchor", "middle"), .. Rim]);
            List<SvgBox> taken = [];
            foreach ((Place start, Place end, double weight, Colour colour) in figures)
            {
                string figure = SvgPage.Typeset(CellFigure.Of(weight));
                SvgBox box = SvgBox.FirstFree([.. AlongEdge.Select(share => Around(start, end, share, SvgPage.LengthOf(figure, SmallSize)))], taken);
                taken.Add(box);
                page.Text(
                    box.X + (box.Width / 2), box.Y + (box.Height / 2) + 4, figure,
                    ("fill", colour == Palette.Wasted ? Palette.QuietInk : Palette.Ink));
            }

            page.EndGroup();
        }
    }

    private static SvgBox Around(Place start, Place end, double share, double width)
    {
        const double Height = SmallSize + 3;
        return new SvgBox(
            start.X + (share * (end.X - start.X)) - (width / 2), start.Y + (share * (end.Y - start.Y)) - (Height / 2), width, Height);
    }

    private static Colour ColourOf(double weight) => weight < 0 ? Palette.Negative : Palette.Positive;

    private static void DrawLayer(SvgPage page, DrawnLayer layer, Place[] places, bool isInput, bool isOutput, double middle)
    {
        double x = places.Length > 0 ? places[0].X : 0;
        page.Text(x, SvgFrame.TitleRoom + 12, layer.Name, ("text-anchor", "middle"), ("fill", Palette.QuietInk));
        for (int i = 0; i < places.Length; i++)
        {
            DrawUnit(page, layer.Units[i], places[i], isInput, isOutput);
        }

        if (places.Length < layer.Units.Count)
        {
            double y = middle + (MostUnits / 2.0 * UnitSpacing);
            page.Text(x, y + 5, $"… {Figures.Count(layer.Units.Count - places.Length)} more", ("text-anchor", "middle"), ("fill", Palette.QuietInk));
        }
    }

    private static void DrawUnit(SvgPage page, DrawnUnit unit, Place place, bool isInput, bool isOutput)
    {
        (string Name, object Value)[] rim = unit.IsWasted
            ? [("fill", Palette.GridLine), ("stroke", Palette.Wasted), ("stroke-dasharray", "4 3")]
            : [("fill", Palette.Paper), ("stroke", Palette.Ink)];
        page.Circle(place.X, place.Y, UnitRadius, [.. rim, ("stroke-width", 2)]);
        Colour ink = unit.IsWasted ? Palette.QuietInk : Palette.Ink;
        if (FitsInside(unit.Label))
        {
            page.Text(place.X, place.Y + 5, unit.Label, ("text-anchor", "middle"), ("fill", ink));
        }
        else if (isInput || isOutput)
        {
            double x = place.X + (isInput ? -UnitRadius - 6 : UnitRadius + 6);
            page.Text(x, place.Y + 5, unit.Label, ("text-anchor", isInput ? "end" : "start"), ("fill", ink));
        }
        else
        {
            page.Text(place.X, place.Y - UnitRadius - 5, unit.Label, ("text-anchor", "middle"), ("font-size", SmallSize), ("fill", ink));
        }

        if (unit.Bias is { } bias)
        {
            // Thick edges would show between the letters; paper under all of them hides a little of the edges instead.
            string figure = "b " + SvgPage.Typeset(CellFigure.Of(bias));
            double width = SvgPage.LengthOf(figure, SmallSize);
            page.Rectangle(place.X - (width / 2), place.Y + UnitRadius + 3, width, SmallSize + 2, ("fill", Palette.Paper), ("fill-opacity", 0.85));
            page.Text(
                place.X, place.Y + UnitRadius + 14, figure,
                ("text-anchor", "middle"), ("font-size", SmallSize), ("fill", unit.IsWasted ? Palette.QuietInk : ColourOf(bias)));
        }
    }

    private static void DrawKey(SvgPage page, double left, double top, double largest, bool hasWasted)
    {
        if (largest == 0)
        {
            return;
        }

        const double Sample = 36;
        double y = top + 14;
        page.Line(left, y, left + Sample, y, ("stroke", Palette.Positive), ("stroke-width", 4));
        page.Text(left + Sample + 8, y + 5, "positive");
        double second = left + Sample + 84;
        page.Line(second, y, second + Sample, y, ("stroke", Palette.Negative), ("stroke-width", 4), ("stroke-dasharray", NegativeDash));
        page.Text(second + Sample + 8, y + 5, "negative");
        double third = second + Sample + 88;
        page.Line(third, y, third + Sample, y, ("stroke", Palette.Ink), ("stroke-width", WidestEdge));
        string size = $"size {SvgPage.Typeset(CellFigure.Of(largest))}, width in proportion";
        page.Text(third + Sample + 8, y + 5, size);
        if (hasWasted)
        {
            double fourth = third + Sample + 34 + SvgPage.LengthOf(size);
            page.Circle(fourth, y, 8, ("fill", Palette.GridLine), ("stroke", Palette.Wasted), ("stroke-dasharray", "4 3"), ("stroke-width", 2));
            page.Text(fourth + 14, y + 5, "wasted unit");
        }
    }

    private static IEnumerable<string> Notes(NetworkDrawing network)
    {
        if (network.Layers.Any(layer => Shown(layer) < layer.Units.Count))
        {
            yield return $"Of layers of more than {MostUnits + 1} units the first {MostUnits} are drawn, with the edges between them.";
        }
    }

    private static string DescriptionOf(NetworkDrawing network)
    {
        IEnumerable<string> layers = network.Layers.Select(layer => layer.Units.Count(unit => unit.IsWasted) is > 0 and var wasted
            ? $"{layer.Name}: {Figures.Counted(layer.Units.Count, "unit", "units")}, {Figures.Count(wasted)} of them wasted."
            : $"{layer.Name}: {Figures.Counted(layer.Units.Count, "unit", "units")}.");
        return string.Join(" ", [$"Drawing of a network of {Figures.Counted(network.Layers.Count, "layer", "layers")}.", .. layers,
            $"The largest weight has size {Figures.Brief(network.LargestWeight)}."]);
    }

    private readonly record struct Place(double X, double Y);
}
