using System.Globalization;
using OrleansSymmetry.Client.Commands;
using OrleansSymmetry.Client.Pictures;
using OrleansSymmetry.Landscape.Geometry;

namespace OrleansSymmetry.Client.Rendering;

/// <summary>A class as pictures: its network and its spectrum.</summary>
internal static class ShowPicture
{
    /// <summary>Weights of less than this part of the largest are rounding of zero.</summary>
    private const double Rounding = 1e-9;

    /// <summary>tolerance.zero where a sweep does not say.</summary>
    private const double DefaultZero = 1e-7;

    /// <summary>The network with its canonical weights; units without incoming or without outgoing weights are drawn as wasted.</summary>
    internal static NetworkDrawing Network(ShowAnswer answer)
    {
        IReadOnlyList<ShowLayer> layers = answer.Layers;
        var drawn = new List<DrawnLayer>
        {
            new("input", [.. Enumerable.Range(0, layers[0].Inputs).Select(i => new DrawnUnit(Name("x", i)))], []),
        };
        for (int l = 0; l < layers.Count; l++)
        {
            ShowLayer layer = layers[l];
            bool isOutput = l == layers.Count - 1;
            drawn.Add(new DrawnLayer(
                isOutput ? "output" : Name("layer ", l),
                [.. Enumerable.Range(0, layer.Outputs).Select(i => new DrawnUnit(
                    Name(isOutput ? "y" : string.Empty, i), layer.Biases?[i], !isOutput && IsWasted(layers, l, i)))],
                layer.Weights));
        }

        return new NetworkDrawing($"Class {answer.Class.Rank}, {answer.Activation} units", drawn);
    }

    /// <summary>The eigenvalues; null where they were not computed.</summary>
    internal static SpectrumPlot? Spectrum(ShowAnswer answer, LandscapeChoice choice)
    {
        if (answer.Eigenvalues is not { Length: > 0 } eigenvalues)
        {
            return null;
        }

        string? zero = new SpecText(choice.Report.Sweep.Spec, choice.Position).At("tolerance.zero");
        double tolerance = zero is null ? DefaultZero : double.Parse(zero, CultureInfo.InvariantCulture);
        return new SpectrumPlot($"Spectrum of the Hessian at class {answer.Class.Rank}", eigenvalues, tolerance * eigenvalues.Max(Math.Abs));
    }

    private static bool IsWasted(IReadOnlyList<ShowLayer> layers, int l, int unit)
    {
        ShowLayer into = layers[l];
        ShowLayer outOf = layers[l + 1];
        return IsZero(into, Enumerable.Range(0, into.Inputs).Select(i => into.Weights[(unit * into.Inputs) + i]))
            || IsZero(outOf, Enumerable.Range(0, outOf.Outputs).Select(i => outOf.Weights[(i * outOf.Inputs) + unit]));
    }

    private static bool IsZero(ShowLayer layer, IEnumerable<double> weights) => weights.Max(Math.Abs) <= Rounding * layer.Weights.Max(Math.Abs);

    private static string Name(string kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{kind}{number + 1}");
}
