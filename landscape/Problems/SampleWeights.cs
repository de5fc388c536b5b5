namespace OrleansSymmetry.Landscape.Problems;

/// <summary>Weights of samples.</summary>
internal static class SampleWeights
{
    /// <summary>1/S each.</summary>
    public static double[] Equal(int samples)
    {
        double[] weights = new double[samples];
        Array.Fill(weights, 1.0 / samples);
        return weights;
    }
}
