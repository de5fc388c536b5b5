using System.Text.Json;
using OrleansSymmetry.Landscape.Activations;
using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Randomness;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Problems;

/// <summary>
/// A network that sets the targets: a linear head, and all weights and biases drawn from N(0, 1) in the order of theta, as
/// `init: normal` of scale 1 would draw them, from a stream of their own; or taken from the arrays W1, b1, W2, b2, ... of an .npz file.
/// </summary>
/// <param name="Inputs">n_0.</param>
/// <param name="Hidden">Widths of the hidden layers.</param>
/// <param name="Outputs">n_L.</param>
/// <param name="Activation">Name of the activation.</param>
/// <param name="Bias">Whether units have biases.</param>
/// <param name="Seed">Seed of the weights.</param>
/// <param name="FileHash">SHA-256 of the file of the weights; null where they are drawn.</param>
public sealed record TeacherNetwork(
    int Inputs, IReadOnlyList<int> Hidden, int Outputs, string Activation, bool Bias, long Seed, string? FileHash = null)
{
    /// <summary>Widths of the hidden layers.</summary>
    public IReadOnlyList<int> Hidden { get; init => field = ValueList.Of(value); } = ValueList.Of(Hidden);

    // The hidden values of so many samples of the widest network are some megabytes. A multiple of the lanes: the bits stay.
    private const int SamplesAtOnce = 256;

    /// <summary>Number of weights, biases aside.</summary>
    public long Weights => Hidden.Append(Outputs).Zip(Hidden.Prepend(Inputs), (next, width) => (long)next * width).Sum();

    /// <summary>Widths and activation, such as 3-2-1 tanh.</summary>
    internal string Shape => $"{string.Join('-', Hidden.Prepend(Inputs).Append(Outputs))} {Activation}";

    /// <summary>The outputs [sample, n_L] on inputs [sample, n_0].</summary>
    /// <exception cref="InvalidDataException">The file does not hold the weights.</exception>
    public double[] Evaluate(double[] inputs, DataFiles files)
    {
        var network = new Network(Inputs, Hidden, Outputs, ActivationRegistry.Create(Activation), Bias);
        double[] theta = FileHash is null ? Draw(network.ParameterCount) : WeightsOf(network, NpzFile.Read(files.Bytes(FileHash)));
        double[] outputs = new double[inputs.Length / Inputs * Outputs];
        for (int first = 0; first * Inputs < inputs.Length; first += SamplesAtOnce)
        {
            ReadOnlySpan<double> some = inputs.AsSpan(first * Inputs, Math.Min(SamplesAtOnce * Inputs, inputs.Length - (first * Inputs)));
            NetworkFunction.Evaluate(network, theta, some).Outputs.CopyTo(outputs, first * Outputs);
        }

        return outputs;
    }

    /// <summary>Writes `hidden`, `activation` and `bias`, or `file` and `activation`.</summary>
    internal void WriteKeys(Utf8JsonWriter writer)
    {
        if (FileHash is not null)
        {
            writer.WriteString("file", DataFiles.HashPrefix + FileHash);
            writer.WriteString("activation", Activation);
            return;
        }

        writer.WriteStartArray("hidden");
        foreach (int width in Hidden)
        {
            writer.WriteNumberValue(width);
        }

        writer.WriteEndArray();
        writer.WriteString("activation", Activation);
        writer.WriteBoolean("bias", Bias);
    }

    /// <summary>Reads `hidden`, `activation` and `bias`; null with faults.</summary>
    internal static TeacherNetwork? Read(SpecMapReader keys, int inputs, int outputs, long seed)
    {
        int before = keys.Faults.Count;
        ValueList<int>? hidden = HiddenWidths.Read(keys);
        string activation = keys.Name("activation", "tanh", ActivationRegistry.Names);
        bool bias = keys.Boolean("bias", true);
        if (hidden is null || keys.Faults.Count > before)
        {
            return null;
        }

        long largest = (long)hidden.Prepend(inputs).Append(outputs).Max();
        var teacher = new TeacherNetwork(inputs, hidden, outputs, activation, bias, seed);
        if (largest * hidden.Max() > SweepLimits.DataEntries)
        {
            keys.Faults.Refuse(keys.PathOf("hidden"), keys.Find("hidden")!, $"A layer of the teacher may have at most {SweepLimits.DataEntries} weights.");
            return null;
        }

        return teacher;
    }

    /// <summary>Reads a teacher whose weights come from a file, and with them its shape; null with faults.</summary>
    internal static TeacherNetwork? ReadFile(SpecMapReader keys, DataFiles files, long seed)
    {
        const string Given = "Leave it out beside file: the file's arrays W1, b1, W2, b2, ... decide it.";
        int before = keys.Faults.Count;
        foreach (string key in (string[])["inputs", "hidden", "outputs", "bias"])
        {
            keys.Forbid(key, Given);
        }

        string activation = keys.Name("activation", "tanh", ActivationRegistry.Names);
        if (keys.File("file", files) is not { } hash || keys.Faults.Count > before)
        {
            return null;
        }

        try
        {
            var file = NpzFile.Read(files.Bytes(hash));
            List<int> widths = [file.Table("W1").Columns];
            for (int l = 1; file.Has($"W{l}"); l++)
            {
                widths.Add(file.Table($"W{l}").Rows);
            }

            if (widths.Count < 3)
            {
                throw new InvalidDataException("The data file has no array W2. A teacher has a hidden layer: W1 and W2 at least.");
            }

            var teacher = new TeacherNetwork(widths[0], widths[1..^1], widths[^1], activation, file.Has("b1"), seed, hash);
            _ = WeightsOf(new Network(teacher.Inputs, teacher.Hidden, teacher.Outputs, ActivationRegistry.Create(activation), teacher.Bias), file);
            return teacher;
        }
        catch (InvalidDataException e)
        {
            keys.Faults.Refuse(keys.PathOf("file"), keys.Find("file")!, e.Message);
            return null;
        }
    }

    private static double[] WeightsOf(Network network, NpzFile file)
    {
        List<double> theta = [];
        for (int l = 0; l < network.Layers.Count; l++)
        {
            Layer layer = network.Layers[l];
            theta.AddRange(Array($"W{l + 1}", layer.Outputs, layer.Inputs));
            if (layer.HasBiases)
            {
                theta.AddRange(Array($"b{l + 1}", layer.Outputs, 1));
            }
        }

        return [.. theta];

        double[] Array(string name, int rows, int columns)
        {
            (double[] values, int r, int c) = file.Table(name);
            return (r, c) == (rows, columns)
                ? values
                : throw new InvalidDataException($"Array {name} of the data file has {r} x {c} entries. It must have {rows} x {columns}.");
        }
    }

    private double[] Draw(int count)
    {
        var stream = new CounterStream((ulong)Seed, StreamPurpose.TeacherWeights);
        double[] theta = new double[count];
        for (int p = 0; p < count; p++)
        {
            theta[p] = stream.NextNormal();
        }

        return theta;
    }
}
