namespace OrleansSymmetry.Grains.Store;

/// <summary>
/// The right to write a store: an exclusive lock on a file beside it, which the operating system releases when its holder
/// ends in any way. Readers do not ask for it.
/// </summary>
internal sealed class StoreLock : IDisposable
{
    private readonly FileStream _file;

    private StoreLock(FileStream file) => _file = file;

    /// <summary>Takes the lock, making the folder when there is none.</summary>
    /// <exception cref="StoreException">Another process holds it, or the folder cannot be written.</exception>
    public static StoreLock Take(string storePath)
    {
        string folder = Path.GetDirectoryName(storePath)!;
        string path = storePath + ".lock";
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw CannotWrite(folder, fault);
        }

        try
        {
            return new StoreLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0));
        }
        catch (IOException fault) when (File.Exists(path) && IsHeld(path))
        {
            throw new StoreException(
                $"Another process writes to the census store {storePath}. Wait until it ends (symmetry run --wait does), or name another folder with --data.",
                fault,
                isInUse: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(folder, fault);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static bool IsHeld(string path)
    {
        try
        {
            using var probe = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.None, bufferSize: 0);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static StoreException CannotWrite(string folder, Exception fault) =>
        new($"The folder {folder} cannot be written ({fault.Message.TrimEnd('.')}). Name another folder with --data.", fault);
}
