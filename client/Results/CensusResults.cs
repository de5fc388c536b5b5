namespace OrleansSymmetry.Client.Results;

/// <summary>The files of a census, and how they came about.</summary>
/// <param name="Report">report.json.</param>
/// <param name="Classes">classes.npz.</param>
/// <param name="Facts">What this command did for them; null when they were stored already.</param>
internal sealed record CensusResults(byte[] Report, byte[] Classes, RunFacts? Facts);

/// <summary>What one command did for a census.</summary>
/// <param name="StartedAt">When it began.</param>
/// <param name="Took">Wall time until the results were there.</param>
/// <param name="RunsTrained">Runs that it trained; the others were stored before.</param>
/// <param name="Training">Compute-thread time spent in training.</param>
/// <param name="Threads">Compute threads.</param>
internal sealed record RunFacts(DateTimeOffset StartedAt, TimeSpan Took, long RunsTrained, TimeSpan Training, int Threads)
{
    /// <summary>A command that found everything stored.</summary>
    internal static RunFacts OfStored(TimeProvider time) => new(time.GetUtcNow(), TimeSpan.Zero, 0, TimeSpan.Zero, 0);

    /// <summary>Share of the threads' wall time that was spent in training.</summary>
    internal double TrainingShare => Took > TimeSpan.Zero && Threads > 0 ? Training / (Took * Threads) : 0;
}
