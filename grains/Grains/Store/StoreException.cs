namespace OrleansSymmetry.Grains.Store;

/// <summary>The census store refuses or does not answer. The message says which store, why, and what to do: it is for the user.</summary>
[GenerateSerializer, Alias("os.store-exception.v1")]
public sealed class StoreException : Exception
{
    /// <summary>With a message for the user.</summary>
    public StoreException(string message, Exception? cause = null, bool isTransient = false, bool isInUse = false)
        : base(message, cause)
    {
        IsTransient = isTransient;
        IsInUse = isInUse;
    }

    /// <summary>Whether the same call may succeed later, as with a server that is restarted.</summary>
    [Id(0)]
    public bool IsTransient { get; private set; }

    /// <summary>Whether another process has the right to write the store: it can be opened once that one ends.</summary>
    [Id(1)]
    public bool IsInUse { get; private set; }
}
