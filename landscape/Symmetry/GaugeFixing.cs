using OrleansSymmetry.Landscape.Networks;

namespace OrleansSymmetry.Landscape.Symmetry;

/// <summary>Picks one point of the continuous part of an orbit.</summary>
public static class GaugeFixing
{
    /// <summary>A sweep of <see cref="Balanced"/> that changes no scale by more than this ends it: a few units of rounding.</summary>
    private const double BalanceTolerance = 1e-14;

    /// <summary>Most sweeps of <see cref="Balanced"/>. Each one halves the imbalance at least, roughly; one suffices for one hidden layer.</summary>
    private const int BalanceSweeps = 200;

    /// <summary>
    /// Gauge for comparison: incoming (w, b) of norm 1 where scales are free, rows of a softmax head of mean 0,
    /// biases of sin in [0, pi) (or, with fixed output weights, in [-pi/2, 3 pi/2)).
    /// </summary>
    /// <returns>The fixed point and the group element that leads there.</returns>
    public static (double[] Theta, GroupElement Element) Unit(SymmetryGroup group, ReadOnlySpan<double> theta)
    {
        ArgumentNullException.ThrowIfNull(group);
        NetworkWeights weights = NetworkWeights.Read(group.Network, theta);
        var units = new UnitElement[group.Layers.Count][];
        for (int l = 0; l < units.Length; l++)
        {
            LayerSymmetry layer = group.Layers[l];
            units[l] = new UnitElement[layer.Width];
            for (int i = 0; i < layer.Width; i++)
            {
                double norm = layer.ScaleDegree > 0 ? Math.Sqrt(weights.IncomingSquared(l, i)) : 0;
                double scale = norm > 0 && double.IsNormal(1 / norm) ? 1 / norm : 1;
                int halfTurns = layer.HasPhase ? HalfTurnsToReduce(layer.Unit, weights.Biases[l]![i]) : 0;
                units[l][i] = new UnitElement(i, 1, halfTurns, scale);
                ScaleUnit(weights, l, i, scale, layer.ScaleDegree);
            }
        }

        var scaled = new GroupElement(group, units);
        GroupElement element = group.CentresSoftmax
            ? new GroupElement(group, units, CentringShift(group.Network, scaled.Apply(theta)))
            : scaled;
        return (element.Apply(theta), element);
    }

    /// <summary>
    /// Gauge for anything that depends on scale, such as a spectrum: every free scale is chosen so that |theta| is least
    /// (k |a|^2 = |(w, b)|^2 for homogeneity k), and the rows of a softmax head have mean 0. Uses square roots and
    /// arithmetic alone, so its bits are the same everywhere.
    /// </summary>
    /// <returns>The balanced point; a copy of theta where no gauge is free.</returns>
    public static double[] Balanced(SymmetryGroup group, ReadOnlySpan<double> theta)
    {
        ArgumentNullException.ThrowIfNull(group);
        NetworkWeights weights = NetworkWeights.Read(group.Network, theta);
        if (group.CentresSoftmax)
        {
            GroupElement.ShiftRows(weights, CentringShift(group.Network, theta));
        }

        bool moved = group.Layers.Any(layer => layer.ScaleDegree > 0);
        for (int sweep = 0; moved && sweep < BalanceSweeps; sweep++)
        {
            moved = false;
            for (int l = 0; l < group.Layers.Count; l++)
            {
                int degree = group.Layers[l].ScaleDegree;
                for (int i = 0; degree > 0 && i < group.Layers[l].Width; i++)
                {
                    double incoming = weights.IncomingSquared(l, i);
                    double outgoing = weights.ColumnSquared(l + 1, i);
                    double ratio = degree * outgoing / incoming;
                    if (!double.IsNormal(ratio))
                    {
                        continue;
                    }

                    double scale = RootOf(ratio, degree);
                    moved |= Math.Abs(scale - 1) > BalanceTolerance;
                    ScaleUnit(weights, l, i, scale, degree);
                }
            }
        }

        return weights.ToTheta(group.Network);
    }

    /// <summary>t with t^(2 + 2k) = ratio, for k = 1 and 2.</summary>
    private static double RootOf(double ratio, int degree) => degree switch
    {
        1 => Math.Sqrt(Math.Sqrt(ratio)),
        2 => CubeRoot(Math.Sqrt(ratio)),
        _ => throw new NotSupportedException($"Activations of homogeneity {degree} have no balanced form here; 1 and 2 have."),
    };

    /// <summary>Newton's iteration from above; Math.Cbrt differs between platforms.</summary>
    private static double CubeRoot(double value)
    {
        double root = Math.Max(1, value);
        while (true)
        {
            double next = ((2 * root) + (value / (root * root))) / 3;
            if (next >= root)
            {
                return root;
            }

            root = next;
        }
    }

    private static void ScaleUnit(NetworkWeights weights, int layer, int unit, double scale, int degree)
    {
        weights.ScaleIncoming(layer, unit, scale);
        for (int k = 0; k < degree; k++)
        {
            weights.ScaleColumn(layer + 1, unit, 1 / scale);
        }
    }

    private static int HalfTurnsToReduce(UnitSymmetry unit, double bias) => unit == UnitSymmetry.Phase
        ? -(int)Math.Floor(bias / Math.PI)
        : -2 * (int)Math.Floor((bias + (Math.PI / 2)) / (2 * Math.PI));

    private static double[] CentringShift(Network network, ReadOnlySpan<double> theta)
    {
        Layer last = network.Layers[^1];
        var shift = new double[last.Inputs + (last.HasBiases ? 1 : 0)];
        for (int o = 0; o < last.Outputs; o++)
        {
            for (int c = 0; c < last.Inputs; c++)
            {
                shift[c] -= theta[last.Weights + (o * last.Inputs) + c] / last.Outputs;
            }

            if (last.HasBiases)
            {
                shift[^1] -= theta[last.Biases + o] / last.Outputs;
            }
        }

        return shift;
    }
}
