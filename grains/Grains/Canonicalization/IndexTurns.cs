namespace OrleansSymmetry.Grains.Canonicalization;

/// <summary>
/// Where the live indices of a silo work: on the thread pool, one piece at a time and each piece short. Compute threads are left to
/// training, whose blocks may take minutes, and the other threads of the pool to Orleans.
/// </summary>
internal sealed class IndexTurns : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Runs a piece of work of a few milliseconds when its turn has come.</summary>
    /// <param name="piece">The piece.</param>
    /// <param name="cancellation">Ends the wait for the turn.</param>
    public async Task<T> RunAsync<T>(Func<T> piece, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            return await Task.Run(piece, cancellation);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();
}
