using OrleansSymmetry.Client.Clusters;
using OrleansSymmetry.Contracts;

namespace OrleansSymmetry.Client.Views;

/// <summary>Progress on standard error: pictures that change on a terminal that can move its cursor, plain lines anywhere else.</summary>
/// <param name="terminal">Where it is shown.</param>
/// <param name="remarks">Where remarks go.</param>
/// <param name="time">The clock.</param>
internal sealed class TerminalProgress(Terminal terminal, Page remarks, TimeProvider time) : IProgressView
{
    /// <inheritdoc/>
    public Task<SweepStatus?> Follow(IAsyncEnumerable<SweepStatus> statuses) => terminal.ErrorMoves
        ? new LiveView(terminal.Live, time).Follow(statuses)
        : new PlainProgress(terminal.ErrorWriter, time).Follow(statuses);

    /// <inheritdoc/>
    public Task<GeometryStatus?> Follow(IAsyncEnumerable<GeometryStatus> statuses) => new AnswerProgress(terminal, time).Follow(statuses);

    /// <inheritdoc/>
    public void Silent(SilentClusterException fault) => remarks.Warning($"{fault.Message} Trying again.");

    /// <inheritdoc/>
    public void PageServed(Uri page, string id) => remarks.Line($"live page: {page}#/{id}");
}
