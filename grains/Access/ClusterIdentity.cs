using System.Globalization;
using OrleansSymmetry.Landscape;

namespace OrleansSymmetry.Access;

/// <summary>What silos and clients of one cluster agree on.</summary>
public static class ClusterIdentity
{
    /// <summary>Keys everything that outlives a deployment; never changes.</summary>
    public const string ServiceId = "orleans-symmetry";

    /// <summary>
    /// Names the cluster. It carries the version of the numerics, so that silos whose results may differ in a bit never form
    /// one cluster, and neither do their results meet.
    /// </summary>
    public static string ClusterId { get; } = string.Create(CultureInfo.InvariantCulture, $"{ServiceId}-numerics-{NumericsVersion.Current}");
}
