using System.Net;

namespace OrleansSymmetry.Access.CommandLine;

/// <summary>Asks a program of this machine whether it is well: a health check that needs no other program in an image.</summary>
public static class HealthProbe
{
    /// <summary>Where a program says that its process runs.</summary>
    public const string Live = "/health/live";

    /// <summary>Where a silo says that it is a member of its cluster.</summary>
    public const string Ready = "/health/ready";

    // Beside a container's check, which is given more.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>0 when the answer is a success, 1 when it is not, or does not come in time.</summary>
    /// <param name="endpoint">Where the program listens; of all addresses, loopback is asked.</param>
    /// <param name="path">What is asked for.</param>
    public static async Task<int> RunAsync(IPEndPoint endpoint, string path)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        IPAddress address = endpoint.Address.Equals(IPAddress.Any) ? IPAddress.Loopback : endpoint.Address;
        using var http = new HttpClient { Timeout = Patience };
        try
        {
            using HttpResponseMessage answer = await http.GetAsync(new Uri($"http://{new IPEndPoint(address, endpoint.Port)}{path}"));
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException)
        {
            return 1;
        }
    }
}
