using OrleansSymmetry.Landscape.Assignment;
using OrleansSymmetry.Landscape.Randomness;
using OrleansSymmetry.Landscape.Symmetry.Gauge;
using OrleansSymmetry.Landscape.Symmetry.Groups;

namespace OrleansSymmetry.Landscape.Paths;

/// <summary>
/// Looks for the symmetry g that brings a point B closest to a point A, min |A - g B|^2 (weight matching; Ainsworth, Hayase and
/// Srinivasa 2022, arXiv 2209.04836), over permutations of units with the sign and half turns of each; scales are balanced before.
/// With the layers around it held, a layer's best matching is a linear assignment. Layers of which no two are neighbours are
/// therefore solved exactly when the others are enumerated; where that is too much, layer after layer is matched anew until nothing
/// changes, from several starts.
/// </summary>
internal sealed class WeightMatching
{
    /// <summary>Elements of the enumerated layers up to which all are tried: 5 units with flips have 3840.</summary>
    private const int MostEnumerated = 4_000;

    /// <summary>Random starts of the descent, besides the matching of the incoming weights, that of the outgoing ones, and none.</summary>
    private const int RandomStarts = 5;

    /// <summary>Rounds of a descent: each one lowers the distance, and it ends in some few.</summary>
    private const int MostRounds = 100;

    /// <summary>A squared distance is lower than another only by more than this part of the squared norms: less is rounding.</summary>
    private const double Rounding = 1e-13;

    private readonly SymmetryGroup _group;
    private readonly NetworkWeights _a;
    private readonly NetworkWeights _b;
    private readonly double _negligible;
    private readonly double[] _point;
    private readonly List<Found> _found = [];

    private WeightMatching(SymmetryGroup group, ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        _group = group;
        _point = b.ToArray();
        _a = Centred(group, a);
        _b = Centred(group, b);
        _negligible = Rounding * Math.Max(1, SquaredNorm(_a) + SquaredNorm(_b));
    }

    /// <summary>Alignments of B with A, the closest first.</summary>
    /// <param name="group">The network's group.</param>
    /// <param name="a">P entries, in the gauge of <see cref="GaugeFixing.Balanced"/>.</param>
    /// <param name="b">P entries, in the same gauge.</param>
    /// <param name="most">How many at most, 1 or more: the closest one need not have the lowest barrier.</param>
    /// <param name="cancellation">Looked at between assignments.</param>
    public static IReadOnlyList<Alignment> Find(SymmetryGroup group, ReadOnlySpan<double> a, ReadOnlySpan<double> b, int most, CancellationToken cancellation)
    {
        var matching = new WeightMatching(group, a, b);
        bool isOptimal = matching.TryEnumerate(cancellation);
        if (!isOptimal)
        {
            matching.Descend(cancellation);
        }

        return
        [
            .. matching.Closest(most).Select((found, rank) =>
                new Alignment(found.Element, Math.Sqrt(found.Squared), isOptimal && rank == 0 && !group.MixesUnits)),
        ];
    }

    // Elements that take B to one and the same point, as where units are equal, count once. Their distances are equal too, so a
    // point need be compared with those of its own distance alone.
    private List<Image> Closest(int most)
    {
        var closest = new List<Image>();
        foreach (Found found in _found.OrderBy(found => found.Squared))
        {
            var element = new GroupElement(_group, found.Units);
            var image = new Image(found.Squared, element, element.Apply(_point));
            bool isNew = true;
            for (int i = closest.Count - 1; isNew && i >= 0 && found.Squared - closest[i].Squared <= _negligible; i--)
            {
                isNew = SquaredDistance(image.Point, closest[i].Point) > _negligible;
            }

            if (isNew)
            {
                closest.Add(image);
            }

            if (closest.Count == most)
            {
                break;
            }
        }

        return closest;
    }

    // Biases behind sigmoid units at the units' middle, where flips are changes of sign alone.
    private static NetworkWeights Centred(SymmetryGroup group, ReadOnlySpan<double> theta)
    {
        NetworkWeights weights = NetworkWeights.Read(group.Network, theta);
        for (int l = 0; l < group.Layers.Count; l++)
        {
            for (int i = 0; i < group.Layers[l].Width && group.Layers[l].Unit == UnitSymmetry.MidFlip; i++)
            {
                weights.AddColumnToBias(l + 1, i, 0.5);
            }
        }

        return weights;
    }

    private static double SquaredNorm(NetworkWeights weights)
    {
        double sum = 0;
        for (int l = 0; l < weights.Matrices.Length; l++)
        {
            for (int row = 0; row < weights.Widths[l + 1]; row++)
            {
                sum += weights.IncomingSquared(l, row);
            }
        }

        return sum;
    }

    private UnitElement[][] Identity() => [.. _group.Layers.Select(layer => UnitElement.IdentityOf(layer.Width))];

    // A small group is gone through whole. Else every second layer is, whichever half is less; the others are exact by assignment.
    private bool TryEnumerate(CancellationToken cancellation)
    {
        int[] all = [.. Enumerable.Range(0, _group.Layers.Count)];
        if (Elements(all) <= MostEnumerated)
        {
            Enumerate(all, 0, Identity(), cancellation);
            return true;
        }

        int[] even = [.. Enumerable.Range(0, _group.Layers.Count).Where(int.IsEvenInteger)];
        int[] odd = [.. Enumerable.Range(0, _group.Layers.Count).Where(int.IsOddInteger)];
        int[] enumerated = Elements(odd) <= Elements(even) ? odd : even;
        if (Elements(enumerated) > MostEnumerated)
        {
            return false;
        }

        Enumerate(enumerated, 0, Identity(), cancellation);
        return true;
    }

    private double Elements(int[] layers)
    {
        double count = 1;
        foreach (LayerSymmetry layer in layers.Select(l => _group.Layers[l]))
        {
            int forms = UnitForm.Nearest(layer.Unit, 0, 0).Length;
            for (int i = 1; i <= layer.Width; i++)
            {
                count *= (double)forms * i;
            }
        }

        return count;
    }

    private void Enumerate(int[] layers, int depth, UnitElement[][] units, CancellationToken cancellation)
    {
        if (depth < layers.Length)
        {
            EnumerateUnits(layers, depth, units, 0, new bool[units[layers[depth]].Length], cancellation);
            return;
        }

        cancellation.ThrowIfCancellationRequested();
        for (int l = 0; l < units.Length; l++)
        {
            if (!layers.Contains(l))
            {
                Match(l, units, usesIncoming: true, usesOutgoing: true);
            }
        }

        Keep(units);
    }

    private void EnumerateUnits(int[] layers, int depth, UnitElement[][] units, int place, bool[] isTaken, CancellationToken cancellation)
    {
        int l = layers[depth];
        if (place == units[l].Length)
        {
            Enumerate(layers, depth + 1, units, cancellation);
            return;
        }

        for (int source = 0; source < isTaken.Length; source++)
        {
            if (isTaken[source])
            {
                continue;
            }

            isTaken[source] = true;
            foreach (UnitForm form in UnitForm.Nearest(_group.Layers[l].Unit, Bias(_b, l, source), Bias(_a, l, place)).ToArray())
            {
                units[l][place] = new UnitElement(source, form);
                EnumerateUnits(layers, depth, units, place + 1, isTaken, cancellation);
            }

            isTaken[source] = false;
        }
    }

    private void Descend(CancellationToken cancellation)
    {
        UnitElement[][] forward = Identity();
        UnitElement[][] backward = Identity();
        for (int l = 0; l < forward.Length; l++)
        {
            Match(l, forward, usesIncoming: true, usesOutgoing: false);
            int last = forward.Length - 1 - l;
            Match(last, backward, usesIncoming: _group.Network.FixedOutputWeights && l == 0, usesOutgoing: true);
        }

        Descend(forward, cancellation);
        Descend(backward, cancellation);
        Descend(Identity(), cancellation);
        for (int start = 0; start < RandomStarts; start++)
        {
            Descend(Shuffled(new CounterStream((ulong)start, StreamPurpose.SearchStarts)), cancellation);
        }
    }

    private UnitElement[][] Shuffled(CounterStream stream)
    {
        UnitElement[][] units = Identity();
        foreach (UnitElement[] layer in units)
        {
            for (int i = layer.Length - 1; i > 0; i--)
            {
                int j = (int)(stream.NextUniform() * (i + 1));
                (layer[i], layer[j]) = (layer[j], layer[i]);
            }
        }

        return units;
    }

    private void Descend(UnitElement[][] units, CancellationToken cancellation)
    {
        double squared = Squared(units);
        for (int round = 0; round < MostRounds; round++)
        {
            for (int l = 0; l < units.Length; l++)
            {
                cancellation.ThrowIfCancellationRequested();
                Match(l, units, usesIncoming: true, usesOutgoing: true);
            }

            double now = Squared(units);
            if (!(now < squared - _negligible))
            {
                break;
            }

            squared = now;
        }

        Keep(units);
    }

    private void Keep(UnitElement[][] units) => _found.Add(new Found(Squared(units), [.. units.Select(layer => (UnitElement[])layer.Clone())]));

    private static double SquaredDistance(double[] x, double[] y)
    {
        double sum = 0;
        for (int p = 0; p < x.Length; p++)
        {
            sum = Math.FusedMultiplyAdd(x[p] - y[p], x[p] - y[p], sum);
        }

        return sum;
    }

    // The best matching of one layer while the others stand.
    private void Match(int l, UnitElement[][] units, bool usesIncoming, bool usesOutgoing)
    {
        int n = units[l].Length;
        var costs = new double[n * n];
        var forms = new UnitElement[n * n];
        for (int place = 0; place < n; place++)
        {
            for (int source = 0; source < n; source++)
            {
                double best = double.PositiveInfinity;
                foreach (UnitForm form in UnitForm.Nearest(_group.Layers[l].Unit, Bias(_b, l, source), Bias(_a, l, place)))
                {
                    var unit = new UnitElement(source, form);
                    double cost = (usesIncoming ? Incoming(l, place, unit, units) : 0) + (usesOutgoing ? Outgoing(l, place, unit, units) : 0);
                    if (cost < best)
                    {
                        best = cost;
                        forms[(place * n) + source] = unit;
                    }
                }

                costs[(place * n) + source] = best;
            }
        }

        var sourceOf = new int[n];
        LinearAssignment.Solve(costs, sourceOf);
        for (int place = 0; place < n; place++)
        {
            units[l][place] = forms[(place * n) + sourceOf[place]];
        }
    }

    private double Incoming(int l, int place, UnitElement unit, UnitElement[][] units)
    {
        int columns = _a.Widths[l];
        double difference = Bias(_a, l, place) - unit.Form.Apply(Bias(_b, l, unit.Source));
        double sum = difference * difference;
        for (int c = 0; c < columns; c++)
        {
            UnitElement from = l == 0 ? UnitElement.Identity(c) : units[l - 1][c];
            int factor = unit.Form.Sign * (l == 0 ? 1 : from.Form.Outgoing(_group.Layers[l - 1].Unit));
            difference = _a.Matrices[l][(place * columns) + c] - (factor * _b.Matrices[l][(unit.Source * columns) + from.Source]);
            sum = Math.FusedMultiplyAdd(difference, difference, sum);
        }

        return sum;
    }

    private double Outgoing(int l, int place, UnitElement unit, UnitElement[][] units)
    {
        bool isLast = l == units.Length - 1;
        int columns = _a.Widths[l + 1];
        int outgoing = unit.Form.Outgoing(_group.Layers[l].Unit);
        double sum = 0;
        for (int r = 0; r < _a.Widths[l + 2] && !(isLast && _a.HasFixedOutput); r++)
        {
            UnitElement to = isLast ? UnitElement.Identity(r) : units[l + 1][r];
            double difference = _a.Matrices[l + 1][(r * columns) + place]
                - (to.Form.Sign * outgoing * _b.Matrices[l + 1][(to.Source * columns) + unit.Source]);
            sum = Math.FusedMultiplyAdd(difference, difference, sum);
        }

        return sum;
    }

    // |A - g B|^2: every hidden layer's incoming side, and the output layer.
    private double Squared(UnitElement[][] units)
    {
        double sum = 0;
        for (int l = 0; l < units.Length; l++)
        {
            for (int place = 0; place < units[l].Length; place++)
            {
                sum += Incoming(l, place, units[l][place], units);
            }
        }

        for (int place = 0; place < units[^1].Length; place++)
        {
            sum += Outgoing(units.Length - 1, place, units[^1][place], units);
        }

        for (int r = 0; r < _a.Widths[^1] && _a.Biases[^1] is not null; r++)
        {
            double difference = _a.Biases[^1]![r] - _b.Biases[^1]![r];
            sum += difference * difference;
        }

        return sum;
    }

    private static double Bias(NetworkWeights weights, int l, int unit) => weights.Biases[l]?[unit] ?? 0;

    /// <summary>A symmetry that was tried, and how far from A it takes B.</summary>
    private sealed record Found(double Squared, UnitElement[][] Units);

    /// <summary>A symmetry, and where it takes B.</summary>
    private sealed record Image(double Squared, GroupElement Element, double[] Point);
}

/// <summary>A symmetry that brings one point close to another.</summary>
/// <param name="Element">g.</param>
/// <param name="Distance">|A - g B|_2, in coordinates on which g acts by permutations, signs and shifts (biases behind sigmoid units at the units'
/// middle).</param>
/// <param name="IsOptimal">Whether no symmetry brings it closer.</param>
internal sealed record Alignment(GroupElement Element, double Distance, bool IsOptimal);
