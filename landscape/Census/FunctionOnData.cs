namespace OrleansSymmetry.Landscape.Census;

/// <summary>The function of a point that is not isolated, as far as the data see it.</summary>
/// <param name="Theta">The point, P entries, in the units of the sweep.</param>
/// <param name="Outputs">Its outputs on every sample in natural units, [sample, n_L]; empty where the data are a distribution.</param>
internal sealed record FunctionOnData(double[] Theta, double[] Outputs);
