namespace OrleansSymmetry.Grains.Work;

/// <summary>How work that a grain saw through came to its end.</summary>
internal enum WorkOutcome
{
    /// <summary>All of it is done, and what came of it is stored.</summary>
    Done,

    /// <summary>It cannot go on.</summary>
    Failed,

    /// <summary>It was told to stop, or its silo stops. What is stored stays.</summary>
    Stopped,
}

/// <summary>How work came to its end, and why.</summary>
/// <param name="Outcome">How.</param>
/// <param name="Error">Why it failed: a sentence for the user; else null.</param>
internal readonly record struct WorkEnd(WorkOutcome Outcome, string? Error = null);
