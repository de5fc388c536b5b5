using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OrleansSymmetry.Access;
using OrleansSymmetry.Client.Clusters;
using OrleansSymmetry.Landscape.Published;

namespace OrleansSymmetry.Client.Commands;

/// <summary>What the commands reach the world through.</summary>
/// <param name="Time">The clock.</param>
/// <param name="Connect">Connects to a cluster.</param>
/// <param name="ConfigureSilo">Adds services to an embedded silo, which go before its own.</param>
internal sealed record AppServices(
    TimeProvider Time, Func<ClusterAccess, CancellationToken, Task<ClusterLink>> Connect, Action<IServiceCollection> ConfigureSilo)
{
    /// <summary>The published results that can be verified.</summary>
    internal IReadOnlyList<Verification> Verifications { get; init; } = VerificationRegistry.All;

    /// <summary>Where passwords and files of certificates are looked up: the environment.</summary>
    internal IConfiguration Configuration { get; init; } = new ConfigurationBuilder().AddEnvironmentVariables().Build();
}
