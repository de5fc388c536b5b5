using System.Text.Json;
using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Randomness;
using OrleansSymmetry.Landscape.Sweeps;

namespace OrleansSymmetry.Landscape.Problems;

/// <summary>
/// A network that sets the targets: a linear head, and all weights and biases drawn from N(0, 1) in the order of theta, as
/// `init: normal` of scale 1 would draw them, from a stream of their own.
/// </summary>
/// <param name="Inputs">n_0.</param>
/// <param name="Hidden">Widths of the hidden layers.</param>
/// <param name="Outputs">n_L.</param>
/// <param name="Activation">Name of the activation.</param>
/// <param name="Bias">Whether units have biases.</param>
/// <param name="Seed">Seed of the weights.</param>
public sealed record TeacherNetwork(int Inputs, IReadOnlyList<int> Hidden, int Outputs, string Activation, bool Bias, long Seed)
{
    /// <summary>Widths of the hidden layers.</summary>
    public IReadOnlyList<int> Hidden { get; init => field = ValueList.Of(value); } = ValueList.Of(Hidden);

    /// <summary>The outputs [sample, n_L] on inputs [sample, n_0].</summary>
    public double[] Evaluate(double[] inputs)
    {
        var network = new Network(Inputs, Hidden, Outputs, ActivationRegistry.Create(Activation), Bias);
        var stream = new CounterStream((ulong)Seed, StreamPurpose.TeacherWeights);
        double[] theta = new double[network.ParameterCount];
        for (int p = 0; p < theta.Length; p++)
        {
            theta[p] = stream.NextNormal();
        }

        return NetworkFunction.Evaluate(network, theta, inputs).Outputs;
    }

    /// <summary>Writes `hidden`, `activation` and `bias`.</summary>
    internal void WriteKeys(Utf8JsonWriter writer)
    {
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
        ValueList<int>? hidden = LandscapeReader.ReadHidden(keys);
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
}
