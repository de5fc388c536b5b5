using System.Numerics;
using OrleansSymmetry.Landscape.Assignment;
using OrleansSymmetry.Landscape.Symmetry.Groups;

namespace OrleansSymmetry.Landscape.Symmetry.Matching;

/// <summary>
/// One search for the symmetries that carry a point A onto (or near) a point B. Layer by layer from the input: with the
/// units below in place, a unit of A may stand where a unit of B stands if their incoming weights agree, and their outgoing
/// ones (for the last hidden layer as they are; else in absolute value and order, which no numbering of the next layer changes).
/// </summary>
internal sealed class OrbitMatching
{
    /// <summary>
    /// Two candidates for a place that put the same numbers there, to this fraction of the bound, are one candidate:
    /// trying the second changes the distance by no more than that.
    /// </summary>
    private const double TwinFraction = 0.01;

    private readonly NetworkWeights _a;
    private readonly NetworkWeights _b;
    private readonly ComparableForm _formA;
    private readonly ComparableForm _formB;
    private readonly IReadOnlyList<LayerSymmetry> _layers;
    private readonly Placement[][] _placed;

    public OrbitMatching(ComparableForm a, ComparableForm b)
    {
        _formA = a;
        _formB = b;
        _a = a.Weights;
        _b = b.Weights;
        _layers = a.Group.Layers;
        _placed = new Placement[_a.HiddenLayers + 1][];
        for (int l = 0; l < _placed.Length; l++)
        {
            _placed[l] = new Placement[_a.Widths[l]];
        }

        StayInPlace();
    }

    /// <summary>Number of candidates that were tried where several remained for a place.</summary>
    public int Trials { get; private set; }

    /// <summary>Whether the two have the same number of units everywhere; otherwise no symmetry connects them.</summary>
    public bool HasEqualWidths => _a.Widths.AsSpan().SequenceEqual(_b.Widths);

    /// <summary>
    /// The distance under the symmetry that takes the best matching of each layer in turn. Exact for one hidden layer,
    /// where it is the bottleneck assignment of units; an upper bound for more.
    /// </summary>
    /// <param name="limit">Distances above it may be answered as infinite.</param>
    public double GreedyDistance(double limit)
    {
        double distance = OutputBiasDifference();
        for (int l = 0; l < _a.HiddenLayers && distance <= limit; l++)
        {
            distance = Math.Max(distance, AssignLayer(l, limit));
        }

        return distance <= limit ? Math.Max(distance, OutputDifference()) : double.PositiveInfinity;
    }

    /// <summary>Whether some symmetry brings A within <paramref name="bound"/> of B. Exact, for any number of layers.</summary>
    /// <param name="bound">Largest absolute difference.</param>
    /// <param name="distance">The distance under the symmetry that was found.</param>
    public bool TryFind(double bound, out double distance)
    {
        distance = OutputBiasDifference();
        if (distance > bound || !TryFrom(0, 0, bound, new bool[_a.Widths[1]], null))
        {
            distance = double.PositiveInfinity;
            return false;
        }

        distance = Math.Max(distance, LargestPlacedCost());
        return true;
    }

    /// <summary>Whether some symmetry within <paramref name="bound"/> keeps to a partition of the units of A and B.</summary>
    public bool TryWithin(UnitPartition partition, double bound) => TryFrom(0, 0, bound, new bool[_a.Widths[1]], partition);

    /// <summary>The form in which the symmetry that was found puts some unit of A where a unit of B stands.</summary>
    public UnitForm FormAt(int layer, int unit) => _placed[layer + 1][unit].Form;

    /// <summary>
    /// Number of symmetries of A (A and B are one point) within <paramref name="bound"/>: the product, over all units in turn,
    /// of the number of places and forms that symmetries which keep all units before can give it (Sims 1970).
    /// </summary>
    public BigInteger CountSymmetries(double bound)
    {
        BigInteger count = BigInteger.One;
        UnitPartition? partition = null;
        for (int l = 0; l < _a.HiddenLayers; l++)
        {
            for (int unit = 0; unit < _a.Widths[l + 1]; unit++)
            {
                StayInPlace();
                var candidates = new List<Placement>();
                CollectCandidates(l, unit, bound, UsedBefore(l, unit), partition, candidates);
                int twins = candidates.RemoveAll(candidate => AreTwins(l, Placement.InPlace(unit), candidate, TwinFraction * bound));
                if (candidates.Count > 0)
                {
                    partition ??= PartitionAsPlaced(l, unit, bound)
                        ?? throw new InvalidOperationException("A network is not its own copy: an entry is not finite.");
                    count *= twins + Movable(l, unit, bound, partition, candidates);
                    partition = partition.With(new UnitPartition.Choice(l, unit, 1, unit)) ?? partition;
                }
                else
                {
                    count *= Math.Max(1, twins);
                }
            }
        }

        return count;
    }

    /// <summary>How many of the candidates some symmetry puts in the unit's place.</summary>
    private int Movable(int layer, int unit, double bound, UnitPartition partition, List<Placement> candidates)
    {
        int movable = 0;
        while (candidates.Count > 0)
        {
            Placement candidate = candidates[0];
            int alike = candidates.RemoveAll(other => AreTwins(layer, candidate, other, TwinFraction * bound));
            if (partition.With(new UnitPartition.Choice(layer, candidate.Source, candidate.Form.Sign, unit)) is { } finer)
            {
                bool[] isUsed = UsedBefore(layer, unit);
                isUsed[candidate.Source] = true;
                _placed[layer + 1][unit] = candidate;
                movable += TryFrom(layer, unit + 1, bound, isUsed, finer) ? alike : 0;
            }
        }

        return movable;
    }

    private double[] Tolerances(double bound) => [.. Enumerable.Repeat(bound, _a.Matrices.Length)];

    private void StayInPlace()
    {
        foreach (Placement[] layer in _placed)
        {
            for (int i = 0; i < layer.Length; i++)
            {
                layer[i] = Placement.InPlace(i);
            }
        }
    }

    private bool[] UsedBefore(int layer, int unit)
    {
        var isUsed = new bool[_a.Widths[layer + 1]];
        isUsed.AsSpan(0, unit).Fill(true);
        return isUsed;
    }

    // for each layer, from the input; for each place, from one on:
    //   candidates = forms of free units of A whose incoming and outgoing weights agree with those of the unit of B that stands there
    //   none: this branch fails; one: it takes the place
    //   more: try each in turn whose choice the partition of units allows
    // All incoming weights of the units placed agree to the bound. Only the outputs are left to be compared at the end.
    /// <summary>
    /// Places the units from one on. Where several candidates remain for a place, the partition of units is asked, and each
    /// choice refines it for what follows.
    /// </summary>
    private bool TryFrom(int l, int unit, double bound, bool[] isUsed, UnitPartition? partition)
    {
        var candidates = new List<Placement>();
        for (; l < _a.HiddenLayers; unit = 0)
        {
            for (; unit < isUsed.Length; unit++)
            {
                candidates.Clear();
                CollectCandidates(l, unit, bound, isUsed, partition, candidates);
                DropTwins(l, candidates, bound);
                if (candidates.Count > 1)
                {
                    return TryEach(l, unit, bound, isUsed, partition, candidates);
                }

                if (candidates.Count == 0)
                {
                    return false;
                }

                isUsed[candidates[0].Source] = true;
                _placed[l + 1][unit] = candidates[0];
            }

            l++;
            isUsed = l < _a.HiddenLayers ? new bool[_a.Widths[l + 1]] : isUsed;
        }

        return OutputDifference() <= bound;
    }

    private bool TryEach(int l, int unit, double bound, bool[] isUsed, UnitPartition? partition, List<Placement> candidates)
    {
        partition ??= PartitionAsPlaced(l, unit, bound);
        foreach (Placement candidate in candidates)
        {
            if (partition?.With(new UnitPartition.Choice(l, candidate.Source, candidate.Form.Sign, unit)) is not { } finer)
            {
                continue;
            }

            Trials++;
            var used = (bool[])isUsed.Clone();
            used[candidate.Source] = true;
            _placed[l + 1][unit] = candidate;
            if (TryFrom(l, unit + 1, bound, used, finer))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The partition with the units before one in the places that were found for them; null where that cannot be continued.</summary>
    private UnitPartition? PartitionAsPlaced(int layer, int unit, double bound) => UnitPartition.AsPlaced(
        [_a, _b], _layers, Tolerances(bound), layer, unit, (l, i) => new UnitPartition.Choice(l, _placed[l + 1][i].Source, _placed[l + 1][i].Form.Sign, i));

    /// <summary>Leaves, of candidates that put the same numbers in a place, the nearest.</summary>
    private void DropTwins(int l, List<Placement> candidates, double bound)
    {
        for (int k = 0; k < candidates.Count; k++)
        {
            for (int later = candidates.Count - 1; later > k; later--)
            {
                if (AreTwins(l, candidates[k], candidates[later], TwinFraction * bound))
                {
                    candidates.RemoveAt(later);
                }
            }
        }
    }

    /// <summary>All forms of free units of A that agree with a unit of B, nearest first.</summary>
    private void CollectCandidates(int l, int unit, double bound, bool[] isUsed, UnitPartition? partition, List<Placement> candidates)
    {
        for (int source = 0; source < isUsed.Length; source++)
        {
            if (isUsed[source])
            {
                continue;
            }

            foreach (UnitForm form in Forms(l, source, unit))
            {
                if (partition is not null && partition.CellOf(l, 0, source, form.Sign) != partition.CellOf(l, 1, unit, 1))
                {
                    continue;
                }

                Placement candidate = Cost(l, source, unit, form, bound);
                if (candidate.Cost <= bound)
                {
                    candidates.Add(candidate);
                }
            }
        }

        candidates.Sort((x, y) => x.Cost.CompareTo(y.Cost) is var byCost and not 0 ? byCost : (x.Source, -x.Form.Sign).CompareTo((y.Source, -y.Form.Sign)));
    }

    private double AssignLayer(int l, double limit)
    {
        int n = _a.Widths[l + 1];
        var costs = new double[n * n];
        var best = new Placement[n * n];
        for (int unit = 0; unit < n; unit++)
        {
            for (int source = 0; source < n; source++)
            {
                int at = (unit * n) + source;
                costs[at] = double.PositiveInfinity;
                foreach (UnitForm form in Forms(l, source, unit))
                {
                    Placement candidate = Cost(l, source, unit, form, Math.Min(limit, costs[at]));
                    if (candidate.Cost < costs[at])
                    {
                        costs[at] = candidate.Cost;
                        best[at] = candidate;
                    }
                }
            }
        }

        var assigned = new int[n];
        double bottleneck = BottleneckAssignment.Solve(costs, assigned);
        for (int unit = 0; unit < n; unit++)
        {
            _placed[l + 1][unit] = best[(unit * n) + assigned[unit]];
        }

        return bottleneck;
    }

    private ReadOnlySpan<UnitForm> Forms(int l, int source, int unit) => _layers[l].HasPhase
        ? UnitForm.Nearest(_layers[l].Unit, _a.Biases[l]![source], _b.Biases[l]![unit])
        : UnitForm.Nearest(_layers[l].Unit, 0, 0);

    /// <summary>The candidate with its cost; infinite as soon as it exceeds the limit.</summary>
    private Placement Cost(int l, int source, int unit, UnitForm form, double limit)
    {
        int outgoing = form.Outgoing(_layers[l].Unit);
        double cost = IncomingCost(l, source, unit, form, limit);
        if (cost <= limit)
        {
            cost = Math.Max(cost, l == _a.HiddenLayers - 1 ? OutgoingCost(l + 1, source, unit, outgoing) : SortedOutgoingCost(l, source, unit));
        }

        return new Placement(source, form, outgoing, cost <= limit ? cost : double.PositiveInfinity);
    }

    private double IncomingCost(int l, int source, int unit, UnitForm form, double limit)
    {
        int columns = _a.Widths[l];
        ReadOnlySpan<double> rowA = _a.Matrices[l].AsSpan(source * columns, columns);
        ReadOnlySpan<double> rowB = _b.Matrices[l].AsSpan(unit * columns, columns);
        double cost = _a.Biases[l] is { } bias
            ? Math.Abs(form.Apply(bias[source]) - _b.Biases[l]![unit])
            : 0;
        Placement[] below = _placed[l];
        int sign = form.Sign;
        for (int c = 0; c < columns && cost <= limit; c++)
        {
            cost = Math.Max(cost, Math.Abs((sign * below[c].Outgoing * rowA[below[c].Source]) - rowB[c]));
        }

        return cost;
    }

    private double OutgoingCost(int layer, int source, int unit, int outgoing)
    {
        int columns = _a.Widths[layer];
        double cost = 0;
        for (int r = 0; r < _a.Widths[layer + 1]; r++)
        {
            cost = Math.Max(cost, Math.Abs((outgoing * _a.Matrices[layer][(r * columns) + source]) - _b.Matrices[layer][(r * columns) + unit]));
        }

        return cost;
    }

    private double SortedOutgoingCost(int l, int source, int unit)
    {
        int count = _a.Widths[l + 2];
        ReadOnlySpan<double> sortedA = _formA.SortedOutgoing[l].AsSpan(source * count, count);
        ReadOnlySpan<double> sortedB = _formB.SortedOutgoing[l].AsSpan(unit * count, count);
        double cost = 0;
        for (int r = 0; r < count; r++)
        {
            cost = Math.Max(cost, Math.Abs(sortedA[r] - sortedB[r]));
        }

        return cost;
    }

    private double OutputBiasDifference()
    {
        double difference = 0;
        if (_a.Biases[^1] is { } bias)
        {
            for (int r = 0; r < bias.Length; r++)
            {
                difference = Math.Max(difference, Math.Abs(bias[r] - _b.Biases[^1]![r]));
            }
        }

        return difference;
    }

    /// <summary>The last matrix under the matching of the last hidden layer.</summary>
    private double OutputDifference()
    {
        int last = _a.HiddenLayers;
        double difference = 0;
        for (int i = 0; i < _a.Widths[last]; i++)
        {
            difference = Math.Max(difference, OutgoingCost(last, _placed[last][i].Source, i, _placed[last][i].Outgoing));
        }

        return difference;
    }

    private double LargestPlacedCost()
    {
        double largest = OutputDifference();
        for (int l = 1; l < _placed.Length; l++)
        {
            foreach (Placement placed in _placed[l])
            {
                largest = Math.Max(largest, placed.Cost);
            }
        }

        return largest;
    }

    private bool AreTwins(int l, Placement x, Placement y, double tolerance)
    {
        int columns = _a.Widths[l];
        double[] matrix = _a.Matrices[l];
        for (int c = 0; c < columns; c++)
        {
            if (Math.Abs((x.Form.Sign * matrix[(x.Source * columns) + c]) - (y.Form.Sign * matrix[(y.Source * columns) + c])) > tolerance)
            {
                return false;
            }
        }

        if (_a.Biases[l] is { } bias
            && Math.Abs(x.Form.Apply(bias[x.Source]) - (y.Form.Sign * bias[y.Source]) - (y.Form.HalfTurns * Math.PI)) > tolerance)
        {
            return false;
        }

        int width = _a.Widths[l + 1];
        double[] next = _a.Matrices[l + 1];
        for (int r = 0; r < _a.Widths[l + 2]; r++)
        {
            if (Math.Abs((x.Outgoing * next[(r * width) + x.Source]) - (y.Outgoing * next[(r * width) + y.Source])) > tolerance)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A unit of A in a place: its form, the factor that this puts on its outgoing weights, and how far it is from what stands there in B.</summary>
    private readonly record struct Placement(int Source, UnitForm Form, int Outgoing, double Cost)
    {
        public static Placement InPlace(int unit) => new(unit, UnitForm.Identity, 1, 0);
    }
}
