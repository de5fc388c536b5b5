using OrleansSymmetry.Landscape.Networks;

namespace OrleansSymmetry.Landscape.Symmetry;

/// <summary>
/// The irreducible core of a network: dead units dropped, constant units folded into the next bias, duplicates
/// (equal up to the symmetry of a unit) merged, until nothing is left to do. It computes the same function.
/// </summary>
public static class Reduction
{
    /// <summary>Number of units of the network at <paramref name="theta"/> that its core does without.</summary>
    /// <param name="function">The group without regard to the penalty: <see cref="SymmetryGroup.OfFunction"/>.</param>
    /// <param name="theta">P entries.</param>
    /// <param name="tolerance">What counts as zero, relative to max(1, the layer's largest parameter).</param>
    public static int WastedUnits(SymmetryGroup function, ReadOnlySpan<double> theta, double tolerance)
    {
        ArgumentNullException.ThrowIfNull(function);
        NetworkWeights weights = NetworkWeights.Read(function.Network, GaugeFixing.Unit(function, theta).Theta);
        if (function.DecidedOn == DecidedOn.Product)
        {
            return LinearNetwork.WastedUnits(weights, tolerance);
        }

        NetworkWeights core = Core(function, weights, tolerance);
        return HiddenUnits(weights) - HiddenUnits(core);
    }

    /// <summary>The core of gauge-fixed weights.</summary>
    /// <param name="function">The group without regard to the penalty.</param>
    /// <param name="weights">In the gauge of <see cref="GaugeFixing.Unit"/>; not changed.</param>
    /// <param name="tolerance">What counts as zero, relative to max(1, the layer's largest parameter).</param>
    public static NetworkWeights Core(SymmetryGroup function, NetworkWeights weights, double tolerance)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(weights);
        NetworkWeights core = weights.Clone();
        bool reduced = true;
        while (reduced)
        {
            reduced = false;
            for (int l = core.HiddenLayers - 1; l >= 0; l--)
            {
                int unit = 0;
                while (unit < core.Widths[l + 1])
                {
                    if (Absorb(function, core, l, unit, tolerance))
                    {
                        core = core.WithoutUnit(l, unit);
                        GaugeFixing.Normalise(function, core);
                        reduced = true;
                    }
                    else
                    {
                        unit++;
                    }
                }
            }
        }

        return core;
    }

    /// <summary>Whether the network does without the unit; what it contributes then stands elsewhere.</summary>
    private static bool Absorb(SymmetryGroup function, NetworkWeights core, int l, int unit, double tolerance)
    {
        bool fixedOutgoing = core.HasFixedOutput && l == core.HiddenLayers - 1;
        double outgoingTolerance = tolerance * Math.Max(1, core.LargestOf(l + 1));
        double incomingTolerance = tolerance * Math.Max(1, core.LargestOf(l));
        bool isDead = !fixedOutgoing && core.LargestInColumn(l + 1, unit) <= outgoingTolerance;
        if (isDead)
        {
            return true;
        }

        if (core.LargestInRow(l, unit) <= incomingTolerance)
        {
            double value = ValueAt(function.Network.Activation, core.Biases[l]?[unit] ?? 0);
            if (fixedOutgoing || core.Biases[l + 1] is null)
            {
                if (Math.Abs(value) <= tolerance)
                {
                    return true;
                }
            }
            else
            {
                core.AddColumnToBias(l + 1, unit, value);
                return true;
            }
        }

        for (int other = 0; other < core.Widths[l + 1]; other++)
        {
            if (other != unit && Merge(function.Layers[l], core, l, unit, other, incomingTolerance, fixedOutgoing, function.Network.Activation.Homogeneity))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Adds the contribution of <paramref name="unit"/> to <paramref name="other"/> if their incoming sides agree.</summary>
    private static bool Merge(
        LayerSymmetry layer, NetworkWeights core, int l, int unit, int other, double tolerance, bool fixedOutgoing, int homogeneity)
    {
        if (fixedOutgoing)
        {
            return MergeHomogeneous(layer, core, l, unit, other, tolerance, homogeneity);
        }

        foreach ((int sign, int halfTurns) in UnitForms.Nearest(layer.Unit, core.Biases[l]?[unit] ?? 0, core.Biases[l]?[other] ?? 0))
        {
            if (core.IncomingDifference(l, unit, sign, halfTurns * Math.PI, other) > tolerance)
            {
                continue;
            }

            if (layer.Unit == UnitSymmetry.MidFlip && sign < 0)
            {
                core.AddColumnToBias(l + 1, unit, 1);
            }

            core.AddColumn(l + 1, unit, other, layer.OutgoingSign(sign, halfTurns));
            return true;
        }

        return false;
    }

    /// <summary>
    /// With fixed output weights two parallel units of a homogeneous activation are one: their norms add to the power of the degree.
    /// </summary>
    private static bool MergeHomogeneous(
        LayerSymmetry layer, NetworkWeights core, int l, int unit, int other, double tolerance, int homogeneity)
    {
        double norm = Math.Sqrt(core.IncomingSquared(l, unit));
        double otherNorm = Math.Sqrt(core.IncomingSquared(l, other));
        if (homogeneity is not (1 or 2) || norm <= tolerance || otherNorm <= tolerance)
        {
            return false;
        }

        foreach ((int sign, _) in UnitForms.Nearest(layer.Unit, 0, 0))
        {
            double ratio = otherNorm / norm;
            if (core.IncomingDifference(l, unit, sign * ratio, 0, other) <= tolerance * Math.Max(1, otherNorm))
            {
                core.ScaleIncoming(l, other, homogeneity == 1 ? 1 + (norm / otherNorm) : Math.Sqrt(1 + (norm * norm / (otherNorm * otherNorm))));
                return true;
            }
        }

        return false;
    }

    private static double ValueAt(Activation activation, double z)
    {
        Span<LaneVector> argument = [LaneVector.Zero];
        Span<LaneVector> value = [LaneVector.Zero];
        argument[0] = System.Runtime.Intrinsics.Vector512.Create(z);
        activation.Evaluate(argument, value);
        return value[0][0];
    }

    private static int HiddenUnits(NetworkWeights weights) => weights.Widths[1..^1].Sum();
}
