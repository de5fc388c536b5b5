using Microsoft.Extensions.Logging;
using OrleansSymmetry.Grains.Canonicalization;

namespace OrleansSymmetry.Grains.Sweeps;

/// <summary>The classes so far, as the live indices of a sweep's landscapes show them. Belongs to its coordinator's turns.</summary>
/// <param name="grains">Where the indices are.</param>
/// <param name="sweep">The sweep.</param>
/// <param name="logger">Told when an index does not answer: nothing here throws, since these are views only.</param>
internal sealed partial class LiveViews(IGrainFactory grains, string sweep, ILogger logger)
{
    private bool _looking;

    /// <summary>Lets the indices of a landscape begin anew from what is stored.</summary>
    public void Rebuild(LandscapeTrack track)
    {
        for (int shard = 0; shard < LossShards.Count; shard++)
        {
            _ = Quietly(grains.GetGrain<ICanonicalizationGrain>(LossShards.Key(track.Landscape.Id, shard)).Rebuild(sweep));
        }

        async Task Quietly(Task rebuilding)
        {
            try
            {
                await rebuilding;
                track.HasNews = true;
            }
#pragma warning disable CA1031 // A view only; the next merge rebuilds it.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                LogNoView(logger, track.Landscape.Id, fault.Message);
            }
        }
    }

    /// <summary>Looks at the indices of the landscapes that may show something new.</summary>
    public async Task LookAsync(IReadOnlyList<LandscapeTrack> tracks)
    {
        if (_looking)
        {
            return;
        }

        _looking = true;
        try
        {
            foreach (LandscapeTrack track in tracks.Where(track => track.HasNews).ToArray())
            {
                await LookAsync(track);
            }
        }
        finally
        {
            _looking = false;
        }
    }

    private async Task LookAsync(LandscapeTrack track)
    {
        track.HasNews = false;
        try
        {
            ClassView[] views = await Task.WhenAll(Enumerable.Range(0, LossShards.Count).Select(shard =>
                grains.GetGrain<ICanonicalizationGrain>(LossShards.Key(track.Landscape.Id, shard)).GetView()));
            views.CopyTo(track.Shards, 0);
        }
#pragma warning disable CA1031 // A view only; the next pulse looks again.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            track.HasNews = true;
            LogNoView(logger, track.Landscape.Id, fault.Message);
        }
    }

    [LoggerMessage(11, LogLevel.Information, "The live view of landscape {Landscape} does not answer: {Reason}")]
    private static partial void LogNoView(ILogger logger, string landscape, string reason);
}
