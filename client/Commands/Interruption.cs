namespace OrleansSymmetry.Client.Commands;

/// <summary>The user's wish to stop: once gently (what is being trained is stored first), twice at once.</summary>
public sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _gently = new();
    private readonly CancellationTokenSource _atOnce = new();

    /// <summary>Cancelled by the first request.</summary>
    public CancellationToken Gently => _gently.Token;

    /// <summary>Cancelled by the second request.</summary>
    public CancellationToken AtOnce => _atOnce.Token;

    /// <summary>Asks to stop; the second time, at once.</summary>
    /// <returns>Whether this was the second request or a later one.</returns>
    public bool Request()
    {
        if (!_gently.IsCancellationRequested)
        {
            _gently.Cancel();
            return false;
        }

        _atOnce.Cancel();
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _gently.Dispose();
        _atOnce.Dispose();
    }
}
