using OrleansSymmetry.EndToEnd.Processes;

namespace OrleansSymmetry.EndToEnd.Kills;

/// <summary>A place of a cluster where one silo after another lives, as a supervisor starts them.</summary>
internal sealed class SiloSlot(int index, string redis, SiloPlace place) : IAsyncDisposable
{
    private readonly List<Life> _lives = [];

    public int Index => index;

    /// <summary>Whether a silo that ended is started again.</summary>
    public bool IsSupervised { get; set; } = true;

    public SiloProcess Silo => _lives[^1].Silo;

    public int Starts => _lives.Count;

    /// <summary>Blocks that were trained by its silos and not stored by them, as each of them last told.</summary>
    public double TrainedInVain => _lives.Sum(life => life.Trained - life.Stored);

    /// <summary>What its silos said.</summary>
    public string Log => string.Join("--- started again\n", _lives.Select(life => life.Silo.Process.Output + life.Silo.Process.Errors));

    public void Start(bool moved = false)
    {
        place = moved ? place.Moved() : place;
        _lives.Add(new Life(SiloProcess.Start(redis, place)));
    }

    /// <summary>Starts the silo again if it ended, and reads its counters.</summary>
    public async Task Look()
    {
        Life life = _lives[^1];
        if (life.Silo.Process.HasExited)
        {
            if (IsSupervised)
            {
                Start();
            }

            return;
        }

        try
        {
            double trained = await life.Silo.Counter("symmetry_block_duration_seconds_count");
            (life.Trained, life.Stored) = (trained, await life.Silo.Counter("symmetry_blocks_stored_total"));
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException)
        {
            // It hangs, is cut off, or has only just started.
        }
    }

    /// <summary>A counter or gauge of the silo; 0 while it does not answer.</summary>
    public async Task<double> Told(string instrument)
    {
        try
        {
            return await Silo.Counter(instrument);
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException)
        {
            return 0;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (Life life in _lives)
        {
            if (!life.Silo.Process.HasExited)
            {
                // One that is stopped would not be ended by anything but the system.
                life.Silo.Process.Signal("CONT");
            }

            await life.Silo.DisposeAsync();
        }
    }

    private sealed record Life(SiloProcess Silo)
    {
        public double Trained { get; set; }

        public double Stored { get; set; }
    }
}
