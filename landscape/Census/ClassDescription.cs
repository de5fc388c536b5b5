using System.Globalization;
using System.Numerics;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Landscape.Statistics;
using OrleansSymmetry.Landscape.Symmetry.Gauge;
using OrleansSymmetry.Landscape.Symmetry.Groups;
using OrleansSymmetry.Landscape.Symmetry.Matching;
using OrleansSymmetry.Landscape.Symmetry.Problems;

namespace OrleansSymmetry.Landscape.Census;

/// <summary>The figures of a class. All but hits and share come from its representative, whichever runs found it besides.</summary>
/// <param name="landscape">The landscape.</param>
/// <param name="group">Its group.</param>
/// <param name="problem">The symmetries of its problem, where they are divided out.</param>
/// <param name="landscapeId">Its ID.</param>
/// <param name="runsInClasses">Runs that ended in any class.</param>
internal sealed class ClassDescription(LossLandscape landscape, SymmetryGroup group, ProblemSymmetry? problem, string landscapeId, long runsInClasses)
{
    private readonly SymmetryGroup _function = SymmetryGroup.OfFunction(landscape);
    private ClassSpectrum? _spectrum;
    private readonly double _tolerance = landscape.Spec.Tolerance.Distance;

    public ClassReport Describe(int rank, RunClass found)
    {
        RunRecord run = found.Representative;
        double[] natural = landscape.Units.ToNatural(run.Theta);
        ComparableForm point = ComparableForm.OfFullNetwork(group, natural);
        (double? smallest, double? largest) = Bounds(run);
        Isotropy? isotropy = problem is null ? null : OrleansSymmetry.Landscape.Symmetry.Matching.Isotropy.Find(problem, point, _tolerance);
        BigInteger stabilizer = Stabilizer.Order(point, _tolerance) * (isotropy?.Order ?? BigInteger.One);
        BigInteger orbit = group.Order * (problem?.Order ?? BigInteger.One) / stabilizer;
        (double share, double low, double high) = WilsonInterval.Of(found.Hits, runsInClasses);
        return new ClassReport(
            rank,
            string.Create(CultureInfo.InvariantCulture, $"{landscapeId}-{run.Seed}"),
            run.Ended == Ended.Minimum ? "minimum" : "saddle",
            run.IsVerified,
            run.Loss,
            found.Hits,
            new Share(share, low, high),
            run.Index,
            run.Inertia?.Zero,
            smallest,
            largest,
            Reduction.WastedUnits(_function, natural, _tolerance),
            CensusBuilder.Decimal(stabilizer),
            isotropy?.Name,
            new OrbitReport(CensusBuilder.Decimal(orbit), SignificantDigits.Round(BigInteger.Log10(orbit))),
            run.Seed,
            Norm(GaugeFixing.Balanced(group, run.Theta)))
        {
            NaturalEigenvalues = run.Inertia is { } inertia && !landscape.Units.AreTheUsers
                ? new Interval(SignificantDigits.Round(inertia.Smallest), SignificantDigits.Round(inertia.Largest))
                : null,
        };
    }

    /// <summary>The smallest and the largest eigenvalue in the units of the sweep.</summary>
    private (double? Smallest, double? Largest) Bounds(RunRecord run)
    {
        if (run.Inertia is not { } inertia || landscape.Units.AreTheUsers)
        {
            return (FiniteOrNull(run.Inertia?.Smallest), FiniteOrNull(run.Inertia?.Largest));
        }

        _spectrum ??= new ClassSpectrum(landscape);
        double[] eigenvalues = _spectrum.At(run.Theta);
        return (FiniteOrNull(eigenvalues[0]), FiniteOrNull(eigenvalues[^1]));
    }

    private static double? FiniteOrNull(double? value) => value is { } number && double.IsFinite(number) ? number : null;

    private static double Norm(double[] theta)
    {
        double sum = 0;
        foreach (double value in theta)
        {
            sum += value * value;
        }

        return Math.Sqrt(sum);
    }
}
