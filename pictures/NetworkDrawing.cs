namespace OrleansSymmetry.Pictures;

/// <summary>A network as layers of units with weighted edges.</summary>
public sealed record NetworkDrawing
{
    /// <summary>A network; the first layer is the input and has no weights.</summary>
    public NetworkDrawing(string title, IReadOnlyList<DrawnLayer> layers)
    {
        for (int l = 0; l < layers.Count; l++)
        {
            int expected = l == 0 ? 0 : layers[l].Units.Count * layers[l - 1].Units.Count;
            if (layers[l].Weights.Count != expected)
            {
                throw new ArgumentException($"Layer {l} ({layers[l].Name}) has {layers[l].Weights.Count} weights; {expected} are expected.", nameof(layers));
            }
        }

        Title = title;
        Layers = layers;
    }

    /// <summary>A weight of less than this part of the largest is rounding of 0, and nothing is drawn for it.</summary>
    public const double Rounding = 1e-9;

    /// <summary>What is shown.</summary>
    public string Title { get; }

    /// <summary>The layers from input to output.</summary>
    public IReadOnlyList<DrawnLayer> Layers { get; }

    /// <summary>The largest finite size of a weight; 0 where there is none.</summary>
    public double LargestWeight => Layers.SelectMany(layer => layer.Weights).Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
}

/// <summary>A layer of a drawn network.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Units">Its units in order.</param>
/// <param name="Weights">Row by row, one row for each unit, one column for each unit of the layer before.</param>
public sealed record DrawnLayer(string Name, IReadOnlyList<DrawnUnit> Units, IReadOnlyList<double> Weights);

/// <summary>A unit of a drawn network.</summary>
/// <param name="Label">Its name.</param>
/// <param name="Bias">Its bias, where it has one.</param>
/// <param name="IsWasted">Whether the network computes the same without it.</param>
public sealed record DrawnUnit(string Label, double? Bias = null, bool IsWasted = false);
