using System.Globalization;
using System.Net;
using Microsoft.Extensions.Configuration;

namespace OrleansSymmetry.Access;

/// <summary>
/// The configuration section that Orleans reads by itself. It takes half a setting for a mistake, and knows neither our defaults
/// nor our words, so what a program has decided is written over it before Orleans looks.
/// </summary>
public static class OrleansSection
{
    private const string Redis = "Redis";

    /// <summary>Where the cluster is found.</summary>
    /// <param name="configuration">The host's.</param>
    /// <param name="redis">The server. Its endpoints alone are written: who connects is told the rest, passwords too, by code.</param>
    public static void SettleCluster(IConfigurationManager configuration, RedisAddress redis)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(redis);
        Write(configuration, ("Clustering:ProviderType", Redis), ("Clustering:ConnectionString", redis.ToString()));
    }

    /// <summary>Where a silo stands in it.</summary>
    /// <param name="configuration">The host's.</param>
    /// <param name="redis">As above.</param>
    /// <param name="advertise">The silo's address.</param>
    /// <param name="siloPort">Its port for silos.</param>
    /// <param name="gatewayPort">Its port for clients.</param>
    public static void SettleSilo(IConfigurationManager configuration, RedisAddress redis, IPAddress advertise, int siloPort, int gatewayPort)
    {
        ArgumentNullException.ThrowIfNull(advertise);
        SettleCluster(configuration, redis);
        Write(
            configuration,
            ("Endpoints:AdvertisedIPAddress", advertise.ToString()),
            ("Endpoints:SiloPort", siloPort.ToString(CultureInfo.InvariantCulture)),
            ("Endpoints:GatewayPort", gatewayPort.ToString(CultureInfo.InvariantCulture)));
    }

    private static void Write(IConfigurationManager configuration, params (string Key, string Value)[] settings)
    {
        foreach ((string key, string value) in settings)
        {
            configuration[$"Orleans:{key}"] = value;
        }
    }
}
