using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Statistics;

namespace OrleansSymmetry.Grains.Sweeps;

/// <summary>
/// When a sweep whose seeds are as many as a coverage asks for looks at its census: a function of the plan alone. Doubling keeps the
/// looks few and their cost a fraction of the training's.
/// </summary>
internal static class SeedLooks
{
    /// <summary>The seeds wanted first.</summary>
    public static SeedSet First(SeedPlan plan) => plan.Seeds ?? From(Math.Min(FrozenHalf.FirstLook, plan.AtMost));

    /// <summary>The seeds wanted when those of the last look were not enough; null when no more are allowed.</summary>
    public static SeedSet? Next(SeedPlan plan, SeedSet last) =>
        plan.Seeds is null && last.Count < plan.AtMost ? From(Math.Min(2 * last.Count, plan.AtMost)) : null;

    private static SeedSet From(long count) => new([new SeedRange(0, count - 1)]);
}
