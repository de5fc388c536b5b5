using OrleansSymmetry.Landscape.Lanes;
using OrleansSymmetry.Landscape.Objectives;

namespace OrleansSymmetry.Landscape.Optimisation.Ends;

/// <summary>
/// Measures the rounding of a gradient: its values at seven neighbours that differ from the point in the last digit of each parameter. A
/// gradient that is not larger than they differ by cannot be made smaller by any choice of parameters that can be written down.
/// </summary>
/// <param name="objective">The objective.</param>
internal sealed class GradientRounding(ILaneObjective objective)
{
    /// <summary>A gradient of at most this many times what its neighbours differ by is at rounding.</summary>
    private const double Margin = 2;

    private const double Epsilon = 2.220446049250313e-16;
    private const ulong SignSeed = 0x9E3779B97F4A7C15;

    private readonly LaneBuffer _theta = new(objective.ParameterCount);
    private readonly LaneBuffer _gradient = new(objective.ParameterCount);

    /// <summary>Whether the gradient at theta (P entries) is within its own rounding.</summary>
    public bool Explains(ReadOnlySpan<double> theta)
    {
        Span<double> lanes = _theta.Doubles;
        ulong state = SignSeed;
        for (int p = 0; p < theta.Length; p++)
        {
            for (int lane = 0; lane < LaneBuffer.LaneCount; lane++)
            {
                // The top bits of a Weyl sequence: the same signs for every point and on every machine.
                state += SignSeed;
                double sign = lane == 0 ? 0 : (state >> 63) == 0 ? 1 : -1;
                lanes[(p * LaneBuffer.LaneCount) + lane] = theta[p] * (1 + (sign * Epsilon));
            }
        }

        objective.Gradient(_theta.Vectors, _gradient.Vectors);
        double largest = 0;
        double spread = 0;
        foreach (LaneVector entry in _gradient.Vectors)
        {
            largest = Math.Max(largest, Math.Abs(entry[0]));
            for (int lane = 1; lane < LaneBuffer.LaneCount; lane++)
            {
                spread = Math.Max(spread, Math.Abs(entry[lane] - entry[0]));
            }
        }

        return largest <= Margin * spread;
    }
}
