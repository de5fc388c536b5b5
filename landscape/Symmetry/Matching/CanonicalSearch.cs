using OrleansSymmetry.Landscape.Symmetry.Gauge;
using OrleansSymmetry.Landscape.Symmetry.Groups;

namespace OrleansSymmetry.Landscape.Symmetry.Matching;

/// <summary>
/// Orders the units layer by layer from the input. With the layer below in its final order, incoming weights are comparable
/// vectors: each unit takes the sign that makes its own the larger, and units are sorted by them, largest first, then by
/// what is known of their outgoing weights. Units and signs that remain tied are told apart by the partition of units; where that
/// does not tell either, each in turn is put first (individualisation and refinement), less those that a symmetry of the
/// network carries to one tried before, and the order that makes the whole network largest is kept.
/// </summary>
internal sealed class CanonicalSearch
{
    private readonly ComparableForm _form;
    private readonly NetworkWeights _weights;
    private readonly double _bound;

    // Per layer, since a gauge of unit rows moves all the scale of a deep network into its last layer.
    private readonly double[] _ties;
    private readonly Candidate[][] _placed;
    private readonly OrbitMatching _symmetries;
    private Candidate[][]? _best;

    /// <summary>A search for the canonical order of a gauge-fixed point.</summary>
    public CanonicalSearch(ComparableForm form, double tolerance)
    {
        _form = form;
        _weights = form.Weights;
        _ties = [.. Enumerable.Range(0, _weights.HiddenLayers + 1).Select(l => tolerance * Math.Max(1, _weights.LargestOf(l)))];
        _bound = tolerance * OrbitDistance.Scale(form, form);
        _symmetries = new OrbitMatching(form, form);
        _placed = new Candidate[_weights.HiddenLayers][];
        for (int l = 0; l < _placed.Length; l++)
        {
            _placed[l] = new Candidate[_weights.Widths[l + 1]];
        }
    }

    /// <summary>Number of complete orders that were compared: one, unless units tie that no symmetry connects.</summary>
    public int Orders { get; private set; }

    /// <summary>Per hidden layer, what stands at each place of the canonical form.</summary>
    public IReadOnlyList<UnitElement[]> Best()
    {
        OrderFrom(new Position(0, 0, 0, null, []), null);
        return [.. _best!.Select(layer => Array.ConvertAll(layer, unit => new UnitElement(unit.Unit, unit.Sign, unit.HalfTurns, 1)))];
    }

    /// <summary>Fills all places from one on, on every branch.</summary>
    private void OrderFrom(Position position, UnitPartition? partition)
    {
        (int l, int place, int group, Group[]? groups, bool[] isUsed) = position;
        for (; l < _placed.Length; l++)
        {
            if (groups is null)
            {
                groups = GroupsOf(l);
                isUsed = new bool[_placed[l].Length];
                (place, group) = (0, 0);
            }

            for (; place < isUsed.Length; place++)
            {
                while (!groups[group].TryNext(isUsed))
                {
                    group++;
                }

                List<Candidate> options = Options(l, place, groups[group], isUsed, ref partition);
                if (options.Count > 1)
                {
                    Branch(new Position(l, place, group, groups, isUsed), partition!, options);
                    return;
                }

                isUsed[options[0].Unit] = true;
                _placed[l][place] = options[0];
            }

            groups = null;
        }

        Keep();
    }

    /// <summary>The candidates for a place that put different numbers there and that nothing tells apart.</summary>
    private List<Candidate> Options(int l, int place, Group group, bool[] isUsed, ref UnitPartition? partition)
    {
        var options = new List<Candidate> { group.Items[group.Next] };
        for (int i = group.Next + 1; i < group.Items.Length && !group.IsUniform; i++)
        {
            Candidate candidate = group.Items[i];
            if (!isUsed[candidate.Unit] && !options.Exists(earlier => HaveEqualImages(l, earlier, candidate)))
            {
                options.Add(candidate);
            }
        }

        if (options.Count == 1)
        {
            group.IsUniform |= group.Next == 0;
            return options;
        }

        partition ??= PartitionAsPlaced([_weights], l, place)!;
        UnitPartition known = partition;
        int first = options.Min(option => known.CellOf(l, 0, option.Unit, option.Sign));
        options.RemoveAll(option => known.CellOf(l, 0, option.Unit, option.Sign) != first);
        return options;
    }

    private void Branch(Position position, UnitPartition partition, List<Candidate> options)
    {
        (int l, int place, int group, Group[]? groups, bool[] isUsed) = position;
        UnitPartition? twofold = PartitionAsPlaced([_weights, _weights], l, place);
        var tried = new List<Candidate>();
        foreach (Candidate option in options)
        {
            if (tried.Exists(earlier => IsCarried(l, option, earlier, twofold)))
            {
                continue;
            }

            tried.Add(option);
            var used = (bool[])isUsed.Clone();
            used[option.Unit] = true;
            _placed[l][place] = option;
            Group[] fresh = Array.ConvertAll(groups!, item => new Group(item.Items) { IsUniform = item.IsUniform });
            OrderFrom(new Position(l, place + 1, group, fresh, used), partition.With(new UnitPartition.Choice(l, option.Unit, option.Sign, 0)));
        }
    }

    /// <summary>Whether a symmetry of the network that keeps what is placed carries one candidate to another.</summary>
    private bool IsCarried(int l, Candidate option, Candidate earlier, UnitPartition? twofold) =>
        twofold?.With(new UnitPartition.Choice(l, option.Unit, option.Sign * earlier.Sign, earlier.Unit)) is { } together
        && _symmetries.TryWithin(together, _bound)
        && _symmetries.FormAt(l, earlier.Unit) is (int sign, int halfTurns)
        && earlier.Sign * sign == option.Sign
        && (earlier.Sign * halfTurns) + earlier.HalfTurns == option.HalfTurns;

    private UnitPartition? PartitionAsPlaced(NetworkWeights[] networks, int layer, int place)
    {
        var choices = new List<UnitPartition.Choice>();
        for (int l = 0; l <= layer; l++)
        {
            int count = l < layer ? _placed[l].Length : place;
            for (int i = 0; i < count; i++)
            {
                Candidate placed = _placed[l][i];
                choices.Add(new UnitPartition.Choice(l, placed.Unit, networks.Length == 1 ? placed.Sign : 1, placed.Unit));
            }
        }

        return UnitPartition.Of(networks, _form.Group.Layers, _ties)?.With([.. choices]);
    }

    /// <summary>All units of a layer with the signs they may take, in groups of descending keys.</summary>
    private Group[] GroupsOf(int l)
    {
        var candidates = new List<Candidate>();
        for (int unit = 0; unit < _placed[l].Length; unit++)
        {
            AddSigns(l, unit, candidates);
        }

        var groups = new List<Group>();
        Split(l, [.. candidates], 0, groups);
        return [.. groups];
    }

    /// <summary>The unit with the sign that makes its key larger; with both where they tie and are not the same.</summary>
    private void AddSigns(int l, int unit, List<Candidate> candidates)
    {
        Candidate plain = CandidateOf(l, unit, 1);
        if (!_form.Group.Layers[l].HasFlip)
        {
            candidates.Add(plain);
            return;
        }

        Candidate flipped = CandidateOf(l, unit, -1);
        int comparison = 0;
        int entries = KeyLength(l, plain);
        for (int e = 0; e < entries && comparison == 0; e++)
        {
            double difference = KeyEntry(l, plain, e) - KeyEntry(l, flipped, e);
            comparison = Math.Abs(difference) > TieAt(l, plain, e) ? Math.Sign(difference) : 0;
        }

        if (comparison >= 0)
        {
            candidates.Add(plain);
        }

        if (comparison < 0 || (comparison == 0 && !HaveEqualImages(l, plain, flipped)))
        {
            candidates.Add(flipped);
        }
    }

    private Candidate CandidateOf(int l, int unit, int sign)
    {
        LayerSymmetry layer = _form.Group.Layers[l];
        double[]? biases = _weights.Biases[l];
        int halfTurns = sign < 0 && layer.HasPhase ? TurnsOfMirror(layer.Unit, sign * biases![unit]) : 0;
        int columns = _weights.Widths[l];
        var incoming = new double[columns + (biases is null ? 0 : 1)];
        ReadOnlySpan<double> row = _weights.Matrices[l].AsSpan(unit * columns, columns);
        for (int c = 0; c < columns; c++)
        {
            incoming[c] = l == 0 ? sign * row[c] : sign * _placed[l - 1][c].Outgoing * row[_placed[l - 1][c].Unit];
        }

        if (biases is not null)
        {
            incoming[columns] = (sign * biases[unit]) + (halfTurns * Math.PI);
        }

        return new Candidate(unit, sign, halfTurns, layer.OutgoingSign(sign, halfTurns), incoming);
    }

    /// <summary>Half turns that belong to the mirrored form of a phase: one where the outgoing weights are fixed, else what brings the bias back.</summary>
    private static int TurnsOfMirror(UnitSymmetry unit, double mirroredBias) =>
        unit == UnitSymmetry.FixedPhase
            ? 1 + GaugeFixing.HalfTurnsToReduce(unit, mirroredBias + Math.PI)
            : GaugeFixing.HalfTurnsToReduce(unit, mirroredBias);

    /// <summary>
    /// Groups in descending order. Entry by entry, a group is cut where sorted values are more than a tie apart,
    /// which depends on the set of units alone.
    /// </summary>
    private void Split(int l, Candidate[] candidates, int entry, List<Group> groups)
    {
        while (candidates.Length > 1 && entry < KeyLength(l, candidates[0]) && Spread(l, candidates, entry) <= TieAt(l, candidates[0], entry))
        {
            entry++;
        }

        if (candidates.Length <= 1 || entry == KeyLength(l, candidates[0]))
        {
            groups.Add(new Group(candidates));
            return;
        }

        double[] keys = Array.ConvertAll(candidates, candidate => -KeyEntry(l, candidate, entry));
        Array.Sort(keys, candidates);
        int first = 0;
        for (int at = 1; at <= candidates.Length; at++)
        {
            if (at == candidates.Length || keys[at] - keys[at - 1] > TieAt(l, candidates[0], entry))
            {
                Split(l, candidates[first..at], entry + 1, groups);
                first = at;
            }
        }
    }

    private double Spread(int l, Candidate[] candidates, int entry)
    {
        double least = double.PositiveInfinity;
        double largest = double.NegativeInfinity;
        foreach (Candidate candidate in candidates)
        {
            double value = KeyEntry(l, candidate, entry);
            least = Math.Min(least, value);
            largest = Math.Max(largest, value);
        }

        return largest - least;
    }

    /// <summary>Entries that a unit is ordered by: incoming weights, then outgoing ones, for the last layer as they are, else by size.</summary>
    private int KeyLength(int l, Candidate candidate) => candidate.Incoming.Length + _weights.Widths[l + 2];

    private double KeyEntry(int l, Candidate candidate, int entry)
    {
        int row = entry - candidate.Incoming.Length;
        return row < 0 ? candidate.Incoming[entry]
            : l == _placed.Length - 1 ? OutgoingEntry(l, candidate, row)
            : _form.SortedOutgoing[l][(candidate.Unit * _weights.Widths[l + 2]) + row];
    }

    /// <summary>An outgoing weight, in the old order of the next layer.</summary>
    private double OutgoingEntry(int l, Candidate candidate, int row) =>
        candidate.Outgoing * _weights.Matrices[l + 1][(row * _weights.Widths[l + 1]) + candidate.Unit];

    private double TieAt(int l, Candidate candidate, int entry) => _ties[entry < candidate.Incoming.Length ? l : l + 1];

    /// <summary>Whether two candidates put the same numbers in a place.</summary>
    private bool HaveEqualImages(int l, Candidate x, Candidate y)
    {
        for (int c = 0; c < x.Incoming.Length; c++)
        {
            if (Math.Abs(x.Incoming[c] - y.Incoming[c]) > _ties[l])
            {
                return false;
            }
        }

        for (int r = 0; r < _weights.Widths[l + 2]; r++)
        {
            if (Math.Abs(OutgoingEntry(l, x, r) - OutgoingEntry(l, y, r)) > _ties[l + 1])
            {
                return false;
            }
        }

        return true;
    }

    private void Keep()
    {
        Orders++;
        if (_best is null || IsLarger())
        {
            _best = Array.ConvertAll(_placed, layer => (Candidate[])layer.Clone());
        }
    }

    private bool IsLarger()
    {
        for (int l = 0; l < _placed.Length; l++)
        {
            for (int place = 0; place < _placed[l].Length; place++)
            {
                Candidate x = _placed[l][place];
                Candidate y = _best![l][place];
                int entries = l == _placed.Length - 1 ? KeyLength(l, x) : x.Incoming.Length;
                for (int e = 0; e < entries; e++)
                {
                    double difference = KeyEntry(l, x, e) - KeyEntry(l, y, e);
                    if (Math.Abs(difference) > TieAt(l, x, e))
                    {
                        return difference > 0;
                    }
                }
            }
        }

        return false;
    }

    /// <summary>A unit with a sign, the factor this puts on its outgoing weights, and its incoming weights and bias in the order of the layer below.</summary>
    private sealed record Candidate(int Unit, int Sign, int HalfTurns, int Outgoing, double[] Incoming);

    /// <summary>How far an order is filled: a place of a layer, the group that comes next, and the units that have a place.</summary>
    private readonly record struct Position(int Layer, int Place, int Group, Group[]? Groups, bool[] IsUsed);

    /// <summary>Candidates that tie in what they are ordered by.</summary>
    private sealed class Group(Candidate[] items)
    {
        public Candidate[] Items { get; } = items;

        /// <summary>The first item whose unit is free.</summary>
        public int Next { get; private set; }

        /// <summary>Whether all items are known to put the same numbers in a place.</summary>
        public bool IsUniform { get; set; }

        public bool TryNext(bool[] isUsed)
        {
            while (Next < Items.Length && isUsed[Items[Next].Unit])
            {
                Next++;
            }

            return Next < Items.Length;
        }
    }
}
