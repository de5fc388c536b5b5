namespace OrleansSymmetry.Grains.Sweeps;

/// <summary>How a silo treats the sweeps of its store.</summary>
public sealed class CensusOptions
{
    // From it an Orleans client learns which grains there are; it is one of Orleans' internals.
    private const string ClusterManifest = "Orleans.Runtime.IClusterManifestSystemTarget";

    /// <summary>
    /// Whether unfinished sweeps go on by themselves when their coordinator or the whole cluster was lost. A cluster does;
    /// a process that runs one sweep at its user's command leaves the others alone.
    /// </summary>
    public bool ResumeUnfinished { get; set; } = true;

    /// <summary>
    /// Full names of the interfaces that clients may call beside those that are <see cref="Contracts.ClientFacingAttribute">made for them</see>.
    /// </summary>
    public ISet<string> OpenToClients { get; } = new HashSet<string>(StringComparer.Ordinal) { ClusterManifest };
}
