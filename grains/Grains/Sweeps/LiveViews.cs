using Microsoft.Extensions.Logging;
using OrleansSymmetry.Grains.Canonicalization;

namespace OrleansSymmetry.Grains.Sweeps;

/// <summary>The classes so far, as the live indices of a sweep's landscapes show them. Belongs to its coordinator's turns.</summary>
/// <param name="grains">Where the indices are.</param>
/// <param name="sweep">The sweep.</param>
/// <param name="tracks">Its landscapes, which take the views.</param>
/// <param name="logger">Told when an index does not answer: nothing here throws, since these are views only.</param>
internal sealed partial class LiveViews(IGrainFactory grains, string sweep, IReadOnlyList<LandscapeTrack> tracks, ILogger logger)
{
    private Task _refreshing = Task.CompletedTask;

    /// <summary>Looks at the indices of the landscapes of which more is stored than was seen.</summary>
    public Task RefreshAsync()
    {
        if (_refreshing.IsCompleted)
        {
            _refreshing = RefreshAllAsync();
        }

        return _refreshing;
    }

    private async Task RefreshAllAsync()
    {
        foreach (LandscapeTrack track in tracks.Where(track => track.View.Seen < track.Done).ToArray())
        {
            await RefreshAsync(track);
        }
    }

    private async Task RefreshAsync(LandscapeTrack track)
    {
        try
        {
            track.View = await grains.GetGrain<ICanonicalizationGrain>(track.Landscape.Id).Look(new IndexLook(sweep, track.Wanted.Count, track.Done));
        }
#pragma warning disable CA1031 // A view only; the next pulse looks again.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            LogNoView(logger, track.Landscape.Id, fault.Message);
        }
    }

    [LoggerMessage(11, LogLevel.Information, "The live view of landscape {Landscape} does not answer: {Reason}")]
    private static partial void LogNoView(ILogger logger, string landscape, string reason);
}
