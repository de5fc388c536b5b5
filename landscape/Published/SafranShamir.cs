using System.Globalization;
using System.Numerics;
using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Statistics;

namespace OrleansSymmetry.Landscape.Published;

/// <summary>
/// How often gradient descent ends in a spurious minimum of the exact Gaussian teacher-student objective, and in which:
/// by both published recipes, modulo permutations of neurons and inputs, and modulo neurons alone.
/// </summary>
/// <param name="teachers">The k to compute; null for those with published classes, 6 to 10.</param>
/// <param name="extraUnits">Student units beyond k.</param>
public sealed class SafranShamir(IReadOnlyList<int>? teachers = null, int extraUnits = 0) : Verification
{
    /// <summary>The least k: with one unit there is nothing to exchange.</summary>
    public const int LeastTeachers = 2;

    /// <summary>The largest k: a Hessian of k^2 parameters in eight lanes fits, and runs end within hours.</summary>
    public const int MostTeachers = 30;

    /// <summary>Most student units beyond k; the papers have one.</summary>
    public const int MostExtraUnits = 10;

    private const int Runs2018 = 1000;
    private const int Runs2020 = 500;

    /// <summary>A run is spurious from this loss on, as published.</summary>
    private const double SpuriousLoss = 1e-3;

    private const double LossTolerance = 1e-9;
    private const double EigenvalueTolerance = 1e-6;

    /// <summary>A difference that chance alone makes less often than this is a miss; there are some thirty comparisons by default.</summary>
    private const double LeastProbability = 1e-3;

    private const int Allocations = 9999;

    /// <summary>Beyond as many classes almost none is hit twice, and equal shares cannot be tested.</summary>
    private const int MostParts = 100_000;

    /// <summary>With so many hits per class on average a class is left out with probability e^-12.</summary>
    private const int HitsToMeetAll = 12;

    /// <inheritdoc/>
    public override string Name => "safran-shamir";

    /// <inheritdoc/>
    public override string Claim => "Gradient descent on k ReLU units with an orthonormal teacher ends in spurious minima, more often as k grows.";

    /// <inheritdoc/>
    public override string Source => "Safran and Shamir, ICML 2018, arXiv 1712.08968; Safran, Yehudai and Shamir, COLT 2021, arXiv 2006.01005";

    /// <inheritdoc/>
    public override IEnumerable<Comparison> Run(SeedTraining training)
    {
        ArgumentNullException.ThrowIfNull(training);
        foreach (int k in teachers ?? [.. SafranShamirTable.Classes.Keys.Order()])
        {
            IReadOnlyList<SafranShamirClass> published =
                extraUnits == 0 && SafranShamirTable.Classes.TryGetValue(k, out IReadOnlyList<SafranShamirClass>? known) ? known : [];
            string subject = extraUnits == 0
                ? string.Create(CultureInfo.InvariantCulture, $"k = {k}")
                : string.Create(CultureInfo.InvariantCulture, $"k = {k}, {k + extraUnits} student units");

            // The gradient of 2018 is 2 pi times ours; 1e-12 of Frobenius norm, as in 2020, follows from 1e-12 / (number of weights)^(1/2).
            LossLandscape first = Landscape(k, step: 0.1, gradient: 1e-9 / (2 * Math.PI));
            LossLandscape second = Landscape(k, step: 5.0 / k, gradient: 1e-12 / Math.Sqrt(k * (k + extraUnits)));
            IReadOnlyList<RunRecord> runs2018 = training.Train($"{subject}, recipe of 2018", first, 0, Runs2018);
            IReadOnlyList<RunRecord> runs2020 = training.Train($"{subject}, recipe of 2020", second, Runs2018, Runs2020);
            RunRecord[] all = [.. runs2018, .. runs2020];
            yield return Comparison.Of(
                subject, "runs that ended in a minimum", Said.Count(all.Count(IsMinimum)), $"all of {all.Length}", all.All(IsMinimum));
            yield return Spurious(subject, "spurious, recipe of 2018", runs2018, [.. published.Select(found => (found.Loss, found.Hits2018))]);
            yield return Spurious(subject, "spurious, recipe of 2020", runs2020, [.. published.Select(found => (found.Loss, found.Hits2020))]);

            // One objective, whatever the recipe: the runs of both make one census.
            LandscapeReport census = SeedTraining.Census(first, Modulo.NetworkAndProblem, all);
            LandscapeReport byNeurons = SeedTraining.Census(first, Modulo.Network, all);
            foreach (Comparison comparison in Classes(subject, k, census, byNeurons, published, all.Length))
            {
                yield return comparison;
            }
        }
    }

    private static bool IsMinimum(RunRecord run) => run.Ended == Ended.Minimum;

    private LossLandscape Landscape(int k, double step, double gradient) => SeedTraining.Landscapes(string.Create(CultureInfo.InvariantCulture, $$"""
        { 'name': 'safran-shamir', 'problem': { 'kind': 'relu-teacher', 'inputs': {{k}} }, 'network': { 'hidden': [{{k + extraUnits}}] }, 'seeds': '0..0',
          'init': { 'kind': 'fan-in-normal' }, 'train': [
            { 'method': 'gd', 'steps': 1000000, 'step': {{step:R}}, 'gradient': {{gradient:R}} },
            { 'method': 'newton', 'steps': 100, 'gradient': 1e-11 } ] }
        """))[0].Landscape;

    private static Comparison Spurious(string subject, string figure, IReadOnlyList<RunRecord> runs, (double Loss, long Hits)[] published)
    {
        int spurious = runs.Count(run => run.Loss >= SpuriousLoss);
        string computed = $"{spurious} = {Said.Share(spurious, runs.Count)}";
        if (published.Length == 0)
        {
            return Comparison.Told(subject, figure, computed);
        }

        int theirs = (int)published.Where(found => found.Loss >= SpuriousLoss).Sum(found => found.Hits);
        double p = TwoByTwo.FisherExact(spurious, runs.Count, theirs, runs.Count);
        return Comparison.Of(
            subject, figure, computed, $"{theirs} = {Said.Share(theirs, runs.Count)}; Fisher p {Said.Decimals(p, 3)}", p >= LeastProbability);
    }

    private static IEnumerable<Comparison> Classes(
        string subject, int k, LandscapeReport census, LandscapeReport byNeurons, IReadOnlyList<SafranShamirClass> published, int runs)
    {
        foreach (ClassReport found in census.Classes)
        {
            string name = $"{subject}, class {found.Isotropy}";
            SafranShamirClass? known =
                published.FirstOrDefault(entry => entry.IsotropyName == found.Isotropy && Math.Abs(entry.Loss - found.Loss) <= LossTolerance);
            if (known is null)
            {
                yield return Comparison.Told(name, "loss", Said.Decimals(found.Loss, 12), published.Count > 0 ? "not listed" : "");
                yield return Comparison.Told(name, "eigenvalues", $"{Said.Decimals(found.MinEigenvalue!.Value, 9)} .. "
                    + $"{Said.Decimals(found.MaxEigenvalue!.Value, 9)}");
                yield return Comparison.Told(name, $"hits of {runs}", Said.Count(found.Hits));
            }
            else
            {
                yield return Near(name, "loss", found.Loss, known.Loss, LossTolerance, 12);
                yield return Near(name, "smallest eigenvalue", found.MinEigenvalue!.Value, known.MinEigenvalue, EigenvalueTolerance, 9);
                yield return Near(name, "largest eigenvalue", found.MaxEigenvalue!.Value, known.MaxEigenvalue, EigenvalueTolerance, 9);
                long theirs = known.Hits2018 + known.Hits2020;
                double p = TwoByTwo.FisherExact((int)found.Hits, runs, (int)theirs, runs);
                yield return Comparison.Of(
                    name, $"hits of {runs}", Said.Count(found.Hits), $"{theirs}; Fisher p {Said.Decimals(p, 3)}", p >= LeastProbability);
            }

            yield return Parts(name, k, found, byNeurons, known);
        }

        foreach (SafranShamirClass missing in published.Where(entry => !census.Classes.Any(found => found.Isotropy == entry.IsotropyName)))
        {
            long theirs = missing.Hits2018 + missing.Hits2020;
            double p = TwoByTwo.FisherExact(0, runs, (int)theirs, runs);
            yield return Comparison.Of(
                $"{subject}, class {missing.IsotropyName}", $"hits of {runs}", "0", $"{theirs}; Fisher p {Said.Decimals(p, 3)}", p >= LeastProbability);
        }

        int wanted = published.Count;
        if (wanted > 0)
        {
            yield return Comparison.Told(subject, "classes met", Said.Count(census.Classes.Count), Said.Count(wanted));
        }
    }

    /// <summary>What a class is modulo neurons alone: as many classes as its inputs can be permuted to, all hit equally.</summary>
    private static Comparison Parts(string name, int k, ClassReport found, LandscapeReport byNeurons, SafranShamirClass? known)
    {
        // |problem| / |isotropy on the inputs| = k! / (p_1! ... p_m!): the orbit in both groups over that in the network's.
        ClassReport[] parts = [.. byNeurons.Classes.Where(part => Math.Abs(part.Loss - found.Loss) <= LossTolerance && part.Index == found.Index)];
        BigInteger expected = BigInteger.Parse(found.Orbit.Order, CultureInfo.InvariantCulture)
            / BigInteger.Parse(parts[0].Orbit.Order, CultureInfo.InvariantCulture);
        BigInteger published = known?.ClassesModuloNeuronsOnly ?? expected;
        string computed = $"{parts.Length} met of {expected}";
        bool isMet = expected == published && parts.Length <= expected && parts.Sum(part => part.Hits) == found.Hits;
        if (expected > MostParts)
        {
            return Comparison.Of(name, "classes modulo neurons alone", computed, $"{published}", isMet);
        }

        long[] hits = [.. parts.Select(part => part.Hits), .. Enumerable.Repeat(0L, (int)expected - parts.Length)];
        double p = EqualShares.PValue(hits, Allocations);
        isMet &= p >= LeastProbability && (parts.Length == expected || found.Hits < HitsToMeetAll * (long)expected);
        return Comparison.Of(
            name, "classes modulo neurons alone", computed, $"{published}, hit equally; chi-square p {Said.Decimals(p, 3)}", isMet);
    }

    private static Comparison Near(string subject, string figure, double computed, double published, double tolerance, int decimals) => Comparison.Of(
        subject,
        figure,
        Said.Decimals(computed, decimals),
        $"{Said.Decimals(published, decimals)} +- {Said.Scientific(tolerance)}",
        Math.Abs(computed - published) <= tolerance);
}
