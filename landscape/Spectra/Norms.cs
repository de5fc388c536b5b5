namespace OrleansSymmetry.Landscape.Spectra;

/// <summary>Norms and products of single vectors, entry by entry in order.</summary>
internal static class Norms
{
    /// <summary>max_p |v_p|, 0 of nothing; NaN where an entry is NaN.</summary>
    public static double Infinity(ReadOnlySpan<double> v)
    {
        double largest = 0;
        foreach (double entry in v)
        {
            largest = Math.Max(largest, Math.Abs(entry));
        }

        return largest;
    }

    /// <summary>max(1, |v|_inf): what distances between parameters are relative to.</summary>
    public static double Size(ReadOnlySpan<double> v) => Math.Max(1, Infinity(v));

    /// <summary>|v|_2.</summary>
    public static double Euclidean(ReadOnlySpan<double> v) => Math.Sqrt(Dot(v, v));

    /// <summary>sum_p a_p b_p, one fused multiply-add after the other; <see cref="FixedOrder.Dot"/> is faster for long rows, with other bits.</summary>
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int p = 0; p < a.Length; p++)
        {
            sum = Math.FusedMultiplyAdd(a[p], b[p], sum);
        }

        return sum;
    }
}
