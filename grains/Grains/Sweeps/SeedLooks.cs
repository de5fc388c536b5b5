using OrleansSymmetry.Landscape.Specs;

namespace OrleansSymmetry.Grains.Sweeps;

/// <summary>When a sweep whose seeds are as many as a coverage asks for looks at its census: a function of the plan alone.</summary>
internal static class SeedLooks
{
    // Fewer runs say little about coverage; doubling keeps the looks few and their cost a fraction of the training's.
    private const long FirstLook = 1024;

    /// <summary>The seeds wanted first.</summary>
    public static SeedSet First(SeedPlan plan) => plan.Seeds ?? From(Math.Min(FirstLook, plan.AtMost));

    /// <summary>The seeds wanted when those of the last look were not enough; null when no more are allowed.</summary>
    public static SeedSet? Next(SeedPlan plan, SeedSet last) =>
        plan.Seeds is null && last.Count < plan.AtMost ? From(Math.Min(2 * last.Count, plan.AtMost)) : null;

    private static SeedSet From(long count) => new([new SeedRange(0, count - 1)]);
}
