namespace OrleansSymmetry.Landscape.Optimisation;

/// <summary>One seed on its way through the phases.</summary>
/// <param name="seed">The seed.</param>
/// <param name="theta">Its parameters, P entries; the run owns them.</param>
internal sealed class SeedRun(long seed, double[] theta)
{
    /// <summary>The seed.</summary>
    public long Seed { get; } = seed;

    /// <summary>Its parameters, P entries.</summary>
    public double[] Theta { get; } = theta;

    /// <summary>Steps taken so far, over all phases.</summary>
    public int Steps { get; set; }

    /// <summary>How its last phase ended.</summary>
    public PhaseEnd End { get; set; }
}
