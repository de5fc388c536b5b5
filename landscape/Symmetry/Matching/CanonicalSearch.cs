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
    private readonly double[] _tolerances;
    private readonly Candidate[][] _placed;
    private readonly OrbitMatching _symmetries;
    private Candidate[][]? _best;

    /// <summary>A search for the canonical order of a gauge-fixed point.</summary>
    public CanonicalSearch(ComparableForm form, double tolerance)
    {
        _form = form;
        _weights = form.Weights;
        _tolerances = [.. Enumerable.Range(0, _weights.HiddenLayers + 1).Select(l => tolerance * Math.Max(1, _weights.LargestOf(l)))];
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
        return [.. _best!.Select(layer => Array.ConvertAll(layer, unit => new UnitElement(unit.Unit, unit.Form)))];
    }

    // for each layer, from the input; for each place:
    //   options = candidates that tie for the place, put different numbers there, and stand in the first cell of the partition
    //   one option: it takes the place
    //   more: the order is completed with each in turn, unless a symmetry that keeps what is placed carries it to one tried before
    // Which options a place has depends on the orbit alone, not on the numbering of the units. The largest of all complete orders is kept.
    /// <summary>Fills all places from one on, on every branch.</summary>
    private void OrderFrom(Position position, UnitPartition? partition)
    {
        (int l, int place, int tie, Tie[]? ties, bool[] isUsed) = position;
        for (; l < _placed.Length; l++)
        {
            if (ties is null)
            {
                ties = TiesOf(l);
                isUsed = new bool[_placed[l].Length];
                (place, tie) = (0, 0);
            }

            for (; place < isUsed.Length; place++)
            {
                while (!ties[tie].TryNext(isUsed))
                {
                    tie++;
                }

                List<Candidate> options = Options(l, place, ties[tie], isUsed, ref partition);
                if (options.Count > 1)
                {
                    Branch(new Position(l, place, tie, ties, isUsed), partition!, options);
                    return;
                }

                isUsed[options[0].Unit] = true;
                _placed[l][place] = options[0];
            }

            ties = null;
        }

        Keep();
    }

    /// <summary>The candidates for a place that put different numbers there and that nothing tells apart.</summary>
    private List<Candidate> Options(int l, int place, Tie tie, bool[] isUsed, ref UnitPartition? partition)
    {
        var options = new List<Candidate> { tie.Items[tie.Next] };
        for (int i = tie.Next + 1; i < tie.Items.Length && !tie.IsUniform; i++)
        {
            Candidate candidate = tie.Items[i];
            if (!isUsed[candidate.Unit] && !options.Exists(earlier => HaveEqualImages(l, earlier, candidate)))
            {
                options.Add(candidate);
            }
        }

        if (options.Count == 1)
        {
            tie.IsUniform |= tie.Next == 0;
            return options;
        }

        partition ??= PartitionAsPlaced([_weights], l, place)!;
        UnitPartition known = partition;
        int first = options.Min(option => known.CellOf(l, 0, option.Unit, option.Form.Sign));
        options.RemoveAll(option => known.CellOf(l, 0, option.Unit, option.Form.Sign) != first);
        return options;
    }

    private void Branch(Position position, UnitPartition partition, List<Candidate> options)
    {
        (int l, int place, int tie, Tie[]? ties, bool[] isUsed) = position;
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
            Tie[] fresh = Array.ConvertAll(ties!, item => new Tie(item.Items) { IsUniform = item.IsUniform });
            OrderFrom(new Position(l, place + 1, tie, fresh, used), partition.With(new UnitPartition.Choice(l, option.Unit, option.Form.Sign, 0)));
        }
    }

    /// <summary>Whether a symmetry of the network that keeps what is placed carries one candidate to another.</summary>
    private bool IsCarried(int l, Candidate option, Candidate earlier, UnitPartition? twofold) =>
        twofold?.With(new UnitPartition.Choice(l, option.Unit, option.Form.Sign * earlier.Form.Sign, earlier.Unit)) is { } together
        && _symmetries.TryWithin(together, _bound)
        && earlier.Form.After(_symmetries.FormAt(l, earlier.Unit)) == option.Form;

    private UnitPartition? PartitionAsPlaced(NetworkWeights[] networks, int layer, int place) => UnitPartition.AsPlaced(
        networks, _form.Group.Layers, _tolerances, layer, place, (l, i) => ChoiceOf(l, _placed[l][i], networks.Length));

    // Of one network the form that was chosen has a cell for itself; of the network twice, every unit is its own partner.
    private static UnitPartition.Choice ChoiceOf(int l, Candidate placed, int networks) =>
        new(l, placed.Unit, networks == 1 ? placed.Form.Sign : 1, placed.Unit);

    /// <summary>All units of a layer with the signs they may take, those that tie side by side, in descending order.</summary>
    private Tie[] TiesOf(int l)
    {
        var found = new List<Candidate>();
        for (int unit = 0; unit < _placed[l].Length; unit++)
        {
            AddSigns(l, unit, found);
        }

        Candidate[] candidates = [.. found];
        int[] cuts = [.. TieCuts.Sort(candidates.AsSpan(), new Keys(this, l)), candidates.Length];
        return [.. cuts.Select((end, k) => new Tie(candidates[(k == 0 ? 0 : cuts[k - 1])..end]))];
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
        int entries = KeyLength(l);
        for (int e = 0; e < entries && comparison == 0; e++)
        {
            double difference = KeyEntry(l, plain, e) - KeyEntry(l, flipped, e);
            comparison = Math.Abs(difference) > ToleranceAt(l, e) ? Math.Sign(difference) : 0;
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
        var form = new UnitForm(sign, sign < 0 && layer.HasPhase ? TurnsOfMirror(layer.Unit, sign * biases![unit]) : 0);
        int columns = _weights.Widths[l];
        var incoming = new double[IncomingLength(l)];
        ReadOnlySpan<double> row = _weights.Matrices[l].AsSpan(unit * columns, columns);
        for (int c = 0; c < columns; c++)
        {
            incoming[c] = l == 0 ? sign * row[c] : sign * _placed[l - 1][c].Outgoing * row[_placed[l - 1][c].Unit];
        }

        if (biases is not null)
        {
            incoming[columns] = form.Apply(biases[unit]);
        }

        return new Candidate(unit, form, form.Outgoing(layer.Unit), incoming);
    }

    /// <summary>Half turns that belong to the mirrored form of a phase: one where the outgoing weights are fixed, else what brings the bias back.</summary>
    private static int TurnsOfMirror(UnitSymmetry unit, double mirroredBias) =>
        unit == UnitSymmetry.FixedPhase
            ? 1 + GaugeFixing.HalfTurnsToReduce(unit, mirroredBias + Math.PI)
            : GaugeFixing.HalfTurnsToReduce(unit, mirroredBias);

    /// <summary>Entries that a unit is ordered by: incoming weights, then outgoing ones, for the last layer as they are, else by size.</summary>
    private int KeyLength(int l) => IncomingLength(l) + _weights.Widths[l + 2];

    private int IncomingLength(int l) => _weights.Widths[l] + (_weights.Biases[l] is null ? 0 : 1);

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

    private double ToleranceAt(int l, int entry) => _tolerances[entry < IncomingLength(l) ? l : l + 1];

    /// <summary>Whether two candidates put the same numbers in a place.</summary>
    private bool HaveEqualImages(int l, Candidate x, Candidate y)
    {
        for (int c = 0; c < x.Incoming.Length; c++)
        {
            if (Math.Abs(x.Incoming[c] - y.Incoming[c]) > _tolerances[l])
            {
                return false;
            }
        }

        for (int r = 0; r < _weights.Widths[l + 2]; r++)
        {
            if (Math.Abs(OutgoingEntry(l, x, r) - OutgoingEntry(l, y, r)) > _tolerances[l + 1])
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
                int entries = l == _placed.Length - 1 ? KeyLength(l) : x.Incoming.Length;
                for (int e = 0; e < entries; e++)
                {
                    double difference = KeyEntry(l, x, e) - KeyEntry(l, y, e);
                    if (Math.Abs(difference) > ToleranceAt(l, e))
                    {
                        return difference > 0;
                    }
                }
            }
        }

        return false;
    }

    /// <summary>What the candidates of a layer are ordered by.</summary>
    private readonly struct Keys(CanonicalSearch search, int layer) : ITieKeys<Candidate>
    {
        public int Entries => search.KeyLength(layer);

        public double Entry(Candidate item, int entry) => search.KeyEntry(layer, item, entry);

        public double Tolerance(int entry) => search.ToleranceAt(layer, entry);
    }

    /// <summary>A unit in a form, the factor this puts on its outgoing weights, and its incoming weights and bias in the order of the layer below.</summary>
    private sealed record Candidate(int Unit, UnitForm Form, int Outgoing, double[] Incoming);

    /// <summary>How far an order is filled: a place of a layer, the tie that comes next, and the units that have a place.</summary>
    private readonly record struct Position(int Layer, int Place, int Tie, Tie[]? Ties, bool[] IsUsed);

    /// <summary>Candidates that tie in what they are ordered by.</summary>
    private sealed class Tie(Candidate[] items)
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
