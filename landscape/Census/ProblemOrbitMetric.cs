using OrleansSymmetry.Landscape.Symmetry.Matching;
using OrleansSymmetry.Landscape.Symmetry.Problems;

namespace OrleansSymmetry.Landscape.Census;

/// <summary>The distance of two orbits of the network's group and the problem's together.</summary>
/// <param name="problem">The symmetries of the problem.</param>
internal sealed class ProblemOrbitMetric(ProblemSymmetry problem) : IOrbitMetric
{
    /// <summary>
    /// Distances between different optima are looked for within bounds that grow from the finest to the coarsest of interest,
    /// by this factor: what is found is at most that factor above the least.
    /// </summary>
    private const double BoundGrowth = 2;

    private const double FinestBound = 1e-9;

    /// <summary>Symmetries of the problem that are tried for one bound. Enough for every problem of few inputs; beyond, the answer is an upper bound.</summary>
    private const long MostSymmetries = 50_000;

    public double Scale(ComparableForm item) => OrbitDistance.Scale(item, item);

    public bool AreWithin(ComparableForm a, ComparableForm b, double bound, out double distance)
    {
        if (OrbitDistance.AreWithin(a, b, bound, out distance))
        {
            return true;
        }

        return OrbitDistance.LowerBound(a, b) <= bound && new ProblemMatching(a, b, problem, bound).TryFind(out distance);
    }

    public double Between(ComparableForm a, ComparableForm b)
    {
        double plain = OrbitDistance.Between(a, b) * OrbitDistance.Scale(a, b);
        for (double bound = Math.Max(FinestBound, LowerBound(a, b)); bound < plain; bound *= BoundGrowth)
        {
            if (new ProblemMatching(a, b, problem, bound, MostSymmetries).TryFind(out double distance))
            {
                return distance;
            }
        }

        return plain;
    }

    public double LowerBound(ComparableForm a, ComparableForm b) => OrbitDistance.LowerBound(a, b);
}
