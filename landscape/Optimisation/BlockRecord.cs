namespace OrleansSymmetry.Landscape.Optimisation;

/// <summary>The runs of the consecutive seeds First, First + 1, ..., in order: the unit of work and of storage.</summary>
public sealed record BlockRecord(long First, IReadOnlyList<RunRecord> Runs);

/// <summary>How the runs of the consecutive seeds First, First + 1, ... ended, in order.</summary>
public sealed record BlockEnds(long First, IReadOnlyList<Ended> Ended);
