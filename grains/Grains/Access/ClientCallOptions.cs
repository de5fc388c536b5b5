namespace OrleansSymmetry.Grains.Access;

/// <summary>What clients may call beside what is made for them.</summary>
public sealed class ClientCallOptions
{
    // From it an Orleans client learns which grains there are; it is one of Orleans' internals.
    private const string ClusterManifest = "Orleans.Runtime.IClusterManifestSystemTarget";

    /// <summary>
    /// Full names of the interfaces that clients may call beside those that are
    /// <see cref="Contracts.ClientFacingAttribute">made for them</see>.
    /// </summary>
    public ISet<string> OpenToClients { get; } = new HashSet<string>(StringComparer.Ordinal) { ClusterManifest };
}
