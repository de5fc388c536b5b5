using OrleansSymmetry.Landscape.Symmetry.Gauge;
using OrleansSymmetry.Landscape.Symmetry.Groups;
using OrleansSymmetry.Landscape.Symmetry.Problems;

namespace OrleansSymmetry.Landscape.Symmetry.Matching;

/// <summary>
/// A point made ready for comparison: gauge-fixed, reduced to its core where nothing is penalised, and in coordinates on
/// which what is left of the group acts by permutations, signs and shifts, hence without changing distances. For that the
/// biases behind sigmoid units are taken at the units' middle, b + a/2 summed over units: the flip (w, b, a) -> -(w, b, a),
/// next bias += a, leaves them as they are. Where several layers have free scales all layers are brought to one size. A linear network stands here as the
/// products of its matrices
/// (<see cref="LinearNetwork.Products"/>), square units that feed one sum as their form, on which their groups do nothing at all.
/// </summary>
public sealed class ComparableForm
{
    private ComparableForm(SymmetryGroup group, NetworkWeights weights)
    {
        Group = group;
        Weights = weights;
        LargestEntry = weights.LargestEntry();
        MatrixSums = [.. weights.Matrices.Select(SumOfAbsolutes)];
        SortedOutgoing = new double[Math.Max(0, weights.HiddenLayers - 1)][];
        for (int l = 0; l < SortedOutgoing.Length; l++)
        {
            SortedOutgoing[l] = SortColumns(weights, l + 1);
        }
    }

    /// <summary>The group.</summary>
    public SymmetryGroup Group { get; }

    /// <summary>The point in these coordinates. Not to be changed.</summary>
    public NetworkWeights Weights { get; }

    /// <summary>Its largest absolute entry.</summary>
    public double LargestEntry { get; }

    /// <summary>Per matrix the sum of absolute values: equal for equal orbits, a cheap first test.</summary>
    internal double[] MatrixSums { get; }

    /// <summary>Per hidden layer but the last, [unit, n_(l+1)]: each unit's absolute outgoing weights in ascending order.</summary>
    internal double[][] SortedOutgoing { get; }

    /// <summary>Makes a point ready.</summary>
    /// <param name="group">The group.</param>
    /// <param name="theta">P entries.</param>
    /// <param name="tolerance">The relative distance at which points are equal; it also decides what counts as zero in the reduction.</param>
    public static ComparableForm Of(SymmetryGroup group, ReadOnlySpan<double> theta, double tolerance)
    {
        ArgumentNullException.ThrowIfNull(group);
        NetworkWeights weights = NetworkWeights.Read(group.Network, GaugeFixing.Unit(group, theta).Theta);
        return new ComparableForm(
            group,
            group.DecidedOn != DecidedOn.Units ? Invariants(group, weights)
                : Level(group, Centre(group, group.Penalised ? weights : Reduction.Core(group, weights, tolerance))));
    }

    /// <summary>
    /// As <see cref="Of"/> without the reduction: the full network, for its stabiliser. (Where units mix, what decides the class again: no finite stabiliser is
    /// told of.)
    /// </summary>
    public static ComparableForm OfFullNetwork(SymmetryGroup group, ReadOnlySpan<double> theta)
    {
        ArgumentNullException.ThrowIfNull(group);
        NetworkWeights weights = NetworkWeights.Read(group.Network, GaugeFixing.Unit(group, theta).Theta);
        return new ComparableForm(group, group.MixesUnits ? Invariants(group, weights) : Level(group, Centre(group, weights)));
    }

    /// <summary>The form of the point that a symmetry of the problem makes of this one's.</summary>
    internal ComparableForm Moved(ProblemElement element) => new(Group, element.Apply(Weights));

    private static NetworkWeights Invariants(SymmetryGroup group, NetworkWeights weights) => group.DecidedOn == DecidedOn.Form
        ? QuadraticForm.Invariants(weights, group.Penalised)
        : LinearNetwork.Products(weights, group.Penalised);

    private static NetworkWeights Centre(SymmetryGroup group, NetworkWeights weights)
    {
        for (int l = 0; l < group.Layers.Count; l++)
        {
            for (int i = 0; i < weights.Widths[l + 1] && group.Layers[l].Unit == UnitSymmetry.MidFlip; i++)
            {
                weights.AddColumnToBias(l + 1, i, 0.5);
            }
        }

        return weights;
    }

    /// <summary>
    /// Where several layers have free scales, unit rows have moved the scale of all of them into the last matrix. Every layer is
    /// then brought to one size, so that a distance relative to the largest entry is relative to each layer's own.
    /// </summary>
    private static NetworkWeights Level(SymmetryGroup group, NetworkWeights weights)
    {
        if (group.Layers.Count(layer => layer.ScaleDegree > 0) > 1)
        {
            double[] sizes = [.. Enumerable.Range(0, weights.Matrices.Length).Select(l => Math.Max(1, weights.LargestOf(l)))];
            double largest = sizes.Max();
            for (int l = 0; l < sizes.Length; l++)
            {
                weights.ScaleLayer(l, largest / sizes[l]);
            }
        }

        return weights;
    }

    private static double SumOfAbsolutes(double[] matrix)
    {
        double sum = 0;
        foreach (double value in matrix)
        {
            sum += Math.Abs(value);
        }

        return sum;
    }

    private static double[] SortColumns(NetworkWeights weights, int layer)
    {
        int rows = weights.Widths[layer + 1];
        int columns = weights.Widths[layer];
        var sorted = new double[rows * columns];
        for (int c = 0; c < columns; c++)
        {
            for (int r = 0; r < rows; r++)
            {
                sorted[(c * rows) + r] = Math.Abs(weights.Matrices[layer][(r * columns) + c]);
            }

            Array.Sort(sorted, c * rows, rows);
        }

        return sorted;
    }
}
