using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Formats;
using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Paths;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Symmetry.Gauge;
using OrleansSymmetry.Landscape.Symmetry.Groups;
using OrleansSymmetry.Landscape.Symmetry.Moves;

namespace OrleansSymmetry.Landscape.Questions;

/// <summary>All that is known of a class: the first part is its spectrum and its runs, the others are ridges.</summary>
internal sealed class ShowWork : IGeometryWork
{
    /// <summary>Seeds that are listed.</summary>
    private const int MostSeeds = 1_000;

    /// <summary>Pairs of units that are looked at.</summary>
    private const int MostPairs = 5_000;

    /// <summary>Ridges that are listed.</summary>
    private const int MostRidges = 200;

    private const int PairsPerPart = 64;

    private readonly GeometryInput _input;
    private readonly ClassReport _class;
    private readonly ClassPoints _points;
    private readonly Lazy<double[]> _theta;
    private readonly Lazy<List<Pair>> _pairs;
    private readonly long _pairCount;

    /// <param name="question">The question, checked.</param>
    /// <param name="input">What it is answered from.</param>
    public ShowWork(ShowQuestion question, GeometryInput input)
    {
        _input = input;
        _points = new ClassPoints(input);
        _class = _points.Find(question.Class);
        _theta = new Lazy<double[]>(() => _points.Canonical(_class));
        _pairs = new Lazy<List<Pair>>(() => Closest(NetworkWeights.Read(input.Landscape.Network, _theta.Value)));
        _pairCount = Hidden.Sum(layer => (long)layer.Outputs * (layer.Outputs - 1) / 2);
    }

    /// <inheritdoc/>
    public int PartCount => 1 + (int)((Math.Min(_pairCount, MostPairs) + PairsPerPart - 1) / PairsPerPart);

    private IEnumerable<Layer> Hidden => _input.Landscape.Network.Layers.Take(_input.Landscape.Network.HiddenLayers);

    /// <inheritdoc/>
    public byte[] Compute(int part, CancellationToken cancellation) => part == 0
        ? GeometryJson.WritePart(new Origin(Spectrum(), [.. new ClassMembers(_input).Seeds(_class).Take(MostSeeds)]))
        : GeometryJson.WritePart(Ridges(_pairs.Value.Skip((part - 1) * PairsPerPart).Take(PairsPerPart), cancellation));

    /// <inheritdoc/>
    public byte[] Assemble(IReadOnlyList<byte[]> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        Origin origin = GeometryJson.ReadPart<Origin>(parts[0]);
        ShowRidge[] ridges = [.. parts.Skip(1).SelectMany(part => GeometryJson.ReadPart<ShowRidge[]>(part))];
        LossLandscape landscape = _input.Landscape;
        return GeometryJson.WriteAnswer(new ShowAnswer(
            _class,
            _input.Report.Id,
            _input.Landscape.Spec.Network.Activation,
            SweepWords.Heads.WordFor(_input.Landscape.Spec.Network.Output),
            _input.Report.Group,
            [.. Layers()],
            Reduction.WastedPlaces(SymmetryGroup.OfFunction(landscape), landscape.Units.ToNatural(_theta.Value), landscape.Spec.Tolerance.Distance)?
                .Select(units => (IReadOnlyList<int>)[.. units.Select(unit => unit + 1)]).ToArray(),
            origin.Eigenvalues,
            _class.Hits,
            origin.Seeds,
            [.. HeightOrder.Of(ridges, ridge => ridge.Height).Take(MostRidges)],
            _pairCount,
            ridges.Length));
    }

    // The pairs whose exchange moves the weights least, in the order of layer and units.
    private static List<Pair> Closest(NetworkWeights weights)
    {
        var pairs = new List<Pair>();
        for (int l = 0; l < weights.HiddenLayers; l++)
        {
            for (int first = 0; first < weights.Widths[l + 1]; first++)
            {
                for (int second = first + 1; second < weights.Widths[l + 1]; second++)
                {
                    pairs.Add(new Pair(l + 1, first + 1, second + 1, Squared(weights, l, first, second)));
                }
            }
        }

        return [.. pairs.OrderBy(pair => pair.Squared).Take(MostPairs).OrderBy(pair => (pair.Layer, pair.First, pair.Second))];
    }

    private static double Squared(NetworkWeights weights, int l, int first, int second)
    {
        int columns = weights.Widths[l];
        double sum = 0;
        for (int c = 0; c < columns; c++)
        {
            double difference = weights.Matrices[l][(first * columns) + c] - weights.Matrices[l][(second * columns) + c];
            sum += difference * difference;
        }

        if (weights.Biases[l] is { } bias)
        {
            sum += (bias[first] - bias[second]) * (bias[first] - bias[second]);
        }

        int width = weights.Widths[l + 1];
        for (int r = 0; r < weights.Widths[l + 2]; r++)
        {
            double difference = weights.Matrices[l + 1][(r * width) + first] - weights.Matrices[l + 1][(r * width) + second];
            sum += difference * difference;
        }

        return sum;
    }

    private double[]? Spectrum() => _input.Landscape.Network.ParameterCount <= ClassesArchive.MostSpectrumParameters && _class.Verified
        ? new ClassSpectrum(_input.Landscape).At(_points.Stored(_class))
        : null;

    private ShowRidge[] Ridges(IEnumerable<Pair> some, CancellationToken cancellation)
    {
        Pair[] pairs = [.. some];
        SymmetryGroup group = SymmetryGroup.Of(_input.Landscape);
        var evaluation = new LineEvaluation(_input.Landscape.CreateObjective());
        double[] theta = _theta.Value;
        Line[] lines = [.. pairs.Select(pair => new Line(theta, MoveElement.Of(group, Move.Exchange(pair.Layer, pair.First, pair.Second)).Apply(theta)))];
        return [.. LinePeak.Of(evaluation, lines, cancellation).Zip(pairs, (peak, pair) => new ShowRidge(
            pair.Layer,
            pair.First,
            pair.Second,
            peak.Height,
            peak.Height is null ? null : peak.At,
            PointSurvey.Finite(peak.Losses[LinePeak.Intervals / 2])))];
    }

    private IEnumerable<ShowLayer> Layers()
    {
        NetworkWeights weights = NetworkWeights.Read(_input.Landscape.Network, _theta.Value);
        return _input.Landscape.Network.Layers.Select((layer, l) =>
            new ShowLayer(layer.Inputs, layer.Outputs, !layer.HasWeights, weights.Matrices[l], weights.Biases[l]));
    }

    private sealed record Origin(double[]? Eigenvalues, long[] Seeds);

    private sealed record Pair(int Layer, int First, int Second, double Squared);
}
