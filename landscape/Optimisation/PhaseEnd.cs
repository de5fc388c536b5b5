namespace OrleansSymmetry.Landscape.Optimisation;

/// <summary>How one phase of training ended for one seed.</summary>
public enum PhaseEnd
{
    /// <summary>All steps of the phase were taken.</summary>
    StepsSpent,

    /// <summary>The gradient's infinity norm is within the phase's tolerance.</summary>
    Converged,

    /// <summary>No step, however short, lowers the loss within rounding.</summary>
    Stalled,

    /// <summary>The loss or its gradient is not finite.</summary>
    NotFinite,

    /// <summary>The gradient is above the tolerance and within its own rounding: no point that can be written down has a smaller one.</summary>
    AtRounding,
}

/// <summary>Sentences for people.</summary>
public static class PhaseEndExtensions
{
    /// <summary>What happened, in a sentence.</summary>
    public static string Sentence(this PhaseEnd end) => end switch
    {
        PhaseEnd.StepsSpent => "All steps of the phase were taken.",
        PhaseEnd.Converged => "The gradient came within the phase's tolerance.",
        PhaseEnd.Stalled => "No step lowered the loss any more, although the gradient is above the tolerance.",
        PhaseEnd.AtRounding => "The gradient came within its own rounding, which is above the tolerance.",
        PhaseEnd.NotFinite => "The loss or its gradient is not finite.",
        _ => throw new ArgumentOutOfRangeException(nameof(end), end, "Unknown end of a phase."),
    };
}
