using System.Globalization;
using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Landscape.Randomness;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Training;

namespace OrleansSymmetry.Landscape.Published;

/// <summary>
/// The linear autoencoder of rank 2 on covariance diag(4, 3, 2, 1): no local minimum but the global one, and one class of saddles
/// for each choice of principal directions. Minima are found by training; critical points are set down as the theorem gives
/// them, moved along their orbits by random matrices, and put through the same verification and census as trained ones.
/// </summary>
public sealed class BaldiHornik : Verification
{
    private const int Inputs = 4;
    private const int Rank = 2;
    private const int Seeds = 512;
    private const int CopiesOfEach = 8;
    private const double LossTolerance = 1e-9;

    /// <summary>Least determinant of the random matrices: their inverses stay near 1 in size.</summary>
    private const double WellConditioned = 0.5;

    private static readonly double[] Variances = [4, 3, 2, 1];

    /// <inheritdoc/>
    public override string Name => "baldi-hornik";

    /// <inheritdoc/>
    public override string Claim => "A linear autoencoder has one class of minima, its principal subspace; every other critical point is a saddle.";

    /// <inheritdoc/>
    public override string Source => "Baldi and Hornik, Neural Networks 2, 53 (1989)";

    /// <inheritdoc/>
    public override IEnumerable<Comparison> Run(SeedTraining training)
    {
        ArgumentNullException.ThrowIfNull(training);
        LossLandscape landscape = SeedTraining.Landscapes("""
            { 'name': 'baldi-hornik', 'problem': { 'kind': 'autoencoder', 'covariance': [4, 3, 2, 1] }, 'network': { 'hidden': [2] }, 'seeds': '0..0',
              'train': [ { 'method': 'adam', 'steps': 1000, 'step': 0.02 }, { 'method': 'newton', 'steps': 200, 'gradient': 1e-11 } ] }
            """)[0].Landscape;
        const string Trained = "trained from random weights";
        LandscapeReport trained = SeedTraining.Census(landscape, Modulo.Network, training.Train(Trained, landscape, 0, Seeds));
        yield return Comparison.Of(
            Trained, "runs that ended in a minimum", Said.Count(trained.Ended.Minimum), Said.Count(Seeds), trained.Ended.Minimum == Seeds);
        yield return Comparison.Of(Trained, "classes", Said.Count(trained.Classes.Count), "1", trained.Classes.Count == 1);
        yield return Comparison.Of(
            Trained, "loss", Said.Decimals(trained.Classes[0].Loss, 9), $"1.5 +- {Said.Scientific(LossTolerance)}",
            Math.Abs(trained.Classes[0].Loss - 1.5) <= LossTolerance);

        RunRecord[] runs = Records(landscape);
        LandscapeReport census = SeedTraining.Census(landscape, Modulo.Network, runs);
        foreach (CriticalPoint point in CriticalPoints())
        {
            ClassReport[] found = [.. census.Classes.Where(found => found.RepresentativeSeed == point.FirstSeed)];
            string computed = found.Length == 1
                ? string.Create(CultureInfo.InvariantCulture, $"F {found[0].Loss:F9}, {found[0].Kind}, index {found[0].Index}, "
                    + $"zero modes {found[0].ZeroModes}, {found[0].Hits} copies")
                : "no class of its own";
            bool isMet = found.Length == 1
                && Math.Abs(found[0].Loss - point.Loss) <= LossTolerance
                && found[0].Index == point.Index
                && found[0].ZeroModes == point.ZeroModes
                && found[0].Hits == CopiesOfEach
                && found[0].Kind == (point.Index == 0 ? "minimum" : "saddle");
            yield return Comparison.Of(
                point.Name,
                "class",
                computed,
                string.Create(CultureInfo.InvariantCulture, $"F {point.Loss}, index {point.Index}, zero modes {point.ZeroModes}, {CopiesOfEach} copies"),
                isMet);
        }

        yield return Comparison.Of(
            "all critical points", "classes", Said.Count(census.Classes.Count), Said.Count(CriticalPoints().Count()),
            census.Classes.Count == CriticalPoints().Count());
    }

    /// <summary>
    /// A critical point: A B is the projector on some principal directions. F is half the variance that is left out. A
    /// direction that is in and one of larger variance that is out can be exchanged downhill; so can a direction that is out take a
    /// free rank, in each of its two copies per missing rank. The orbit has the dimension of GL(2) less the stabiliser's, (2 - rank)^2.
    /// </summary>
    private sealed record CriticalPoint(int[] Directions, long FirstSeed)
    {
        public double Loss => (Variances.Sum() - Directions.Sum(i => Variances[i])) / 2;

        public int Index =>
            Directions.Sum(inside => Enumerable.Range(0, inside).Count(outside => !Directions.Contains(outside)))
            + ((Rank - Directions.Length) * (Inputs - Directions.Length));

        public int ZeroModes => (Rank * Rank) - ((Rank - Directions.Length) * (Rank - Directions.Length));

        public string Name => Directions.Length == 0
            ? "the origin"
            : $"directions {string.Join(", ", Directions.Select(i => Variances[i].ToString(CultureInfo.InvariantCulture)))}";
    }

    private static IEnumerable<CriticalPoint> CriticalPoints()
    {
        IEnumerable<int[]> subsets = Enumerable.Range(0, 1 << Inputs)
            .Select(bits => Enumerable.Range(0, Inputs).Where(i => (bits >> i & 1) == 1).ToArray())
            .Where(directions => directions.Length <= Rank)
            .OrderByDescending(directions => directions.Length)
            .ThenByDescending(directions => directions.Sum(i => Variances[i]));
        return subsets.Select((directions, i) => new CriticalPoint(directions, i * CopiesOfEach));
    }

    private static RunRecord[] Records(LossLandscape landscape)
    {
        SeedRun[] runs = [.. CriticalPoints().SelectMany(point =>
            Enumerable.Range(0, CopiesOfEach).Select(copy => new SeedRun(point.FirstSeed + copy, Weights(point.Directions, point.FirstSeed + copy))))];
        return BlockTrainer.VerifyEnds(landscape, runs, CancellationToken.None);
    }

    /// <summary>B = G [e_i'], A = [e_i] G^-1 with G a random matrix of rank 2; rows and columns of a missing rank are 0 before G.</summary>
    private static double[] Weights(int[] directions, long seed)
    {
        var stream = new CounterStream((ulong)seed, StreamPurpose.OrbitMoves);
        double[] g;
        double determinant;
        do
        {
            g = [stream.NextNormal(), stream.NextNormal(), stream.NextNormal(), stream.NextNormal()];
            determinant = (g[0] * g[3]) - (g[1] * g[2]);
        }
        while (Math.Abs(determinant) < WellConditioned);

        double[] inverse = [g[3] / determinant, -g[1] / determinant, -g[2] / determinant, g[0] / determinant];
        var encoder = new double[Rank * Inputs];
        var decoder = new double[Inputs * Rank];
        for (int r = 0; r < directions.Length; r++)
        {
            for (int unit = 0; unit < Rank; unit++)
            {
                encoder[(unit * Inputs) + directions[r]] = g[(unit * Rank) + r];
                decoder[(directions[r] * Rank) + unit] = inverse[(r * Rank) + unit];
            }
        }

        return [.. encoder, .. decoder];
    }
}
