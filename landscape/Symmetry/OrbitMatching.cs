namespace OrleansSymmetry.Landscape.Symmetry;

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
    private readonly Placed[][] _placed;

    public OrbitMatching(ComparableForm a, ComparableForm b)
    {
        _formA = a;
        _formB = b;
        _a = a.Weights;
        _b = b.Weights;
        _layers = a.Group.Layers;
        _placed = new Placed[_a.HiddenLayers + 1][];
        for (int l = 0; l < _placed.Length; l++)
        {
            _placed[l] = new Placed[_a.Widths[l]];
            for (int i = 0; i < _placed[l].Length; i++)
            {
                _placed[l][i] = new Placed(i, 1, 0, 1, 0);
            }
        }
    }

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
        if (distance > bound || !TryLayer(0, bound))
        {
            distance = double.PositiveInfinity;
            return false;
        }

        distance = Math.Max(distance, LargestPlacedCost());
        return true;
    }

    /// <summary>
    /// Given that everything before unit <paramref name="unit"/> of hidden layer <paramref name="layer"/> stays where it is:
    /// the number of places and forms of A's units that some symmetry of A puts there (A and B are one point).
    /// </summary>
    public int OrbitSize(int layer, int unit, double bound)
    {
        StayUpTo(layer, unit);
        int size = 0;
        var candidates = new List<Placed>();
        CollectCandidates(layer, unit, bound, UsedBefore(layer, unit), candidates);
        foreach (Placed candidate in candidates)
        {
            StayUpTo(layer, unit);
            bool stays = candidate.Source == unit && candidate is { Sign: 1, HalfTurns: 0 };
            size += stays || TryPinned(layer, unit, candidate, bound) ? 1 : 0;
        }

        return size;
    }

    private void StayUpTo(int layer, int unit)
    {
        for (int l = 0; l <= layer; l++)
        {
            int count = l < layer ? _a.Widths[l + 1] : unit;
            for (int i = 0; i < count; i++)
            {
                _placed[l + 1][i] = new Placed(i, 1, 0, 1, 0);
            }
        }
    }

    private bool[] UsedBefore(int layer, int unit)
    {
        var isUsed = new bool[_a.Widths[layer + 1]];
        isUsed.AsSpan(0, unit).Fill(true);
        return isUsed;
    }

    private bool TryPinned(int layer, int unit, Placed candidate, double bound)
    {
        bool[] isUsed = UsedBefore(layer, unit);
        isUsed[candidate.Source] = true;
        _placed[layer + 1][unit] = candidate;
        return TryUnit(layer, unit + 1, bound, isUsed);
    }

    private bool TryLayer(int l, double bound) =>
        l == _a.HiddenLayers ? OutputDifference() <= bound : TryUnit(l, 0, bound, new bool[_a.Widths[l + 1]]);

    private bool TryUnit(int l, int unit, double bound, bool[] isUsed)
    {
        if (unit == isUsed.Length)
        {
            return TryLayer(l + 1, bound);
        }

        var candidates = new List<Placed>();
        CollectCandidates(l, unit, bound, isUsed, candidates);
        for (int k = 0; k < candidates.Count; k++)
        {
            Placed candidate = candidates[k];
            bool isTwin = false;
            for (int earlier = 0; earlier < k && !isTwin; earlier++)
            {
                isTwin = AreTwins(l, candidates[earlier], candidate, TwinFraction * bound);
            }

            if (isTwin)
            {
                continue;
            }

            isUsed[candidate.Source] = true;
            _placed[l + 1][unit] = candidate;
            if (TryUnit(l, unit + 1, bound, isUsed))
            {
                return true;
            }

            isUsed[candidate.Source] = false;
        }

        return false;
    }

    /// <summary>All forms of free units of A that agree with a unit of B, nearest first.</summary>
    private void CollectCandidates(int l, int unit, double bound, bool[] isUsed, List<Placed> candidates)
    {
        for (int source = 0; source < isUsed.Length; source++)
        {
            if (isUsed[source])
            {
                continue;
            }

            foreach ((int sign, int halfTurns) in Forms(l, source, unit))
            {
                Placed candidate = Cost(l, source, unit, sign, halfTurns, bound);
                if (candidate.Cost <= bound)
                {
                    candidates.Add(candidate);
                }
            }
        }

        candidates.Sort((x, y) => x.Cost.CompareTo(y.Cost) is var byCost and not 0 ? byCost : (x.Source, -x.Sign).CompareTo((y.Source, -y.Sign)));
    }

    private double AssignLayer(int l, double limit)
    {
        int n = _a.Widths[l + 1];
        var costs = new double[n * n];
        var best = new Placed[n * n];
        for (int unit = 0; unit < n; unit++)
        {
            for (int source = 0; source < n; source++)
            {
                int at = (unit * n) + source;
                costs[at] = double.PositiveInfinity;
                foreach ((int sign, int halfTurns) in Forms(l, source, unit))
                {
                    Placed candidate = Cost(l, source, unit, sign, halfTurns, Math.Min(limit, costs[at]));
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
        if (bottleneck > limit)
        {
            return double.PositiveInfinity;
        }

        for (int unit = 0; unit < n; unit++)
        {
            _placed[l + 1][unit] = best[(unit * n) + assigned[unit]];
        }

        return bottleneck;
    }

    private ReadOnlySpan<(int Sign, int HalfTurns)> Forms(int l, int source, int unit) => _layers[l].HasPhase
        ? UnitForms.Nearest(_layers[l].Unit, _a.Biases[l]![source], _b.Biases[l]![unit])
        : UnitForms.Nearest(_layers[l].Unit, 0, 0);

    /// <summary>The candidate with its cost; infinite as soon as it exceeds the limit.</summary>
    private Placed Cost(int l, int source, int unit, int sign, int halfTurns, double limit)
    {
        int outgoing = _layers[l].OutgoingSign(sign, halfTurns);
        double cost = IncomingCost(l, source, unit, sign, halfTurns, limit);
        if (cost <= limit)
        {
            cost = Math.Max(cost, l == _a.HiddenLayers - 1 ? OutgoingCost(l + 1, source, unit, outgoing) : SortedOutgoingCost(l, source, unit));
        }

        return new Placed(source, sign, halfTurns, outgoing, cost <= limit ? cost : double.PositiveInfinity);
    }

    private double IncomingCost(int l, int source, int unit, int sign, int halfTurns, double limit)
    {
        int columns = _a.Widths[l];
        ReadOnlySpan<double> rowA = _a.Matrices[l].AsSpan(source * columns, columns);
        ReadOnlySpan<double> rowB = _b.Matrices[l].AsSpan(unit * columns, columns);
        double cost = _a.Biases[l] is { } bias
            ? Math.Abs((sign * bias[source]) + (halfTurns * Math.PI) - _b.Biases[l]![unit])
            : 0;
        Placed[] below = _placed[l];
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
            foreach (Placed placed in _placed[l])
            {
                largest = Math.Max(largest, placed.Cost);
            }
        }

        return largest;
    }

    private bool AreTwins(int l, Placed x, Placed y, double tolerance)
    {
        int columns = _a.Widths[l];
        double[] matrix = _a.Matrices[l];
        for (int c = 0; c < columns; c++)
        {
            if (Math.Abs((x.Sign * matrix[(x.Source * columns) + c]) - (y.Sign * matrix[(y.Source * columns) + c])) > tolerance)
            {
                return false;
            }
        }

        if (_a.Biases[l] is { } bias
            && Math.Abs((x.Sign * bias[x.Source]) + (x.HalfTurns * Math.PI) - (y.Sign * bias[y.Source]) - (y.HalfTurns * Math.PI)) > tolerance)
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

    /// <summary>A unit of A in a place: its form, the sign this puts on its outgoing weights, and how far it is from what stands there in B.</summary>
    private readonly record struct Placed(int Source, int Sign, int HalfTurns, int Outgoing, double Cost);
}
