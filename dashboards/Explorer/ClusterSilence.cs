using System.Net.Sockets;
using Orleans.Runtime.Messaging;

namespace OrleansSymmetry.Explorer;

/// <summary>A cluster that does not answer is 503 with a sentence, not a fault of the page.</summary>
internal static class ClusterSilence
{
    internal static async ValueTask<object?> Explain(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (Exception fault) when (fault is TimeoutException or OrleansException or ConnectionFailedException or SocketException or ObjectDisposedException)
        {
            return SweepJson.Silent();
        }
    }
}
