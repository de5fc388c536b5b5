using System.Runtime.Intrinsics;

namespace OrleansSymmetry.Landscape.Optimisation;

/// <summary>Norms, products and tests of eight vectors at once.</summary>
internal static class LaneNorm
{
    private static readonly LaneVector Largest = Vector512.Create(double.MaxValue);

    /// <summary>max_p |v_p|; NaN where an entry is NaN.</summary>
    public static LaneVector Infinity(ReadOnlySpan<LaneVector> v)
    {
        LaneVector norm = LaneVector.Zero;
        LaneVector poison = LaneVector.Zero;
        for (int p = 0; p < v.Length; p++)
        {
            LaneVector size = Vector512.Abs(v[p]);
            norm = Vector512.ConditionalSelect(Vector512.GreaterThan(size, norm), size, norm);
            poison = Vector512.FusedMultiplyAdd(size, LaneVector.Zero, poison);
        }

        return norm + poison;
    }

    /// <summary>max_p |scale_p v_p|; NaN where an entry is NaN.</summary>
    public static LaneVector Infinity(ReadOnlySpan<LaneVector> v, ReadOnlySpan<LaneVector> scales)
    {
        LaneVector norm = LaneVector.Zero;
        LaneVector poison = LaneVector.Zero;
        for (int p = 0; p < v.Length; p++)
        {
            LaneVector size = Vector512.Abs(v[p] * scales[p]);
            norm = Vector512.ConditionalSelect(Vector512.GreaterThan(size, norm), size, norm);
            poison = Vector512.FusedMultiplyAdd(size, LaneVector.Zero, poison);
        }

        return norm + poison;
    }

    /// <summary>sum_p a_p b_p, in order.</summary>
    public static LaneVector Dot(ReadOnlySpan<LaneVector> a, ReadOnlySpan<LaneVector> b)
    {
        LaneVector sum = LaneVector.Zero;
        for (int p = 0; p < a.Length; p++)
        {
            sum = Vector512.FusedMultiplyAdd(a[p], b[p], sum);
        }

        return sum;
    }

    /// <summary>Lanes (all bits set) whose value is finite.</summary>
    public static LaneVector IsFinite(LaneVector value) => Vector512.LessThanOrEqual(Vector512.Abs(value), Largest);

    /// <summary>The larger of two numbers that are not NaN.</summary>
    public static LaneVector Max(LaneVector a, LaneVector b) => Vector512.ConditionalSelect(Vector512.GreaterThan(a, b), a, b);
}
