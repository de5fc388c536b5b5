using System.Diagnostics;

namespace OrleansSymmetry.Grains.Telemetry;

/// <summary>The names under which a census can be watched: sources, spans, tags, meters, instruments.</summary>
public static class CensusTelemetry
{
    /// <summary>Name of the activity source and of the meter.</summary>
    public const string Name = "OrleansSymmetry";

    /// <summary>Span of a sweep's first submission: the parent of whatever is done for it.</summary>
    public const string SubmitSpan = "submit";

    /// <summary>Span of a sweep, from when a coordinator takes it up until it rests.</summary>
    public const string SweepSpan = "sweep";

    /// <summary>Span of a block, from its order to its receipt, retries included.</summary>
    public const string BlockSpan = "block";

    /// <summary>Span of a block's training, queueing included.</summary>
    public const string TrainSpan = "train";

    /// <summary>Span of finding a block's classes and telling the live index of them; begins when the block is stored.</summary>
    public const string CanonicaliseSpan = "canonicalise";

    /// <summary>Span of a block's write to the census store.</summary>
    public const string StoreSpan = "store";

    /// <summary>Span of the closing of a sweep's partition.</summary>
    public const string CloseSpan = "close";

    /// <summary>Span of a geometry question, from when it is taken up until it is answered or given up.</summary>
    public const string GeometrySpan = "geometry";

    /// <summary>Tag: ID of the sweep.</summary>
    public const string SweepTag = "symmetry.sweep";

    /// <summary>Tag: ID of the landscape.</summary>
    public const string LandscapeTag = "symmetry.landscape";

    /// <summary>Tag: first seed of the block.</summary>
    public const string FirstSeedTag = "symmetry.seed.first";

    /// <summary>Tag: number of seeds of the block.</summary>
    public const string SeedCountTag = "symmetry.seed.count";

    /// <summary>Tag: kind of the geometry question.</summary>
    public const string QuestionTag = "symmetry.question";

    /// <summary>Tag: number of the geometry question's parts.</summary>
    public const string PartsTag = "symmetry.parts";

    /// <summary>Tag: what a run ended as.</summary>
    public const string EndedTag = "ended";

    /// <summary>Counter: runs trained, by how they ended.</summary>
    public const string Runs = "symmetry.runs";

    /// <summary>Counter: optimiser steps.</summary>
    public const string Steps = "symmetry.steps";

    /// <summary>Counter: classes added to live indices.</summary>
    public const string Classes = "symmetry.classes.found";

    /// <summary>Counter: blocks stored.</summary>
    public const string Blocks = "symmetry.blocks.stored";

    /// <summary>Histogram: seconds of a compute thread per block.</summary>
    public const string BlockDuration = "symmetry.block.duration";

    /// <summary>Counter: attempts of a block that were lost or threw.</summary>
    public const string Retries = "symmetry.block.retries";

    /// <summary>Counter: parts of geometry questions stored.</summary>
    public const string Parts = "symmetry.geometry.parts";

    /// <summary>Gauge: sweeps that a silo's coordinators are working on.</summary>
    public const string Sweeps = "symmetry.sweeps.running";

    /// <summary>Gauge: jobs waiting for a compute thread.</summary>
    public const string PoolQueue = "symmetry.pool.queue";

    /// <summary>Gauge: compute threads at work.</summary>
    public const string PoolBusy = "symmetry.pool.busy";

    /// <summary>Gauge: compute threads.</summary>
    public const string PoolThreads = "symmetry.pool.threads";

    /// <summary>The source of the spans.</summary>
    public static ActivitySource Source { get; } = new(Name);

    /// <summary>Starts a span under a parent that another turn, timer or silo opened.</summary>
    /// <param name="name">One of the names above.</param>
    /// <param name="parent">A W3C traceparent; null or malformed: a trace of its own.</param>
    public static Activity? Start(string name, string? parent) =>
        Source.StartActivity(
            name, ActivityKind.Internal, ActivityContext.TryParse(parent, null, isRemote: true, out ActivityContext context) ? context : default);
}
