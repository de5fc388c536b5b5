using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Spectra;

namespace OrleansSymmetry.Landscape.Symmetry.Groups;

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

    /// <summary>A network without hidden layers.</summary>
    /// <param name="matrix">[outputs, inputs], row-major.</param>
    /// <param name="outputs">Number of outputs.</param>
    /// <param name="bias">Its bias; null where it has none.</param>
    internal static NetworkWeights OfMap(double[] matrix, int outputs, double[]? bias) =>
        new([matrix.Length / outputs, outputs], [matrix], [bias], hasFixedOutput: false);

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
            largest = Math.Max(largest, isParameter ? Norms.Infinity(Matrices[l]) : 0);
            largest = Math.Max(largest, Biases[l] is { } bias ? Norms.Infinity(bias) : 0);
        }

        return largest;
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

    /// <summary>Multiplies W_l and b_l.</summary>
    public void ScaleLayer(int layer, double factor)
    {
        for (int row = 0; row < Widths[layer + 1]; row++)
        {
            ScaleIncoming(layer, row, factor);
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

    /// <summary>The largest absolute value in W_l and b_l.</summary>
    public double LargestOf(int layer) =>
        Math.Max(Norms.Infinity(Matrices[layer]), Biases[layer] is { } bias ? Norms.Infinity(bias) : 0);

    /// <summary>The largest absolute value of a row of W_l, without its bias.</summary>
    public double LargestInRow(int layer, int row) => Norms.Infinity(Matrices[layer].AsSpan(row * Widths[layer], Widths[layer]));

    /// <summary>The largest absolute value of a column of W_l.</summary>
    public double LargestInColumn(int layer, int column)
    {
        double largest = 0;
        for (int i = column; i < Matrices[layer].Length; i += Widths[layer])
        {
            largest = Math.Max(largest, Math.Abs(Matrices[layer][i]));
        }

        return largest;
    }

    /// <summary>|factor (w, b) + (0, shift) - (w', b')|_inf of two rows of W_l; where it is above the limit, some number above it.</summary>
    public double IncomingDifference(int layer, int row, double factor, double shift, int otherRow, double limit)
    {
        int columns = Widths[layer];
        double[] matrix = Matrices[layer];
        double largest = Biases[layer] is { } bias ? Math.Abs((factor * bias[row]) + shift - bias[otherRow]) : 0;
        for (int c = 0; c < columns && largest <= limit; c++)
        {
            largest = Math.Max(largest, Math.Abs((factor * matrix[(row * columns) + c]) - matrix[(otherRow * columns) + c]));
        }

        return largest;
    }

    /// <summary>Adds factor times a column of W_l to another one.</summary>
    public void AddColumn(int layer, int column, int otherColumn, double factor)
    {
        int columns = Widths[layer];
        for (int r = 0; r < Widths[layer + 1]; r++)
        {
            Matrices[layer][(r * columns) + otherColumn] += factor * Matrices[layer][(r * columns) + column];
        }
    }

    /// <summary>Adds factor times a column of W_l to b_l.</summary>
    public void AddColumnToBias(int layer, int column, double factor)
    {
        int columns = Widths[layer];
        double[] bias = Biases[layer] ?? throw new InvalidOperationException($"Layer {layer + 1} has no biases.");
        for (int r = 0; r < bias.Length; r++)
        {
            bias[r] += factor * Matrices[layer][(r * columns) + column];
        }
    }

    /// <summary>The weights with some units of a hidden layer (counted from 0) only.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="kept">Per unit, whether it stays.</param>
    public NetworkWeights WithUnits(int layer, ReadOnlySpan<bool> kept)
    {
        var staying = new List<int>();
        for (int i = 0; i < kept.Length; i++)
        {
            if (kept[i])
            {
                staying.Add(i);
            }
        }

        int[] stay = [.. staying];
        int width = kept.Length;
        int inputs = Widths[layer];
        int outputs = Widths[layer + 2];
        int[] widths = [.. Widths];
        widths[layer + 1] = stay.Length;
        double[][] matrices = [.. Matrices];
        matrices[layer] = new double[stay.Length * inputs];
        matrices[layer + 1] = new double[outputs * stay.Length];
        double[]?[] biases = [.. Biases];
        biases[layer] = Biases[layer] is null ? null : new double[stay.Length];
        for (int i = 0; i < stay.Length; i++)
        {
            Matrices[layer].AsSpan(stay[i] * inputs, inputs).CopyTo(matrices[layer].AsSpan(i * inputs));
            for (int r = 0; r < outputs; r++)
            {
                matrices[layer + 1][(r * stay.Length) + i] = Matrices[layer + 1][(r * width) + stay[i]];
            }

            if (biases[layer] is { } bias)
            {
                bias[i] = Biases[layer]![stay[i]];
            }
        }

        return new NetworkWeights(widths, matrices, biases, HasFixedOutput);
    }
}
