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
    private readonly double _tolerance = landscape.Spec.Tolerance.Distance;

    public ClassReport Describe(int rank, RunClass found)
    {
        RunRecord run = found.Representative;
        ComparableForm point = ComparableForm.OfFullNetwork(group, run.Theta);
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
            FiniteOrNull(run.Inertia?.Smallest),
            FiniteOrNull(run.Inertia?.Largest),
            Reduction.WastedUnits(_function, run.Theta, _tolerance),
            CensusBuilder.Decimal(stabilizer),
            isotropy?.Name,
            new OrbitReport(CensusBuilder.Decimal(orbit), SignificantDigits.Round(BigInteger.Log10(orbit))),
            run.Seed,
            Norm(GaugeFixing.Balanced(group, run.Theta)));
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
