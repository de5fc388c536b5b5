using System.Globalization;
using OrleansSymmetry.Client.Results;
using OrleansSymmetry.Landscape.Questions;
using OrleansSymmetry.Pictures;

namespace OrleansSymmetry.Client.Views;

/// <summary>A class as pictures: its network and its spectrum.</summary>
internal static class ShowPicture
{
    /// <summary>The network with its canonical weights; units that it does without are drawn as wasted.</summary>
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
                    Name(isOutput ? "y" : string.Empty, i), layer.Biases?[i], !isOutput && answer.Wasted is { } wasted && wasted[l].Contains(i + 1)))],
                layer.Weights));
        }

        return new NetworkDrawing($"Class {answer.Class.Rank}, {answer.Activation} units", drawn);
    }

    /// <summary>The eigenvalues; null where they were not computed.</summary>
    internal static SpectrumPlot? Spectrum(ShowAnswer answer, ReportedLandscape choice)
    {
        if (answer.Eigenvalues is not { Length: > 0 } eigenvalues)
        {
            return null;
        }

        // The zero modes are those that the census counted: they follow the negative eigenvalues.
        double zeroUpTo = eigenvalues.Skip(answer.Class.Index ?? 0).Take(answer.Class.ZeroModes ?? 0).Select(Math.Abs).DefaultIfEmpty(0).Max();
        return new SpectrumPlot($"Spectrum of the Hessian at class {answer.Class.Rank}", eigenvalues, zeroUpTo);
    }

    private static string Name(string kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{kind}{number + 1}");
}
