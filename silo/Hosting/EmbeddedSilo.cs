using OrleansSymmetry.Grains.Store;

namespace OrleansSymmetry.Hosting;

/// <summary>A running silo inside this process, with its store and a client.</summary>
public sealed class EmbeddedSilo : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly SqliteCensusStore _store;

    internal EmbeddedSilo(IHost host, SqliteCensusStore store)
    {
        _host = host;
        _store = store;
        Client = host.Services.GetRequiredService<IClusterClient>();
    }

    /// <summary>Calls grains without leaving the process.</summary>
    public IClusterClient Client { get; }

    /// <summary>The store that the silo writes.</summary>
    public ICensusReader Store => _store;

    /// <summary>Stops the silo: blocks in flight are given up, what is stored stays. Then closes the store.</summary>
    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(SiloHost.StopPatience);
        try
        {
            await _host.StopAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            // The store is consistent at every moment; a silo that does not stop in time may simply end with the process.
        }

        if (_host is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }

        await _store.DisposeAsync();
    }
}
