using System.Globalization;
using OrleansSymmetry.Landscape.Networks;

namespace OrleansSymmetry.Landscape.Symmetry.Groups;

/// <summary>The continuous group that mixes the units of a linear network, by name and dimension.</summary>
internal static class LinearGauge
{
    /// <summary>
    /// One factor per hidden layer of n units: "GL(n)"; "Aff(n)", its semidirect product with R^n, where biases let units be
    /// shifted; "O(n)" under a penalty. Fixed output weights leave, of one hidden layer, "R^m", changes that keep the sum of
    /// its rows, or under a penalty "O(n-1)", rotations about that sum.
    /// </summary>
    public static IReadOnlyList<string> PerLayer(Network network, bool penalised) =>
    [
        .. network.Layers.SkipLast(1).Select(layer => (network.FixedOutputWeights, penalised, layer.HasBiases) switch
        {
            (true, true, _) => Text($"O({layer.Outputs - 1})"),
            (true, false, _) => Text($"R^{SumKeepingChanges(layer)}"),
            (false, true, _) => Text($"O({layer.Outputs})"),
            (false, false, true) => Text($"Aff({layer.Outputs})"),
            _ => Text($"GL({layer.Outputs})"),
        }),
    ];

    // dim orbit = dim group - dim stabiliser, layer by layer. A map of rank r leaves n - r units of a layer idle, and GL(n - r) or O(n - r)
    // acts on these alone: n^2 - (n - r)^2, or n(n-1)/2 - (n-r)(n-r-1)/2. Without penalty r is the narrowest layer of all; balanced points
    // of a penalty also have biases to turn, so that r grows by one at each layer with biases, up to the narrowest layer above.
    /// <summary>
    /// Dimension of the orbit of a generic point: of the group, less what does nothing there because units outnumber the
    /// directions that the narrowest layers leave them. Where there is a penalty, generic among balanced points.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="penalised">Whether l2 is above 0.</param>
    /// <param name="centred">Whether the rows of the last matrix have mean 0, which takes one off its rank.</param>
    public static int Dimension(Network network, bool penalised, bool centred)
    {
        Layer first = network.Layers[0];
        if (network.FixedOutputWeights)
        {
            int columns = first.Inputs + (first.HasBiases ? 1 : 0);
            return penalised
                ? Rotations(first.Outputs - 1) - Rotations(first.Outputs - 1 - Math.Min(first.Outputs - 1, columns))
                : SumKeepingChanges(first);
        }

        int outputs = network.Outputs - (centred ? 1 : 0);
        int narrowest = network.Layers.Aggregate(outputs, (least, layer) => Math.Min(least, layer.Inputs));
        int rank = network.Inputs;
        int dimension = 0;
        for (int l = 0; l < network.HiddenLayers; l++)
        {
            int width = network.Layers[l].Outputs;
            if (penalised)
            {
                int above = network.Layers.Skip(l + 1).Aggregate(network.Outputs, (least, layer) => Math.Min(least, layer.Inputs));
                rank = Math.Min(rank + (network.Layers[l].HasBiases ? 1 : 0), above);
                dimension += Rotations(width) - Rotations(width - rank);
            }
            else
            {
                int idle = width - narrowest;
                dimension += (width * width) - (idle * idle) + (network.Layers[l].HasBiases ? width : 0);
            }
        }

        return dimension;
    }

    private static int Rotations(int n) => n * (n - 1) / 2;

    private static int SumKeepingChanges(Layer layer) => (layer.Outputs - 1) * (layer.Inputs + (layer.HasBiases ? 1 : 0));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
