using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Statistics;

namespace OrleansSymmetry.Landscape.Census;

/// <summary>A look at the coverage of a census: which runs are its second half, in the order of seeds (<see cref="FrozenHalf"/>).</summary>
/// <param name="SecondHalf">The smallest seed of the second half. Of an odd number of runs the second half has one more.</param>
/// <param name="Number">Which look it is, from 1.</param>
/// <param name="Risk">The probability that its bound is too low.</param>
/// <param name="Asked">The coverage at which the sweep stops; null where it has a fixed number of seeds.</param>
public sealed record CoverageLook(long SecondHalf, int Number, double Risk, double? Asked)
{
    /// <summary>The look of a sweep at the runs of its seeds: a function of the plan and of the seeds alone.</summary>
    /// <param name="plan">A fixed set of seeds is looked at once; seeds until a coverage are looked at again and again.</param>
    /// <param name="seeds">The seeds whose runs the census has.</param>
    public static CoverageLook Of(SeedPlan plan, SeedSet seeds)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(seeds);
        long middle = SeedAt(seeds, seeds.Count / 2);
        if (plan.Seeds is not null)
        {
            return new CoverageLook(middle, 1, FrozenHalf.Risk, null);
        }

        int number = FrozenHalf.NumberOfLook(seeds.Count);
        return new CoverageLook(middle, number, FrozenHalf.RiskOfLook(number), plan.Coverage);
    }

    /// <summary>The only look at runs that are at hand.</summary>
    /// <param name="runs">Each seed once.</param>
    public static CoverageLook Once(IReadOnlyCollection<RunRecord> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        return new CoverageLook(runs.Select(run => run.Seed).Order().ElementAtOrDefault(runs.Count / 2), 1, FrozenHalf.Risk, null);
    }

    private static long SeedAt(SeedSet seeds, long position)
    {
        foreach (SeedRange range in seeds.Ranges)
        {
            if (position < range.Count)
            {
                return range.First + position;
            }

            position -= range.Count;
        }

        throw new ArgumentException("The seeds have no such position.", nameof(seeds));
    }
}
