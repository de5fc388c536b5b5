namespace OrleansSymmetry.Landscape.Randomness;

/// <summary>ln x for normal positive x, of the same bits on every machine.</summary>
internal static class NaturalLogarithm
{
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;
    private const int SeriesTerms = 12;

    public static double Of(double x)
    {
        long bits = BitConverter.DoubleToInt64Bits(x);
        int exponent = (int)(bits >> 52) - 1023;
        double mantissa = BitConverter.Int64BitsToDouble((bits & 0x000FFFFFFFFFFFFF) | 0x3FF0000000000000);
        if (mantissa > 1.4142135623730951)
        {
            mantissa *= 0.5;
            exponent++;
        }

        double f = mantissa - 1;
        double s = f / (2 + f);
        double z = s * s;
        double sum = 0;
        for (int k = SeriesTerms; k >= 1; k--)
        {
            sum = Math.FusedMultiplyAdd(sum, z, 2.0 / ((2 * k) + 1));
        }

        double log1p = Math.FusedMultiplyAdd(s, 2, s * z * sum);
        return Math.FusedMultiplyAdd(exponent, Ln2High, Math.FusedMultiplyAdd(exponent, Ln2Low, log1p));
    }
}
