namespace OrleansSymmetry.Contracts;

/// <summary>The sweeps that a cluster knows. One grain: <see cref="CensusGrains.GetSweepList"/>.</summary>
[ClientFacing]
[Alias("os.sweep-list")]
public interface ISweepListGrain : IGrainWithIntegerKey
{
    /// <summary>All sweeps, newest first.</summary>
    [Alias("list")]
    Task<IReadOnlyList<SweepSummary>> List();
}
