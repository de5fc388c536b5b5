using OrleansSymmetry.Contracts;
using OrleansSymmetry.Grains.Canonicalization;
using OrleansSymmetry.Grains.Catalogue;
using OrleansSymmetry.Grains.Runs;
using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Landscape.Specs;

namespace OrleansSymmetry.Grains.Sweeps;

/// <summary>How far a sweep's work on one landscape has come: forward through the phases, and from deciding back to waiting when more is wanted.</summary>
internal enum LandscapePhase
{
    /// <summary>It is not known what is stored.</summary>
    Waiting,

    /// <summary>What is stored is being counted.</summary>
    Counting,

    /// <summary>What is missing is being trained.</summary>
    Training,

    /// <summary>All that is wanted is stored; whether it is enough is being decided.</summary>
    Deciding,

    /// <summary>It is enough.</summary>
    Settled,
}

/// <summary>A sweep's work on one landscape. Belongs to its coordinator's turns.</summary>
/// <param name="landscape">The landscape.</param>
/// <param name="wanted">The seeds that are wanted first.</param>
internal sealed class LandscapeTrack(OpenedLandscape landscape, SeedSet wanted)
{
    private readonly SeedLedger _stored = new();
    private IEnumerator<SeedRange> _missing = Enumerable.Empty<SeedRange>().GetEnumerator();
    private EndCounts _ended = EndCounts.None;
    private int _inFlight;

    /// <summary>The landscape.</summary>
    public OpenedLandscape Landscape => landscape;

    /// <summary>How far it is.</summary>
    public LandscapePhase Phase { get; private set; }

    /// <summary>The seeds that are wanted so far.</summary>
    public SeedSet Wanted { get; private set; } = wanted;

    /// <summary>Wanted seeds whose run is stored, as far as they were counted.</summary>
    public long Done { get; private set; }

    /// <summary>Whether all that is wanted is stored, and no block is in flight.</summary>
    public bool IsStored => Phase == LandscapePhase.Training && _inFlight == 0;

    /// <summary>The last view of its live index.</summary>
    public ClassView View { get; set; } = ClassView.Empty;

    /// <summary>Begins to count what is stored.</summary>
    /// <returns>The seeds that were counted before; whoever counts adds to it.</returns>
    public SeedLedger BeginCounting()
    {
        Phase = LandscapePhase.Counting;
        return _stored;
    }

    /// <summary>Counts runs that are stored.</summary>
    public void Count(EndCounts ended)
    {
        _ended = _ended.Plus(ended);
        Done += ended.All;
    }

    /// <summary>All that is stored was counted; begins to hand out the rest.</summary>
    public void BeginTraining(int blockSize)
    {
        Phase = LandscapePhase.Training;
        _missing = BlockCutter.Cut(Wanted, _stored, blockSize).GetEnumerator();
    }

    /// <summary>Hands out the next block to be trained; false when there is none left.</summary>
    public bool TryTake(out SeedRange block)
    {
        if (Phase != LandscapePhase.Training || !_missing.MoveNext())
        {
            block = default;
            return false;
        }

        block = _missing.Current;
        _inFlight++;
        return true;
    }

    /// <summary>A block that was handed out is stored.</summary>
    public void Stored(SeedRange block, EndCounts ended)
    {
        _stored.Add(block);
        Count(ended);
        _inFlight--;
    }

    /// <summary>Begins to decide whether what is stored is enough.</summary>
    public void BeginDeciding() => Phase = LandscapePhase.Deciding;

    /// <summary>More seeds are wanted: all of the former ones, and others.</summary>
    public void Widen(SeedSet wanted)
    {
        Phase = LandscapePhase.Waiting;
        Wanted = wanted;
    }

    /// <summary>Nothing more is wanted.</summary>
    public void Settle() => Phase = LandscapePhase.Settled;

    /// <summary>Progress as a client sees it.</summary>
    public LandscapeProgress Progress() => new(Landscape.Id, Landscape.Label, Wanted.Count, Done, _ended.ToArray(), View.Classes, View.Leading)
    {
        Network = Landscape.Network,
        Data = Landscape.Data,
    };
}
