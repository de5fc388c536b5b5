namespace OrleansSymmetry.Grains.Sweeps;

/// <summary>How a silo treats the sweeps of its store.</summary>
public sealed class CensusOptions
{
    /// <summary>
    /// Whether unfinished sweeps go on by themselves when their coordinator or the whole cluster was lost. A cluster does;
    /// a process that runs one sweep at its user's command leaves the others alone.
    /// </summary>
    public bool ResumeUnfinished { get; set; } = true;
}
