using OrleansSymmetry.Contracts;
using OrleansSymmetry.Grains.Canonicalization;
using OrleansSymmetry.Grains.Work;
using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Landscape.Specs;

namespace OrleansSymmetry.Grains.Sweeps;

/// <summary>How far a sweep's work on one landscape has come. Belongs to its coordinator's turns.</summary>
internal sealed class LandscapeTrack
{
    private readonly long[] _ended = new long[Enum.GetValues<Ended>().Length];
    private IEnumerator<SeedRange>? _pending;
    private bool _exhausted;

    /// <param name="landscape">The landscape.</param>
    /// <param name="wanted">The seeds that are wanted first.</param>
    public LandscapeTrack(OpenedLandscape landscape, SeedSet wanted)
    {
        Landscape = landscape;
        Wanted = wanted;
    }

    /// <summary>The landscape.</summary>
    public OpenedLandscape Landscape { get; }

    /// <summary>The seeds that are wanted so far.</summary>
    public SeedSet Wanted { get; private set; }

    /// <summary>Wanted seeds whose run is stored.</summary>
    public long Done { get; private set; }

    /// <summary>Blocks in flight.</summary>
    public int InFlight { get; private set; }

    /// <summary>Whether it is being decided, or was, that what is stored is enough.</summary>
    public bool IsLooking { get; set; }

    /// <summary>Whether everything wanted is stored and nothing more will be wanted.</summary>
    public bool IsSettled { get; set; }

    /// <summary>Whether all that is wanted so far is stored.</summary>
    public bool IsStored => _exhausted && InFlight == 0;

    /// <summary>The last view of its live index.</summary>
    public ClassView View { get; set; } = ClassView.Empty;

    /// <summary>Wants these seeds from now on; nothing is known to be stored.</summary>
    public void Want(SeedSet seeds)
    {
        Wanted = seeds;
        Done = 0;
        Array.Clear(_ended);
        _pending = null;
        _exhausted = false;
    }

    /// <summary>Counts runs that are stored already.</summary>
    public void Count(IReadOnlyList<RunRecord> runs)
    {
        foreach (RunRecord run in runs)
        {
            _ended[(int)run.Ended]++;
        }

        Done += runs.Count;
    }

    /// <summary>Begins to hand out blocks.</summary>
    /// <param name="stored">The seeds that <see cref="Count"/> counted.</param>
    /// <param name="blockSize">The landscape's.</param>
    public void Begin(SeedLedger stored, int blockSize) => _pending = BlockCutter.Cut(Wanted, stored, blockSize).GetEnumerator();

    /// <summary>Hands out the next block; false while there is none.</summary>
    public bool TryTake(out SeedRange block)
    {
        if (_pending is null || _exhausted || !_pending.MoveNext())
        {
            _exhausted = _exhausted || _pending is not null;
            block = default;
            return false;
        }

        block = _pending.Current;
        InFlight++;
        return true;
    }

    /// <summary>A block that was handed out is stored.</summary>
    public void Stored(SeedRange block, IReadOnlyList<long> ended)
    {
        for (int i = 0; i < ended.Count; i++)
        {
            _ended[i] += ended[i];
        }

        Done += block.Count;
    }

    /// <summary>A block that was handed out is no longer in flight.</summary>
    public void Return() => InFlight--;

    /// <summary>Progress as a client sees it.</summary>
    public LandscapeProgress Progress() =>
        new(
            Landscape.Id,
            Landscape.Label,
            Wanted.Count,
            Done,
            [.. _ended],
            View.Classes,
            View.Leading);
}
