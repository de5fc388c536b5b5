using OrleansSymmetry.Client.Results;
using OrleansSymmetry.Contracts;

namespace OrleansSymmetry.Client.Clusters;

/// <summary>What became of a sweep in this process.</summary>
internal abstract record RunOutcome
{
    private RunOutcome()
    {
    }

    /// <summary>Its census is there.</summary>
    /// <param name="Results">The files of the census.</param>
    internal sealed record Finished(CensusResults Results) : RunOutcome;

    /// <summary>The user stopped it.</summary>
    /// <param name="Status">How far it came.</param>
    internal sealed record Stopped(SweepStatus Status) : RunOutcome;
}
