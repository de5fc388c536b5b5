namespace OrleansSymmetry.Landscape.Questions;

/// <summary>
/// The work that answers one question, in parts that need nothing of each other. Every part is a pure function of question and
/// input: the same bytes on every machine, in whatever order and on whatever thread. An instance may be used by several threads.
/// </summary>
public interface IGeometryWork
{
    /// <summary>Number of parts, at least 1; known without computing.</summary>
    int PartCount { get; }

    /// <summary>Computes a part.</summary>
    /// <param name="part">Which one, from 0.</param>
    /// <param name="cancellation">Looked at between steps.</param>
    /// <returns>The part as bytes, for <see cref="Assemble"/> alone to read.</returns>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    /// <exception cref="InvalidDataException">The input lacks what the question needs.</exception>
    byte[] Compute(int part, CancellationToken cancellation);

    /// <summary>Puts the parts together: an answer's bytes, read by <see cref="GeometryJson.ReadAnswer"/>.</summary>
    /// <param name="parts">All parts, in order.</param>
    byte[] Assemble(IReadOnlyList<byte[]> parts);
}
