using System.Net;

namespace OrleansSymmetry.Silo;

/// <summary>Asks a silo on this machine whether it is ready: a health check that needs no other program in the image.</summary>
internal static class HealthProbe
{
    // Beside a container's check, which is given more.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>0 when it is ready, 1 when it is not.</summary>
    public static async Task<int> RunAsync(IPEndPoint endpoint)
    {
        IPAddress address = endpoint.Address.Equals(IPAddress.Any) ? IPAddress.Loopback : endpoint.Address;
        using var http = new HttpClient { Timeout = Patience };
        try
        {
            using HttpResponseMessage answer = await http.GetAsync(new Uri($"http://{new IPEndPoint(address, endpoint.Port)}{SiloEndpoints.Ready}"));
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException)
        {
            return 1;
        }
    }
}
