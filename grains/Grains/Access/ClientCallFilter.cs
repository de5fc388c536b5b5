using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansSymmetry.Access;
using OrleansSymmetry.Contracts;

namespace OrleansSymmetry.Grains.Access;

/// <summary>
/// Lets clients call what is made for them (<see cref="ClientFacingAttribute"/>) and what Orleans' own client cannot do without. Orleans
/// by itself takes every client for an operator, who may end silos through the management grain. Calls between silos pass.
/// </summary>
/// <param name="options">What else is open.</param>
/// <param name="logger">Hears of refusals.</param>
/// <param name="time">The clock.</param>
internal sealed class ClientCallFilter(IOptions<ClientCallOptions> options, ILogger<ClientCallFilter> logger, TimeProvider time) : IIncomingGrainCallFilter
{
    private const string HostedClient = "hosted-";

    private readonly ConcurrentDictionary<Type, bool> _isOpen = new();
    private readonly RefusalLog _refusals = new("call", logger, time);

    /// <inheritdoc/>
    public Task Invoke(IIncomingGrainCallContext context)
    {
        if (IsInside(context.SourceId) || (context.Request.GetInterfaceType() is { } called && _isOpen.GetOrAdd(called, IsOpen)))
        {
            return context.Invoke();
        }

        _refusals.Add($"{context.SourceId}", $"{context.InterfaceName}.{context.MethodName} is for silos among themselves.");
        throw new UnauthorizedAccessException($"{context.InterfaceName}.{context.MethodName} is for silos among themselves; a client may not call it.");
    }

    // Who does not say who he is, is no silo. What a silo does outside of grains it does as a client of itself.
    private static bool IsInside(GrainId? source) =>
        source is { } id && (!id.IsClient() || id.Key.ToString()!.StartsWith(HostedClient, StringComparison.Ordinal));

    private bool IsOpen(Type called) =>
        called.GetCustomAttribute<ClientFacingAttribute>() is not null || options.Value.OpenToClients.Contains(called.FullName!);
}
