namespace OrleansSymmetry.Landscape.Networks;

/// <summary>
/// One affine map z = W a + b of a network and where its parameters stand in the flat vector theta.
/// </summary>
/// <param name="Inputs">Columns of W.</param>
/// <param name="Outputs">Rows of W.</param>
/// <param name="Weights">Offset of W (row-major) in theta; -1 where W is fixed to ones.</param>
/// <param name="Biases">Offset of b in theta; -1 where the layer has no biases.</param>
public readonly record struct Layer(int Inputs, int Outputs, int Weights, int Biases)
{
    /// <summary>Whether W is a parameter.</summary>
    public bool HasWeights => Weights >= 0;

    /// <summary>Whether the layer has biases.</summary>
    public bool HasBiases => Biases >= 0;
}
