using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using OrleansSymmetry.Grains.Catalogue;
using OrleansSymmetry.Grains.Compute;
using OrleansSymmetry.Grains.Telemetry;
using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Optimisation;

namespace OrleansSymmetry.Grains.Canonicalization;

/// <summary>
/// Tells live indices of the classes of blocks that are stored, beside all other work. A message that gets lost is made up for: the index
/// takes from the store what it was not told.
/// </summary>
internal sealed partial class IndexMessages(IGrainFactory grains, ComputePool pool, TimeProvider time, ILogger<IndexMessages> logger)
    : ILifecycleParticipant<ISiloLifecycle>
{
    // What is under way takes milliseconds; a silo that stops does not wait longer for a view.
    private static readonly TimeSpan Parting = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<Task, bool> _underWay = [];

    /// <inheritdoc/>
    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(nameof(IndexMessages), ServiceLifecycleStage.Active, _ => Task.CompletedTask, StopAsync);

    /// <summary>Finds the classes of a block on a compute thread, in turn with the blocks of its sweep, and tells its landscape's index.</summary>
    /// <param name="landscape">The landscape.</param>
    /// <param name="block">The block.</param>
    /// <param name="sweep">A sweep that has the landscape.</param>
    /// <param name="parent">W3C traceparent of the block's span; null without tracing.</param>
    public void Send(OpenedLandscape landscape, BlockRecord block, string sweep, string? parent)
    {
        // Outside of the grain that has the block: nobody waits for this, and that grain is about to go.
        Task sending = Task.Run(() => SendAsync(landscape, block, sweep, parent));
        _underWay[sending] = true;
        _ = sending.ContinueWith(sent => _underWay.TryRemove(sent, out _), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    private async Task SendAsync(OpenedLandscape landscape, BlockRecord block, string sweep, string? parent)
    {
        using Activity? span = CensusTelemetry.Start(CensusTelemetry.CanonicaliseSpan, parent);
        try
        {
            IReadOnlyList<LiveClass> classes = await pool.RunAsync($"{sweep}/classes", token => Classes(landscape, block, token));
            await grains.GetGrain<ICanonicalizationGrain>(landscape.Id).Tell(new BlockClasses(sweep, block.First, block.Runs.Count, classes));
        }
#pragma warning disable CA1031 // A view only; the index takes the block from the store.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            LogNotSent(logger, block.First, landscape.Id, fault.Message);
        }
    }

    private static List<LiveClass> Classes(OpenedLandscape landscape, BlockRecord block, CancellationToken cancellation)
    {
        var index = new ClassIndex(landscape.Landscape);
        foreach (RunRecord run in block.Runs.Where(run => run.IsInClass))
        {
            cancellation.ThrowIfCancellationRequested();
            index.Add(run, hits: 1);
        }

        return [.. index.Classes.Select(found => LiveClass.Of(found.Representative, found.Hits))];
    }

    private async Task StopAsync(CancellationToken cancellation)
    {
        try
        {
            await Task.WhenAll(_underWay.Keys).WaitAsync(Parting, time, cancellation);
        }
        catch (Exception fault) when (fault is TimeoutException or OperationCanceledException)
        {
            // The next look at the index finds them in the store.
        }
    }

    [LoggerMessage(51, LogLevel.Information, "The live index was not told of the block from seed {First} on of landscape {Landscape}: {Reason}")]
    private static partial void LogNotSent(ILogger logger, long first, string landscape, string reason);
}
