namespace OrleansSymmetry.Landscape.Census;

/// <summary>The largest difference of two functions on the data: their outputs [sample, n_L].</summary>
internal sealed class FunctionMetric : IMetric<double[]>
{
    public double Scale(double[] item) => item.Aggregate(1.0, (largest, value) => Math.Max(largest, Math.Abs(value)));

    public bool AreWithin(double[] a, double[] b, double bound, out double distance)
    {
        distance = 0;
        for (int i = 0; i < a.Length && distance <= bound; i++)
        {
            distance = Math.Max(distance, Math.Abs(a[i] - b[i]));
        }

        return distance <= bound;
    }
}
