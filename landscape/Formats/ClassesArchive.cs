using System.Globalization;
using OrleansSymmetry.Landscape.Arrays;
using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Landscape.Symmetry.Groups;
using OrleansSymmetry.Landscape.Symmetry.Matching;

namespace OrleansSymmetry.Landscape.Formats;

/// <summary>
/// classes.npz: for the i-th landscape (from 1) Li_W1 [class, n_1, n_0], Li_b1 [class, n_1], Li_W2, ... in canonical form,
/// Li_loss, Li_hits, Li_seed [class], and Li_eigenvalues [class, P] where every class' spectrum is computed.
/// Classes stand in the report's order; parameters that a network lacks have no key.
/// </summary>
public static class ClassesArchive
{
    /// <summary>
    /// Most parameters for which whole spectra are written: 1000 take about a second a class, which a census of many classes can bear.
    /// </summary>
    public const int MostSpectrumParameters = 1000;

    /// <summary>The file's bytes; equal censuses give equal bytes.</summary>
    /// <param name="landscapes">In the order of the report.</param>
    public static byte[] Write(IReadOnlyList<LandscapeClasses> landscapes)
    {
        ArgumentNullException.ThrowIfNull(landscapes);
        return NpzCodec.Write([.. landscapes.SelectMany((landscape, i) => Arrays(landscape, i + 1))]);
    }

    private static IEnumerable<KeyValuePair<string, NpyArray>> Arrays(LandscapeClasses classes, int number)
    {
        string prefix = string.Create(CultureInfo.InvariantCulture, $"L{number}_");
        Network network = classes.Landscape.Network;
        RunRecord[] runs = [.. classes.Classes.Select(found => found.Representative)];
        SymmetryGroup group = SymmetryGroup.Of(classes.Landscape);
        double[][] points = [.. runs.Select(run => CanonicalForm.Find(group, run.Theta, classes.Landscape.Spec.Tolerance.Distance).Theta)];
        for (int l = 0; l < network.Layers.Count; l++)
        {
            Layer layer = network.Layers[l];
            if (layer.HasWeights)
            {
                double[] weights = [.. points.SelectMany(theta => theta[layer.Weights..(layer.Weights + (layer.Outputs * layer.Inputs))])];
                yield return new(prefix + Name("W", l), new NpyArray(weights, [runs.Length, layer.Outputs, layer.Inputs]));
            }

            if (layer.HasBiases)
            {
                double[] biases = [.. points.SelectMany(theta => theta[layer.Biases..(layer.Biases + layer.Outputs)])];
                yield return new(prefix + Name("b", l), new NpyArray(biases, [runs.Length, layer.Outputs]));
            }
        }

        yield return new(prefix + "loss", new NpyArray(runs.Select(run => run.Loss).ToArray(), [runs.Length]));
        yield return new(prefix + "hits", new NpyArray(classes.Classes.Select(found => found.Hits).ToArray(), [runs.Length]));
        yield return new(prefix + "seed", new NpyArray(runs.Select(run => run.Seed).ToArray(), [runs.Length]));
        if (network.ParameterCount <= MostSpectrumParameters && runs.All(run => run.IsVerified))
        {
            var spectra = new ClassSpectrum(classes.Landscape);
            double[] eigenvalues = [.. runs.SelectMany(run => spectra.At(run.Theta))];
            yield return new(prefix + "eigenvalues", new NpyArray(eigenvalues, [runs.Length, network.ParameterCount]));
        }
    }

    private static string Name(string kind, int layer) => string.Create(CultureInfo.InvariantCulture, $"{kind}{layer + 1}");
}
