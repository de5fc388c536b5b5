using System.Runtime.Intrinsics;

namespace OrleansSymmetry.Landscape.Spectra;

/// <summary>
/// Powers of two that bring a matrix to order 1 without rounding, so that no square over- or underflows on the way to its spectrum.
/// </summary>
internal static class BinaryScale
{
    /// <summary>In a matrix of order 1, a sum of squares at most this is 0: its reciprocal would overflow, and its loss changes nothing.</summary>
    public const double NegligibleSquare = 1e-290;

    private const long ExponentBits = 0x7FF0000000000000;

    // At the ends of the range the reciprocal of a power of two is no normal number.
    private const double Smallest = 1e-300;
    private const double Largest = 1e300;

    /// <summary>The power of two at or below <paramref name="magnitude"/>; 1 for 0 and at the ends of the range.</summary>
    public static double Of(double magnitude) => magnitude is > Smallest and < Largest
        ? BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(magnitude) & ExponentBits)
        : 1;

    /// <summary>The same in each lane.</summary>
    public static LaneVector Of(LaneVector magnitude)
    {
        LaneVector usual = Vector512.GreaterThan(magnitude, Vector512.Create(Smallest))
            & Vector512.LessThan(magnitude, Vector512.Create(Largest));
        return Vector512.ConditionalSelect(usual, magnitude & Vector512.Create(ExponentBits).AsDouble(), LaneVector.One);
    }
}
