using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace OrleansSymmetry.Landscape.Spectra;

/// <summary>Loops over long rows whose sums have one fixed order, whatever the width of the machine's registers.</summary>
internal static class FixedOrder
{
    private const int Width = 8;

    /// <summary>sum_i a_i b_i: eight strided partial sums, added in a fixed tree, then the remainder in order.</summary>
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        ReadOnlySpan<LaneVector> left = MemoryMarshal.Cast<double, LaneVector>(a);
        ReadOnlySpan<LaneVector> right = MemoryMarshal.Cast<double, LaneVector>(b[..a.Length]);
        LaneVector even = LaneVector.Zero;
        LaneVector odd = LaneVector.Zero;
        int i = 0;
        for (; i + 1 < left.Length; i += 2)
        {
            even = Vector512.FusedMultiplyAdd(left[i], right[i], even);
            odd = Vector512.FusedMultiplyAdd(left[i + 1], right[i + 1], odd);
        }

        if (i < left.Length)
        {
            even = Vector512.FusedMultiplyAdd(left[i], right[i], even);
        }

        LaneVector sum = even + odd;
        double total = ((sum[0] + sum[4]) + (sum[1] + sum[5])) + ((sum[2] + sum[6]) + (sum[3] + sum[7]));
        for (int k = left.Length * Width; k < a.Length; k++)
        {
            total = Math.FusedMultiplyAdd(a[k], b[k], total);
        }

        return total;
    }

    /// <summary>y += factor x.</summary>
    public static void Add(double factor, ReadOnlySpan<double> x, Span<double> y)
    {
        ReadOnlySpan<LaneVector> source = MemoryMarshal.Cast<double, LaneVector>(x);
        Span<LaneVector> target = MemoryMarshal.Cast<double, LaneVector>(y[..x.Length]);
        LaneVector wide = Vector512.Create(factor);
        for (int i = 0; i < source.Length; i++)
        {
            target[i] = Vector512.FusedMultiplyAdd(wide, source[i], target[i]);
        }

        for (int k = source.Length * Width; k < x.Length; k++)
        {
            y[k] = Math.FusedMultiplyAdd(factor, x[k], y[k]);
        }
    }

    /// <summary>The plane rotation (x, y) -> (c x + s y, c y - s x) of two rows.</summary>
    public static void Rotate(double c, double s, Span<double> x, Span<double> y)
    {
        Span<LaneVector> first = MemoryMarshal.Cast<double, LaneVector>(x);
        Span<LaneVector> second = MemoryMarshal.Cast<double, LaneVector>(y[..x.Length]);
        LaneVector cosine = Vector512.Create(c);
        LaneVector sine = Vector512.Create(s);
        for (int i = 0; i < first.Length; i++)
        {
            LaneVector p = first[i];
            LaneVector q = second[i];
            first[i] = Vector512.FusedMultiplyAdd(cosine, p, sine * q);
            second[i] = Vector512.FusedMultiplyAdd(cosine, q, -(sine * p));
        }

        for (int k = first.Length * Width; k < x.Length; k++)
        {
            double p = x[k];
            double q = y[k];
            x[k] = Math.FusedMultiplyAdd(c, p, s * q);
            y[k] = Math.FusedMultiplyAdd(c, q, -(s * p));
        }
    }
}
