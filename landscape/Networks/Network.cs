using OrleansSymmetry.Landscape.Activations;

namespace OrleansSymmetry.Landscape.Networks;

/// <summary>
/// A fully connected network: layer widths, activation, and the layout of its parameters
/// theta = W_1 (row-major), b_1, W_2, b_2, ... in one flat vector.
/// </summary>
public sealed class Network
{
    /// <summary>Lays a network out.</summary>
    /// <param name="inputs">n_0.</param>
    /// <param name="hidden">Widths of the hidden layers, from the input.</param>
    /// <param name="outputs">n_L.</param>
    /// <param name="activation">Activation of every hidden unit.</param>
    /// <param name="bias">Whether units have biases.</param>
    /// <param name="head">What is applied to the last affine map.</param>
    /// <param name="fixedOutputWeights">Whether the last W is fixed to ones; then there is no last bias either.</param>
    public Network(
        int inputs,
        IReadOnlyList<int> hidden,
        int outputs,
        Activation activation,
        bool bias = true,
        OutputHead head = OutputHead.Linear,
        bool fixedOutputWeights = false)
    {
        ArgumentNullException.ThrowIfNull(hidden);
        ArgumentNullException.ThrowIfNull(activation);
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outputs, 1);
        Activation = activation;
        Head = head;
        FixedOutputWeights = fixedOutputWeights;
        var layers = new Layer[hidden.Count + 1];
        int offset = 0;
        int width = inputs;
        for (int l = 0; l < layers.Length; l++)
        {
            bool last = l == hidden.Count;
            int next = last ? outputs : hidden[l];
            ArgumentOutOfRangeException.ThrowIfLessThan(next, 1, nameof(hidden));
            bool free = !(last && fixedOutputWeights);
            int weights = free ? offset : -1;
            offset += free ? next * width : 0;
            int biases = free && bias ? offset : -1;
            offset += free && bias ? next : 0;
            layers[l] = new Layer(width, next, weights, biases);
            width = next;
        }

        Layers = layers;
        ParameterCount = offset;
    }

    /// <summary>The affine maps, from the input; the last one leads to the output.</summary>
    public IReadOnlyList<Layer> Layers { get; }

    /// <summary>Activation of every hidden unit.</summary>
    public Activation Activation { get; }

    /// <summary>What is applied to the last affine map.</summary>
    public OutputHead Head { get; }

    /// <summary>Whether the last W is fixed to ones.</summary>
    public bool FixedOutputWeights { get; }

    /// <summary>Number of parameters P.</summary>
    public int ParameterCount { get; }

    /// <summary>n_0.</summary>
    public int Inputs => Layers[0].Inputs;

    /// <summary>n_L.</summary>
    public int Outputs => Layers[^1].Outputs;

    /// <summary>Number of hidden layers.</summary>
    public int HiddenLayers => Layers.Count - 1;
}
