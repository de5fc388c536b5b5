using System.Runtime.Intrinsics;

namespace OrleansSymmetry.Landscape.Optimisation;

/// <summary>Which lanes ended in a step, one bit a lane, and how.</summary>
/// <param name="Converged">Lanes whose gradient is within tolerance.</param>
/// <param name="Stalled">Lanes that no step takes further.</param>
/// <param name="NotFinite">Lanes whose loss or gradient is not finite.</param>
internal readonly record struct LaneEnds(byte Converged, byte Stalled, byte NotFinite)
{
    /// <summary>All lanes that ended.</summary>
    public byte All => (byte)(Converged | Stalled | NotFinite);

    /// <summary>How <paramref name="lane"/>, which is one of <see cref="All"/>, ended.</summary>
    public PhaseEnd Of(int lane)
    {
        int bit = 1 << lane;
        return (NotFinite & bit) != 0 ? PhaseEnd.NotFinite
            : (Converged & bit) != 0 ? PhaseEnd.Converged
            : PhaseEnd.Stalled;
    }

    /// <summary>One bit for each lane whose comparison came out true.</summary>
    public static byte Bits(LaneVector comparison) => (byte)comparison.ExtractMostSignificantBits();
}
