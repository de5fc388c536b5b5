using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Symmetry.Groups;

namespace OrleansSymmetry.Landscape.Symmetry.Gauge;

/// <summary>Picks one point of the continuous part of an orbit.</summary>
public static class GaugeFixing
{
    /// <summary>
    /// How far below its interval a phase may lie: optima with a bias of exactly 0 are common by symmetry,
    /// and rounding must not throw them to the other end.
    /// </summary>
    private const double PhaseMargin = 1e-6;

    /// <summary>A sweep of <see cref="Balanced"/> that changes no scale by more than this ends it: a few units of rounding.</summary>
    private const double BalanceTolerance = 1e-14;

    /// <summary>Most sweeps of <see cref="Balanced"/>. Each one halves the imbalance at least, roughly; one suffices for one hidden layer.</summary>
    private const int BalanceSweeps = 200;

    /// <summary>
    /// Gauge for comparison: incoming (w, b) of norm 1 where scales are free, rows of a softmax head of mean 0,
    /// biases of sin in [0, pi) (or, with fixed output weights, in [-pi/2, 3 pi/2)), both less <see cref="PhaseMargin"/>.
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
                double scale = UnitScale(layer, weights, l, i);
                int halfTurns = layer.HasPhase ? HalfTurnsToReduce(layer.Unit, weights.Biases[l]![i]) : 0;
                units[l][i] = new UnitElement(i, new UnitForm(1, halfTurns), scale);
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
        if (group.DecidedOn == DecidedOn.Product)
        {
            return LinearNetwork.Balanced(group, theta);
        }

        if (group.DecidedOn == DecidedOn.Form)
        {
            return QuadraticForm.Balanced(group, theta);
        }

        NetworkWeights weights = NetworkWeights.Read(group.Network, theta);
        if (group.CentresSoftmax)
        {
            CentreSoftmax(group, weights);
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

    /// <summary>Takes the mean off the rows of the last layer, in place.</summary>
    internal static void CentreSoftmax(SymmetryGroup group, NetworkWeights weights) =>
        GroupElement.ShiftRows(weights, CentringShift(group.Network, weights.ToTheta(group.Network)));

    /// <summary>Brings every unit of weights that may have lost units into the gauge of <see cref="Unit"/>, in place.</summary>
    internal static void Normalise(SymmetryGroup group, NetworkWeights weights)
    {
        for (int l = 0; l < group.Layers.Count; l++)
        {
            LayerSymmetry layer = group.Layers[l];
            for (int i = 0; i < weights.Widths[l + 1] && (layer.ScaleDegree > 0 || layer.HasPhase); i++)
            {
                ScaleUnit(weights, l, i, UnitScale(layer, weights, l, i), layer.ScaleDegree);
                int halfTurns = layer.HasPhase ? HalfTurnsToReduce(layer.Unit, weights.Biases[l]![i]) : 0;
                if (halfTurns != 0)
                {
                    weights.Biases[l]![i] += halfTurns * Math.PI;
                    weights.ScaleColumn(l + 1, i, new UnitForm(1, halfTurns).Outgoing(layer.Unit));
                }
            }
        }
    }

    /// <summary>t with t^(2 + 2k) = ratio, for k = 1 and 2.</summary>
    private static double RootOf(double ratio, int degree) => degree switch
    {
        1 => Math.Sqrt(Math.Sqrt(ratio)),
        2 => IntegerRoot.Of(Math.Sqrt(ratio), 3),
        _ => throw new NotSupportedException($"Activations of homogeneity {degree} have no balanced form here; 1 and 2 have."),
    };

    /// <summary>The scale that makes (w, b) a unit vector; 1 where no scale is free or (w, b) vanishes.</summary>
    private static double UnitScale(LayerSymmetry layer, NetworkWeights weights, int l, int unit)
    {
        double inverse = layer.ScaleDegree > 0 ? 1 / Math.Sqrt(weights.IncomingSquared(l, unit)) : 1;
        return double.IsNormal(inverse) ? inverse : 1;
    }

    private static void ScaleUnit(NetworkWeights weights, int layer, int unit, double scale, int degree)
    {
        weights.ScaleIncoming(layer, unit, scale);
        for (int k = 0; k < degree; k++)
        {
            weights.ScaleColumn(layer + 1, unit, 1 / scale);
        }
    }

    /// <summary>Half turns that bring a bias into its interval.</summary>
    internal static int HalfTurnsToReduce(UnitSymmetry unit, double bias) => unit == UnitSymmetry.Phase
        ? -(int)Math.Floor((bias + PhaseMargin) / Math.PI)
        : -2 * (int)Math.Floor((bias + PhaseMargin + (Math.PI / 2)) / (2 * Math.PI));

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
