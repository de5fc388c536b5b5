using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Landscape.Statistics;
using OrleansSymmetry.Landscape.Symmetry.Groups;
using OrleansSymmetry.Landscape.Symmetry.Matching;

namespace OrleansSymmetry.Landscape.Published;

/// <summary>
/// Three tanh units have 2^3 3! = 48 equivalent modes, and a coupon collector needs 48 H_48 runs to see them all. Here they
/// are collected: seed after seed, the copy of the optimum in which each run ended, until every one was met; and again.
/// </summary>
public sealed class WieseCollector : Verification
{
    private const int Seeds = 32_768;
    private const int Copies = 48;

    /// <summary>Three standard errors and a little: chance alone goes beyond once in a thousand times.</summary>
    private const double StandardErrors = 3.3;

    private const double LeastProbability = 1e-3;
    private const int Allocations = 999;

    /// <inheritdoc/>
    public override string Name => "wiese";

    /// <inheritdoc/>
    public override string Claim => "Three tanh units: 48 copies of every optimum, all found equally often; 214 runs on average until each was met.";

    /// <inheritdoc/>
    public override string Source => "Wiese, Wimmer, Papamarkou, Bischl, Guennemann and Ruegamer, ECML PKDD 2023, arXiv 2304.02902";

    /// <inheritdoc/>
    public override IEnumerable<Comparison> Run(SeedTraining training)
    {
        ArgumentNullException.ThrowIfNull(training);
        LossLandscape landscape = SeedTraining.Landscapes("""
            { 'name': 'wiese', 'problem': 'xor', 'network': { 'hidden': [3] }, 'loss': { 'kind': 'mse', 'l2': 1e-2 }, 'seeds': '0..0',
              'train': [ { 'method': 'adam', 'steps': 1000, 'step': 0.02 }, { 'method': 'newton', 'steps': 200, 'gradient': 1e-11 } ] }
            """)[0].Landscape;
        const string Subject = "XOR 2-3-1, l2 0.01";
        IReadOnlyList<RunRecord> runs = training.Train(Subject, landscape, 0, Seeds);
        CensusPartition partition = CensusPartition.Of(landscape, new OrbitMetric(), runs);
        SymmetryGroup group = SymmetryGroup.Of(landscape);
        yield return Comparison.Of(Subject, "order of the group", group.Order.ToString(null, null), "48", group.Order == Copies);

        var lengths = new List<int>();
        var shares = new Dictionary<string, long>();
        ILookup<long, RunRecord> members = runs.Where(run => run.IsCritical).ToLookup(run => partition.Find(run).Representative.Seed);
        foreach (RunRecord found in partition.Classes.Select(found => found.Representative).Where(found => HasAllCopies(landscape, group, found)))
        {
            Collect(landscape, group, members[found.Seed], lengths, shares);
        }

        int classes = shares.Count / Copies;
        yield return Comparison.Of(
            Subject, "copies met of each optimum", Said.Decimals((double)shares.Count / Math.Max(1, classes), 0), "48",
            classes > 0 && shares.Count == classes * Copies);
        foreach (IGrouping<string, KeyValuePair<string, long>> optimum in shares.GroupBy(share => share.Key.Split(' ')[0]))
        {
            double p = EqualShares.PValue([.. optimum.Select(share => share.Value)], Allocations);
            yield return Comparison.Of(
                Subject, $"hits of each copy, optimum {optimum.Key}",
                $"{optimum.Min(share => share.Value)} .. {optimum.Max(share => share.Value)}",
                $"equal; chi-square p {Said.Decimals(p, 3)}",
                p >= LeastProbability);
        }

        double wanted = Copies * Enumeration.DrawsPerCopy(Copies);
        double mean = lengths.Average();
        double error = StandardDeviation() / Math.Sqrt(lengths.Count);
        yield return Comparison.Told(Subject, "collections completed", Said.Count(lengths.Count));
        yield return Comparison.Of(
            Subject,
            "runs until all 48 were met, mean",
            $"{Said.Decimals(mean, 2)} (standard error {Said.Decimals(error, 2)})",
            $"{Said.Decimals(wanted, 5)} = 48 H_48",
            Math.Abs(mean - wanted) <= StandardErrors * error);
        yield return Comparison.Told(Subject, "shortest and longest", $"{lengths.Min()} .. {lengths.Max()}");
    }

    private static bool HasAllCopies(LossLandscape landscape, SymmetryGroup group, RunRecord found) =>
        Stabilizer.Order(ComparableForm.OfFullNetwork(group, found.Theta), landscape.Spec.Tolerance.Distance).IsOne;

    /// <summary>Collects copies of one optimum in the order of the seeds, beginning anew whenever all were met.</summary>
    private static void Collect(
        LossLandscape landscape, SymmetryGroup group, IEnumerable<RunRecord> members, List<int> lengths, Dictionary<string, long> shares)
    {
        var met = new HashSet<string>();
        int length = 0;
        RunRecord[] runs = [.. members];
        foreach (RunRecord run in runs)
        {
            (_, GroupElement? element) = CanonicalForm.Find(group, run.Theta, landscape.Spec.Tolerance.Distance);
            string copy = $"{runs[0].Seed} {string.Join(' ', element!.Units[0].Select(unit => unit.Form.Sign * (unit.Source + 1)))}";
            shares[copy] = shares.GetValueOrDefault(copy) + 1;
            met.Add(copy);
            length++;
            if (met.Count == Copies)
            {
                lengths.Add(length);
                met.Clear();
                length = 0;
            }
        }
    }

    /// <summary>Of the length of one collection: waiting times for the next new copy are geometric.</summary>
    private static double StandardDeviation()
    {
        double variance = 0;
        for (int missing = 1; missing <= Copies; missing++)
        {
            double p = (double)missing / Copies;
            variance += (1 - p) / (p * p);
        }

        return Math.Sqrt(variance);
    }
}
