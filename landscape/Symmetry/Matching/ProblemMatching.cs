using OrleansSymmetry.Landscape.Symmetry.Groups;
using OrleansSymmetry.Landscape.Symmetry.Problems;

namespace OrleansSymmetry.Landscape.Symmetry.Matching;

/// <summary>
/// One search for a symmetry of the problem that, followed by one of the network, carries a point A onto (or near) a point B.
/// Outputs, then inputs, are placed one by one; a beginning is kept only while the data allow it, while the rows of W_L and
/// the columns of W_1 agree in absolute value and order (which no numbering of hidden units changes), and while every first
/// hidden unit of B still has one of A that agrees with it on the inputs placed.
/// </summary>
internal sealed class ProblemMatching
{
    /// <summary>
    /// Two inputs whose exchange leaves A where it is, to this fraction of the bound, stand for each other: where one failed
    /// the other fails.
    /// </summary>
    private const double TwinFraction = 0.01;

    private readonly ComparableForm _a;
    private readonly ComparableForm _b;
    private readonly TableSearch _search;
    private readonly ProblemSymmetry _problem;
    private readonly double _bound;
    private readonly int _outputs;
    private readonly Dictionary<(ColumnImage, ColumnImage), bool> _twins = [];
    private readonly double[][] _spreadA;
    private readonly double[][] _spreadB;
    private readonly long _mostLeaves;

    /// <param name="a">One point.</param>
    /// <param name="b">The other.</param>
    /// <param name="problem">The symmetries of their problem.</param>
    /// <param name="bound">Largest absolute difference.</param>
    /// <param name="mostLeaves">Complete symmetries that are tried before the search gives up.</param>
    public ProblemMatching(ComparableForm a, ComparableForm b, ProblemSymmetry problem, double bound, long mostLeaves = long.MaxValue)
    {
        _a = a;
        _b = b;
        _problem = problem;
        _bound = bound;
        _search = problem.Search();
        _outputs = _search.Columns - problem.Inputs;
        _mostLeaves = mostLeaves;
        _spreadA = [.. Enumerable.Range(0, _search.Columns).Select(column => SpreadOf(a.Weights, column))];
        _spreadB = [.. Enumerable.Range(0, _search.Columns).Select(column => SpreadOf(b.Weights, column))];
    }

    /// <summary>Number of complete symmetries that were tried.</summary>
    public long Leaves { get; private set; }

    /// <summary>The symmetry of the problem that was found.</summary>
    public ProblemElement Element => _search.Element;

    /// <summary>Whether some symmetry brings A within the bound of B.</summary>
    /// <param name="distance">The distance under the symmetry that was found; infinite where there is none.</param>
    public bool TryFind(out double distance) => TryFindFrom([], out distance);

    /// <summary>As <see cref="TryFind"/>, with the first places given.</summary>
    public bool TryFindFrom(ReadOnlySpan<ColumnImage> first, out double distance)
    {
        distance = double.PositiveInfinity;
        _search.PopTo(0);
        if (!_a.Weights.Widths.AsSpan().SequenceEqual(_b.Weights.Widths))
        {
            return false;
        }

        UnitPairs? pairs = UnitPairs.All(_a, _b, _bound);
        foreach (ColumnImage image in first)
        {
            int place = _search.Depth;
            pairs = Agree(image, place) && _search.TryPush(image) ? Narrow(pairs, image, place) : null;
            if (pairs is null)
            {
                return false;
            }
        }

        return TryPlace(pairs, out distance);
    }

    // all columns placed: compare the moved A with B up to symmetries of the network
    // else, for each column that may stand in the next place:
    //   skip it where its absolute weights differ, where a twin of it has failed, or where the data refuse it
    //   strike out the pairs of first hidden units that differ on it; go on unless a unit has none left
    private bool TryPlace(UnitPairs pairs, out double distance)
    {
        distance = double.PositiveInfinity;
        if (_search.Depth == _search.Columns)
        {
            Leaves++;
            return OrbitDistance.AreWithin(_a.Moved(_search.Element), _b, _bound, out distance);
        }

        int place = _search.Depth;
        var failed = new List<ColumnImage>();
        foreach (ColumnImage image in _search.Candidates().Where(image => Agree(image, place)).ToArray())
        {
            if (Leaves >= _mostLeaves)
            {
                return false;
            }

            if (failed.Exists(earlier => AreTwins(earlier, image)) || !_search.TryPush(image))
            {
                continue;
            }

            if (Narrow(pairs, image, place) is { } narrowed && TryPlace(narrowed, out distance))
            {
                return true;
            }

            _search.PopTo(place);
            failed.Add(image);
        }

        return false;
    }

    private UnitPairs? Narrow(UnitPairs pairs, ColumnImage image, int place) =>
        place < _outputs ? pairs : pairs.Narrow(image, place - _outputs, _outputs);

    /// <summary>Whether two columns agree in absolute value and order.</summary>
    private bool Agree(ColumnImage image, int place)
    {
        double[] a = _spreadA[image.Source];
        double[] b = _spreadB[place];
        for (int i = 0; i < a.Length; i++)
        {
            if (Math.Abs(a[i] - b[i]) > _bound)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether exchanging two columns (or changing the sign of one) is a symmetry of the problem that leaves A where it is.</summary>
    private bool AreTwins(ColumnImage x, ColumnImage y)
    {
        if (!_twins.TryGetValue((x, y), out bool areTwins))
        {
            areTwins = _twins[(x, y)] = Exchange(x, y) is { } exchange
                && OrbitDistance.AreWithin(_a.Moved(exchange), _a, TwinFraction * _bound, out _);
        }

        return areTwins;
    }

    private ProblemElement? Exchange(ColumnImage x, ColumnImage y)
    {
        int sign = x.Sign * y.Sign;
        TableSearch whole = _problem.Search();
        while (whole.Depth < whole.Columns)
        {
            int place = whole.Depth;
            ColumnImage image = place == x.Source ? new ColumnImage(y.Source, sign)
                : place == y.Source ? new ColumnImage(x.Source, sign)
                : new ColumnImage(place, 1);
            if (!whole.TryPush(image))
            {
                return null;
            }
        }

        return whole.Element;
    }

    /// <summary>The absolute weights at an output (with its bias last) or an input, in ascending order.</summary>
    private double[] SpreadOf(NetworkWeights weights, int column)
    {
        bool isOutput = column < _outputs;
        int width = isOutput ? weights.Widths[^2] : weights.Widths[1];
        var spread = new double[width];
        for (int i = 0; i < width; i++)
        {
            spread[i] = Math.Abs(isOutput
                ? weights.Matrices[^1][(column * width) + i]
                : weights.Matrices[0][(i * weights.Widths[0]) + column - _outputs]);
        }

        Array.Sort(spread);
        return isOutput && weights.Biases[^1] is { } bias ? [.. spread, Math.Abs(bias[column])] : spread;
    }

    /// <summary>Which first hidden unit of A may still stand where one of B stands.</summary>
    private sealed class UnitPairs
    {
        private readonly NetworkWeights _a;
        private readonly NetworkWeights _b;
        private readonly bool _isSigned;
        private readonly double _bound;
        private readonly bool[] _mayStand;

        private UnitPairs(NetworkWeights a, NetworkWeights b, bool isSigned, double bound, bool[] mayStand)
        {
            _a = a;
            _b = b;
            _isSigned = isSigned;
            _bound = bound;
            _mayStand = mayStand;
        }

        public static UnitPairs All(ComparableForm a, ComparableForm b, double bound)
        {
            int n = a.Weights.Widths[1];
            var mayStand = new bool[n * n];
            Array.Fill(mayStand, true);
            return new UnitPairs(a.Weights, b.Weights, !a.Group.Layers[0].HasFlip, bound, mayStand);
        }

        /// <summary>The pairs that agree on one more input; null where a unit is left with none.</summary>
        public UnitPairs? Narrow(ColumnImage image, int input, int outputs)
        {
            int n = _a.Widths[1];
            int inputs = _a.Widths[0];
            int source = image.Source - outputs;
            bool[] mayStand = (bool[])_mayStand.Clone();
            var isMet = new bool[n];
            for (int unit = 0; unit < n; unit++)
            {
                double wanted = Form(_b.Matrices[0][(unit * inputs) + input]);
                bool hasOne = false;
                for (int other = 0; other < n; other++)
                {
                    ref bool pair = ref mayStand[(unit * n) + other];
                    pair = pair && Math.Abs(Form(image.Sign * _a.Matrices[0][(other * inputs) + source]) - wanted) <= _bound;
                    hasOne |= pair;
                    isMet[other] |= pair;
                }

                if (!hasOne)
                {
                    return null;
                }
            }

            return isMet.Contains(false) ? null : new UnitPairs(_a, _b, _isSigned, _bound, mayStand);
        }

        private double Form(double weight) => _isSigned ? weight : Math.Abs(weight);
    }
}
