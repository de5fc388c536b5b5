namespace OrleansSymmetry.Contracts;

/// <summary>Joins the pieces in which a file of a census, or the answer to a question, comes.</summary>
public static class ResultPieces
{
    /// <summary>The whole file; null when there is none.</summary>
    /// <param name="piece">Asks for the piece from a byte on.</param>
    /// <exception cref="ResultChangedException">The pieces are not of one file.</exception>
    public static async Task<byte[]?> JoinAsync(Func<long, Task<ResultChunk?>> piece)
    {
        ArgumentNullException.ThrowIfNull(piece);
        byte[]? whole = null;
        for (long offset = 0; whole is null || offset < whole.Length;)
        {
            if (await piece(offset) is not { } chunk)
            {
                return null;
            }

            whole ??= new byte[chunk.TotalLength];
            if (whole.Length != chunk.TotalLength || chunk.Bytes.Length > whole.Length - offset || (chunk.Bytes.Length == 0 && offset < whole.Length))
            {
                throw new ResultChangedException();
            }

            chunk.Bytes.CopyTo(whole, offset);
            offset += chunk.Bytes.Length;
        }

        return whole;
    }
}

/// <summary>A file changed while its pieces were being read; read from the beginning it may be whole.</summary>
public sealed class ResultChangedException() : Exception("The file changed while being read.");
