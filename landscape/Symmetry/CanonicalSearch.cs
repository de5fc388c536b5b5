namespace OrleansSymmetry.Landscape.Symmetry;

/// <summary>
/// Orders the units layer by layer from the input. With the layer below in its final order, incoming weights are comparable
/// vectors: each unit takes the sign that makes its own the larger, and units are sorted by them, largest first, then by
/// what is known of their outgoing weights. Units and signs that remain tied are tried in turn (individualisation), and
/// the order that makes the whole network largest is kept; candidates that put the same numbers in a place are one.
/// </summary>
internal sealed class CanonicalSearch
{
    private readonly ComparableForm _form;
    private readonly NetworkWeights _weights;

    // Per layer, since a gauge of unit rows moves all the scale of a deep network into its last layer.
    private readonly double[] _ties;
    private readonly Candidate[][] _placed;
    private UnitElement[][]? _best;
    private double[]? _bestEntries;

    /// <summary>A search for the canonical order of a gauge-fixed point.</summary>
    public CanonicalSearch(ComparableForm form, double tolerance)
    {
        _form = form;
        _weights = form.Weights;
        _ties = [.. Enumerable.Range(0, _weights.HiddenLayers + 1).Select(l => tolerance * Math.Max(1, LargestEntry(l)))];
        _placed = new Candidate[_weights.HiddenLayers][];
        for (int l = 0; l < _placed.Length; l++)
        {
            _placed[l] = new Candidate[_weights.Widths[l + 1]];
        }
    }

    /// <summary>Per hidden layer, what stands at each place of the canonical form.</summary>
    public IReadOnlyList<UnitElement[]> Best()
    {
        OrderLayer(0);
        return _best!;
    }

    private void OrderLayer(int l)
    {
        if (l == _placed.Length)
        {
            Keep();
            return;
        }

        var candidates = new List<Candidate>();
        for (int unit = 0; unit < _placed[l].Length; unit++)
        {
            candidates.AddRange(SignsOf(l, unit));
        }

        FillPlace(l, 0, Split(candidates, 0, l), new bool[_placed[l].Length]);
    }

    /// <summary>Tries every distinct candidate of the first group that still has one.</summary>
    private void FillPlace(int l, int place, List<List<Candidate>> groups, bool[] isUsed)
    {
        if (place == isUsed.Length)
        {
            OrderLayer(l + 1);
            return;
        }

        List<Candidate> group = groups.First(group => group.Exists(candidate => !isUsed[candidate.Unit]));
        var tried = new List<Candidate>();
        foreach (Candidate candidate in group)
        {
            if (isUsed[candidate.Unit] || tried.Exists(earlier => Compare(earlier.Image, candidate.Image, TieOf(candidate, l)) == 0))
            {
                continue;
            }

            tried.Add(candidate);
            isUsed[candidate.Unit] = true;
            _placed[l][place] = candidate;
            FillPlace(l, place + 1, groups, isUsed);
            isUsed[candidate.Unit] = false;
        }
    }

    /// <summary>The unit with the sign that makes its key larger; with both where they tie.</summary>
    private IEnumerable<Candidate> SignsOf(int l, int unit)
    {
        Candidate plain = CandidateOf(l, unit, 1);
        if (!_form.Group.Layers[l].HasFlip)
        {
            return [plain];
        }

        Candidate flipped = CandidateOf(l, unit, -1);
        Func<int, double> tie = TieOf(plain, l);
        int comparison = Compare(plain.Key, flipped.Key, tie);
        bool isSame = comparison == 0 && Compare(plain.Image, flipped.Image, tie) == 0;
        return isSame || comparison > 0 ? [plain] : comparison < 0 ? [flipped] : [plain, flipped];
    }

    private Candidate CandidateOf(int l, int unit, int sign)
    {
        LayerSymmetry layer = _form.Group.Layers[l];
        double? bias = _weights.Biases[l] is { } biases ? sign * biases[unit] : null;
        int halfTurns = sign < 0 && layer.HasPhase ? TurnsOfMirror(layer.Unit, bias!.Value) : 0;
        int outgoing = layer.OutgoingSign(sign, halfTurns);
        var incoming = new List<double>();
        int columns = _weights.Widths[l];
        for (int c = 0; c < columns; c++)
        {
            (int source, int factor) = l == 0 ? (c, 1) : (_placed[l - 1][c].Unit, _placed[l - 1][c].Outgoing);
            incoming.Add(sign * factor * _weights.Matrices[l][(unit * columns) + source]);
        }

        if (bias is { } value)
        {
            incoming.Add(value + (halfTurns * Math.PI));
        }

        int width = _weights.Widths[l + 1];
        IEnumerable<double> column = Enumerable.Range(0, _weights.Widths[l + 2]).Select(r => outgoing * _weights.Matrices[l + 1][(r * width) + unit]);
        double[] image = [.. incoming, .. column];
        bool isLast = l == _placed.Length - 1;
        double[] key = isLast ? image : [.. incoming, .. column.Select(Math.Abs).Order()];
        return new Candidate(unit, sign, halfTurns, outgoing, [.. incoming], key, image);
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
    private List<List<Candidate>> Split(List<Candidate> candidates, int entry, int l)
    {
        if (candidates.Count <= 1 || entry == candidates[0].Key.Length)
        {
            return [candidates];
        }

        double tie = TieOf(candidates[0], l)(entry);
        var groups = new List<List<Candidate>>();
        List<Candidate> group = [];
        foreach (Candidate candidate in candidates.OrderByDescending(candidate => candidate.Key[entry]))
        {
            if (group.Count > 0 && group[^1].Key[entry] - candidate.Key[entry] > tie)
            {
                groups.AddRange(Split(group, entry + 1, l));
                group = [];
            }

            group.Add(candidate);
        }

        groups.AddRange(Split(group, entry + 1, l));
        return groups;
    }

    /// <summary>What counts as a tie at each entry of a unit's key or image: incoming weights first, then outgoing ones.</summary>
    private Func<int, double> TieOf(Candidate candidate, int l) => entry => _ties[entry < candidate.Incoming.Length ? l : l + 1];

    private double LargestEntry(int l)
    {
        IEnumerable<double> entries = _weights.Matrices[l].Concat(_weights.Biases[l] ?? []);
        return entries.Max(Math.Abs);
    }

    private static int Compare(double[] x, double[] y, Func<int, double> tie)
    {
        for (int i = 0; i < x.Length; i++)
        {
            if (Math.Abs(x[i] - y[i]) > tie(i))
            {
                return x[i].CompareTo(y[i]);
            }
        }

        return 0;
    }

    private void Keep()
    {
        int last = _placed.Length - 1;
        double[] entries = [.. _placed.SelectMany((layer, l) => layer.SelectMany(unit => l == last ? unit.Image : unit.Incoming))];
        double[] ties = [.. _placed.SelectMany((layer, l) => layer.SelectMany(
            unit => Enumerable.Range(0, (l == last ? unit.Image : unit.Incoming).Length).Select(TieOf(unit, l))))];
        if (_bestEntries is null || Compare(entries, _bestEntries, i => ties[i]) > 0)
        {
            _bestEntries = entries;
            _best = [.. _placed.Select(layer => layer.Select(unit => new UnitElement(unit.Unit, unit.Sign, unit.HalfTurns, 1)).ToArray())];
        }
    }

    /// <summary>
    /// A unit with a sign: what it is ordered by, and all that it puts in a place (incoming weights, bias, outgoing weights).
    /// Outgoing weights stand in the old order of the next layer.
    /// </summary>
    private sealed record Candidate(int Unit, int Sign, int HalfTurns, int Outgoing, double[] Incoming, double[] Key, double[] Image);
}
