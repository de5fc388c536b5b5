using OrleansSymmetry.Landscape.Networks;

namespace OrleansSymmetry.Landscape.Symmetry;

/// <summary>
/// The parameters of a network as one matrix and one bias vector per affine map. Layers may be narrower than the network
/// they were read from (a reduced network may even have lost all units of a layer). Owned by one computation and changed in place.
/// </summary>
public sealed class NetworkWeights
{
    private NetworkWeights(int[] widths, double[][] matrices, double[]?[] biases, bool hasFixedOutput)
    {
        Widths = widths;
        Matrices = matrices;
        Biases = biases;
        HasFixedOutput = hasFixedOutput;
    }

    /// <summary>n_0, ..., n_L.</summary>
    public int[] Widths { get; }

    /// <summary>W_1, ..., W_L: [n_l, n_(l-1)] row-major.</summary>
    public double[][] Matrices { get; }

    /// <summary>b_1, ..., b_L; null where a layer has none.</summary>
    public double[]?[] Biases { get; }

    /// <summary>Whether W_L is fixed to ones and no parameter.</summary>
    public bool HasFixedOutput { get; }

    /// <summary>Number of hidden layers.</summary>
    public int HiddenLayers => Widths.Length - 2;

    /// <summary>Reads a parameter vector.</summary>
    /// <param name="network">Its layout.</param>
    /// <param name="theta">P entries.</param>
    /// <exception cref="ArgumentException">theta has another length.</exception>
    public static NetworkWeights Read(Network network, ReadOnlySpan<double> theta)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (theta.Length != network.ParameterCount)
        {
            throw new ArgumentException($"theta has {theta.Length} entries; the network has {network.ParameterCount} parameters.", nameof(theta));
        }

        int count = network.Layers.Count;
        var widths = new int[count + 1];
        var matrices = new double[count][];
        var biases = new double[]?[count];
        widths[0] = network.Inputs;
        for (int l = 0; l < count; l++)
        {
            Layer layer = network.Layers[l];
            widths[l + 1] = layer.Outputs;
            int size = layer.Outputs * layer.Inputs;
            if (layer.HasWeights)
            {
                matrices[l] = theta.Slice(layer.Weights, size).ToArray();
            }
            else
            {
                matrices[l] = new double[size];
                Array.Fill(matrices[l], 1.0);
            }

            biases[l] = layer.HasBiases ? theta.Slice(layer.Biases, layer.Outputs).ToArray() : null;
        }

        return new NetworkWeights(widths, matrices, biases, network.FixedOutputWeights);
    }

    /// <summary>The parameter vector again.</summary>
    /// <param name="network">The layout; widths must be those of this object.</param>
    public double[] ToTheta(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        var theta = new double[network.ParameterCount];
        for (int l = 0; l < network.Layers.Count; l++)
        {
            Layer layer = network.Layers[l];
            if (layer.HasWeights)
            {
                Matrices[l].CopyTo(theta, layer.Weights);
            }

            if (layer.HasBiases)
            {
                Biases[l]!.CopyTo(theta, layer.Biases);
            }
        }

        return theta;
    }

    /// <summary>A copy that shares nothing.</summary>
    public NetworkWeights Clone() => new(
        [.. Widths],
        [.. Matrices.Select(matrix => (double[])matrix.Clone())],
        [.. Biases.Select(bias => (double[]?)bias?.Clone())],
        HasFixedOutput);

    /// <summary>The largest absolute value of any parameter.</summary>
    public double LargestEntry()
    {
        double largest = 0;
        for (int l = 0; l < Matrices.Length; l++)
        {
            bool isParameter = !(HasFixedOutput && l == Matrices.Length - 1);
            largest = Math.Max(largest, isParameter ? LargestOf(Matrices[l]) : 0);
            largest = Math.Max(largest, Biases[l] is { } bias ? LargestOf(bias) : 0);
        }

        return largest;
    }

    /// <summary>The largest absolute value of row <paramref name="row"/> of W_l, and of its bias where there is one.</summary>
    public double LargestIncoming(int layer, int row)
    {
        int columns = Widths[layer];
        double largest = LargestOf(Matrices[layer].AsSpan(row * columns, columns));
        return Biases[layer] is { } bias ? Math.Max(largest, Math.Abs(bias[row])) : largest;
    }

    /// <summary>|(w, b)|^2 of a row of W_l with its bias.</summary>
    public double IncomingSquared(int layer, int row)
    {
        int columns = Widths[layer];
        double sum = 0;
        foreach (double w in Matrices[layer].AsSpan(row * columns, columns))
        {
            sum += w * w;
        }

        return Biases[layer] is { } bias ? sum + (bias[row] * bias[row]) : sum;
    }

    /// <summary>|a|^2 of column <paramref name="column"/> of W_l.</summary>
    public double ColumnSquared(int layer, int column)
    {
        int columns = Widths[layer];
        double sum = 0;
        for (int i = column; i < Matrices[layer].Length; i += columns)
        {
            sum += Matrices[layer][i] * Matrices[layer][i];
        }

        return sum;
    }

    /// <summary>Multiplies a row of W_l and its bias.</summary>
    public void ScaleIncoming(int layer, int row, double factor)
    {
        int columns = Widths[layer];
        foreach (ref double w in Matrices[layer].AsSpan(row * columns, columns))
        {
            w *= factor;
        }

        if (Biases[layer] is { } bias)
        {
            bias[row] *= factor;
        }
    }

    /// <summary>Multiplies a column of W_l.</summary>
    public void ScaleColumn(int layer, int column, double factor)
    {
        int columns = Widths[layer];
        for (int i = column; i < Matrices[layer].Length; i += columns)
        {
            Matrices[layer][i] *= factor;
        }
    }

    private static double LargestOf(ReadOnlySpan<double> values)
    {
        double largest = 0;
        foreach (double value in values)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        return largest;
    }
}
