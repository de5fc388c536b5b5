using OrleansSymmetry.Client.Results;
using OrleansSymmetry.Landscape.Questions;

namespace OrleansSymmetry.Client.Clusters;

/// <summary>Where finished censuses are, and what answers questions about them: the data folder of this machine, or a cluster.</summary>
internal interface ICensusSource : IAsyncDisposable
{
    /// <summary>The report of the sweep that a user means by the beginning of its ID.</summary>
    /// <exception cref="UnknownSweepException">There is no such sweep, or there are several.</exception>
    /// <exception cref="UnfinishedSweepException">The sweep has no report yet.</exception>
    /// <exception cref="InvalidDataException">The report is damaged.</exception>
    Task<CensusReport> Report(string prefix, CancellationToken stop);

    /// <summary>Has a question answered.</summary>
    /// <param name="sweep">ID of the sweep.</param>
    /// <param name="question">The question.</param>
    /// <param name="stop">The user waits no longer. What is computed already is stored first.</param>
    /// <param name="atOnce">The user does not wait for that either.</param>
    /// <exception cref="RefusedException">The question is refused.</exception>
    /// <exception cref="FailedWorkException">It cannot be answered.</exception>
    Task<QuestionOutcome> Answer(string sweep, GeometryQuestion question, CancellationToken stop, CancellationToken atOnce);
}
