namespace OrleansSymmetry.Contracts;

/// <summary>
/// Answers one geometry question about one finished census: what lies between its copies and classes. Its key is the sweep's ID,
/// "/", the question's ID. It computes the question in parts, keeps each part and the answer in the census store, and goes on from
/// what is stored. Every call is short and safe to repeat.
/// </summary>
[ClientFacing]
[Alias("os.geometry")]
public interface IGeometryGrain : IGrainWithStringKey
{
    /// <summary>
    /// Asks. What is answered stays answered, what is being computed goes on, and what failed is tried again from its stored parts.
    /// </summary>
    /// <param name="question">The canonical JSON of the question, UTF-8.</param>
    [Alias("ask")]
    Task<GeometryStatus> Ask(byte[] question);

    /// <summary>Where the question stands; null when it must be asked (again), as after the loss of a silo.</summary>
    [Alias("status")]
    Task<GeometryStatus?> GetStatus();

    /// <summary>Stops computing; the parts that are stored stay, and asking again goes on from them.</summary>
    [Alias("cancel")]
    Task Cancel();

    /// <summary>A piece of the answer's JSON, from byte <paramref name="offset"/> on; null while there is none.</summary>
    [Alias("answer")]
    Task<ResultChunk?> GetAnswer(long offset);
}
