namespace OrleansSymmetry.Landscape.Networks;

/// <summary>What a network does on a set of inputs.</summary>
/// <param name="Outputs">Outputs after the head, [sample, n_L] row-major.</param>
/// <param name="PreActivations">z of every hidden layer from the input, [sample, n_l] row-major each.</param>
public sealed record NetworkResponse(double[] Outputs, IReadOnlyList<double[]> PreActivations);
