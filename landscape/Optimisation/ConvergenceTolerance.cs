using OrleansSymmetry.Landscape.Specs;

namespace OrleansSymmetry.Landscape.Optimisation;

/// <summary>The gradient at which a run counts as converged.</summary>
public static class ConvergenceTolerance
{
    /// <summary>
    /// The tolerance where the last phase names none: what first-order methods with a constant step reach, and accurate enough
    /// for the end point to be refined.
    /// </summary>
    public const double Default = 1e-8;

    /// <summary>The last phase's gradient tolerance, or <see cref="Default"/>.</summary>
    public static double Of(LandscapeSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return (spec.Train.Count > 0 ? spec.Train[^1].Gradient : null) ?? Default;
    }
}
