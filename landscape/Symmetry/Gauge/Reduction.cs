using OrleansSymmetry.Landscape.Activations;
using OrleansSymmetry.Landscape.Symmetry.Groups;

namespace OrleansSymmetry.Landscape.Symmetry.Gauge;

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

        if (function.DecidedOn == DecidedOn.Form)
        {
            return QuadraticForm.WastedUnits(weights, tolerance);
        }

        NetworkWeights core = Core(function, weights, tolerance);
        return HiddenUnits(weights) - HiddenUnits(core);
    }

    /// <summary>
    /// Which units of the network at <paramref name="theta"/> its core does without, per hidden layer, from 0; null where units mix and none is wasted by
    /// itself.
    /// </summary>
    /// <param name="function">The group without regard to the penalty: <see cref="SymmetryGroup.OfFunction"/>.</param>
    /// <param name="theta">P entries.</param>
    /// <param name="tolerance">As in <see cref="WastedUnits"/>.</param>
    public static IReadOnlyList<IReadOnlyList<int>>? WastedPlaces(SymmetryGroup function, ReadOnlySpan<double> theta, double tolerance)
    {
        ArgumentNullException.ThrowIfNull(function);
        if (function.DecidedOn != DecidedOn.Units)
        {
            return null;
        }

        NetworkWeights weights = NetworkWeights.Read(function.Network, GaugeFixing.Unit(function, theta).Theta);
        List<int>[] left = [.. weights.Widths[1..^1].Select(width => Enumerable.Range(0, width).ToList())];
        Core(function, weights, tolerance, left);
        return [.. left.Select((places, l) => (IReadOnlyList<int>)[.. Enumerable.Range(0, weights.Widths[l + 1]).Except(places)])];
    }

    /// <summary>The core of gauge-fixed weights.</summary>
    /// <param name="function">The group without regard to the penalty.</param>
    /// <param name="weights">In the gauge of <see cref="GaugeFixing.Unit"/>; not changed.</param>
    /// <param name="tolerance">What counts as zero, relative to max(1, the layer's largest parameter).</param>
    public static NetworkWeights Core(SymmetryGroup function, NetworkWeights weights, double tolerance)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(weights);
        return Core(function, weights, tolerance, [.. weights.Widths[1..^1].Select(width => Enumerable.Range(0, width).ToList())]);
    }

    // repeat until nothing is removed:
    //   upwards:   merge units that are equal up to a form; their outgoing weights add up
    //   downwards: drop units without effect; fold constant ones into the next bias
    // Units that go are taken out of the lists of those that are left. The function stays, to the tolerance.
    private static NetworkWeights Core(SymmetryGroup function, NetworkWeights weights, double tolerance, List<int>[] left)
    {
        NetworkWeights core = weights.Clone();

        // Merging equal units loses nothing, while merging similar ones or dropping a small one does. So lower layers go first, as
        // units above may turn out equal, and small units last: then the order in which units stand decides nothing.
        int[] fromInput = [.. Enumerable.Range(0, core.HiddenLayers)];
        int[] fromOutput = [.. fromInput.Reverse()];
        while (TryPass(function, ref core, left, fromInput, tolerance, MergesInto) || TryPass(function, ref core, left, fromOutput, tolerance, Drops))
        {
        }

        return core;
    }

    /// <summary>Goes through all units once and removes those that are absorbed.</summary>
    private static bool TryPass(
        SymmetryGroup function, ref NetworkWeights core, List<int>[] left, int[] layers, double tolerance, Func<Place, int, bool[], bool> absorbs)
    {
        bool removed = false;
        foreach (int l in layers)
        {
            var kept = new bool[core.Widths[l + 1]];
            Array.Fill(kept, true);
            var place = new Place(
                function, core, l, tolerance, tolerance * Math.Max(1, core.LargestOf(l)), tolerance * Math.Max(1, core.LargestOf(l + 1)));
            foreach (int unit in place.Units)
            {
                kept[unit] = !absorbs(place, unit, kept);
            }

            if (Array.IndexOf(kept, false) >= 0)
            {
                core = core.WithUnits(l, kept);
                left[l] = [.. left[l].Where((_, i) => kept[i])];
                GaugeFixing.Normalise(function, core);
                removed = true;
            }
        }

        return removed;
    }

    /// <summary>Whether the unit has no effect, or one that stands in the next biases now.</summary>
    private static bool Drops(Place place, int unit, bool[] kept)
    {
        (SymmetryGroup function, NetworkWeights core, int l, double tolerance, double incoming, double outgoing) = place;
        if (!place.HasFixedOutgoing && core.LargestInColumn(l + 1, unit) <= outgoing)
        {
            return true;
        }

        if (core.LargestInRow(l, unit) > incoming)
        {
            return false;
        }

        double value = ValueAt(function.Network.Activation, core.Biases[l]?[unit] ?? 0);
        if (place.HasFixedOutgoing || core.Biases[l + 1] is null)
        {
            return Math.Abs(value) <= tolerance;
        }

        core.AddColumnToBias(l + 1, unit, value);
        return true;
    }

    /// <summary>Whether the unit has the incoming side of another one that is kept, which then does its work too.</summary>
    private static bool MergesInto(Place place, int unit, bool[] kept)
    {
        foreach (int other in place.Units.Reverse())
        {
            if (other != unit && kept[other] && (place.HasFixedOutgoing ? MergeHomogeneous(place, unit, other) : Merge(place, unit, other)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Adds the contribution of <paramref name="unit"/> to <paramref name="other"/> if their incoming sides agree.</summary>
    private static bool Merge(Place place, int unit, int other)
    {
        (SymmetryGroup function, NetworkWeights core, int l, _, double incoming, _) = place;
        LayerSymmetry layer = function.Layers[l];
        foreach (UnitForm form in UnitForm.Nearest(layer.Unit, core.Biases[l]?[unit] ?? 0, core.Biases[l]?[other] ?? 0))
        {
            if (core.IncomingDifference(l, unit, form.Sign, form.HalfTurns * Math.PI, other, incoming) > incoming)
            {
                continue;
            }

            if (layer.Unit == UnitSymmetry.MidFlip && form.Sign < 0)
            {
                core.AddColumnToBias(l + 1, unit, 1);
            }

            core.AddColumn(l + 1, unit, other, form.Outgoing(layer.Unit));
            return true;
        }

        return false;
    }

    /// <summary>
    /// With fixed output weights two parallel units of an activation of homogeneity 1 are one, as long as both together. (Those of
    /// homogeneity 2 feed one sum, and are decided by their form.)
    /// </summary>
    private static bool MergeHomogeneous(Place place, int unit, int other)
    {
        (SymmetryGroup function, NetworkWeights core, int l, _, double incoming, _) = place;
        double norm = Math.Sqrt(core.IncomingSquared(l, unit));
        double otherNorm = Math.Sqrt(core.IncomingSquared(l, other));
        if (function.Network.Activation.Homogeneity != 1 || norm <= incoming || otherNorm <= incoming)
        {
            return false;
        }

        foreach (UnitForm form in UnitForm.Nearest(function.Layers[l].Unit, 0, 0))
        {
            // Entries are known to the tolerance; scaled up, those of the shorter unit are known to as much more.
            double ratio = otherNorm / norm;
            double allowed = incoming * Math.Max(1, ratio);
            if (core.IncomingDifference(l, unit, form.Sign * ratio, 0, other, allowed) <= allowed)
            {
                core.ScaleIncoming(l, other, 1 + (norm / otherNorm));
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

    /// <summary>A hidden layer of a core, and what counts as zero: in values, in its incoming and in its outgoing weights.</summary>
    private sealed record Place(SymmetryGroup Function, NetworkWeights Core, int Layer, double Tolerance, double Incoming, double Outgoing)
    {
        public bool HasFixedOutgoing => Core.HasFixedOutput && Layer == Core.HiddenLayers - 1;

        /// <summary>
        /// The units, those that contribute least first: of units that are equal to the tolerance only, the one that contributes most
        /// stays, wherever it stands.
        /// </summary>
        public IReadOnlyList<int> Units { get; } = [.. Enumerable.Range(0, Core.Widths[Layer + 1])
            .OrderBy(unit => Core.HasFixedOutput && Layer == Core.HiddenLayers - 1 ? Core.IncomingSquared(Layer, unit) : Core.ColumnSquared(Layer + 1, unit))];
    }
}
