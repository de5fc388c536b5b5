namespace OrleansSymmetry.Contracts;

/// <summary>
/// The coordinator of one sweep; its key is the sweep's ID. It cuts the sweep into blocks, keeps a window of them in flight,
/// and answers for the census. It holds no truth: what is done stands in the census store.
/// Every call is short and safe to repeat.
/// </summary>
[ClientFacing]
[Alias("os.sweep")]
public interface ISweepGrain : IGrainWithStringKey
{
    /// <summary>Stores and starts the sweep; a sweep that is known already goes on (or stays done).</summary>
    [Alias("submit")]
    Task<SubmitAnswer> Submit(SweepSubmission submission);

    /// <summary>Where the sweep stands, with the classes met so far; null for an unknown ID.</summary>
    [Alias("status")]
    Task<SweepStatus?> GetStatus();

    /// <summary>Stops issuing blocks; what is stored stays.</summary>
    [Alias("cancel")]
    Task<SweepStatus?> Cancel();

    /// <summary>Goes on with a cancelled or failed sweep.</summary>
    [Alias("resume")]
    Task<SweepStatus?> Resume();

    /// <summary>
    /// A piece of the census' files, from byte <paramref name="offset"/> on; null while the sweep is not done.
    /// </summary>
    [Alias("results")]
    Task<ResultChunk?> GetResults(ResultFile file, long offset);
}
