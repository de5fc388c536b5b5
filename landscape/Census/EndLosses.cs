using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Landscape.Statistics;

namespace OrleansSymmetry.Landscape.Census;

/// <summary>
/// For each way in which runs ended: their losses, and how their last phases ended. It takes a stream of runs, in any order, and its memory
/// does not grow with them. Belongs to one thread at a time.
/// </summary>
/// <param name="tolerance">When two losses are one.</param>
internal sealed class EndLosses(LossTolerance tolerance)
{
    /// <summary>Why a run is unconverged that stands where derivatives do not exist.</summary>
    private const string Kink = "kink";

    /// <summary>Why a run is unconverged although its last phase converged: its position is not known well enough.</summary>
    private const string Inaccurate = "inaccurate";

    private readonly SortedDictionary<(Ended Ended, int Reason), Way> _ways = [];
    private readonly PhaseEndCounts _phases = new();
    private long _runs;
    private long _atZero;
    private long? _firstAtZero;

    private static string[] PhaseWords { get; } = [.. PhaseEndCounts.Words.Words];

    /// <summary>Why runs are unconverged, in the order of the report: at a kink, or how the last phase ended.</summary>
    private static string[] Reasons { get; } =
        [Kink, .. PhaseWords.Select(word => word == PhaseEndCounts.Words.WordFor(PhaseEnd.Converged) ? Inaccurate : word)];

    /// <summary>How the last phases of all runs ended.</summary>
    public IReadOnlyDictionary<string, long> LastPhases => _phases.ByWord;

    /// <summary>The ways in which runs ended, as far as some did.</summary>
    public IReadOnlyList<EndReport> Ends => [.. _ways.Select(pair => Report(pair.Key.Ended, pair.Key.Reason, pair.Value))];

    /// <summary>
    /// The runs whose loss is 0. No loss here is negative, and neither is a penalty: wherever such a run stands, no point is lower.
    /// Null without runs.
    /// </summary>
    public ZeroLossReport? AtZero
    {
        get
        {
            if (_runs == 0)
            {
                return null;
            }

            (double share, double low, double high) = WilsonInterval.Of(_atZero, _runs);
            return new ZeroLossReport(_atZero, new Share(share, low, high), _firstAtZero);
        }
    }

    /// <summary>Takes a run.</summary>
    public void Add(RunRecord run)
    {
        _runs++;
        _phases.Add(run.LastPhase);
        if (tolerance.AreEqual(run.Loss, 0))
        {
            _atZero++;
            _firstAtZero = Math.Min(_firstAtZero ?? run.Seed, run.Seed);
        }

        (Ended, int) key = (run.Ended, ReasonOf(run));
        if (!_ways.TryGetValue(key, out Way? way))
        {
            _ways[key] = way = new Way(new RunLevels(tolerance), new PhaseEndCounts());
        }

        way.Losses.Add(run.Seed, run.Loss);
        way.Phases.Add(run.LastPhase);
    }

    /// <summary>The position of the reason for which a run is unconverged; -1 for other ends, and where it is not known.</summary>
    private static int ReasonOf(RunRecord run) => run switch
    {
        { Ended: not Ended.Unconverged } => -1,
        { AtKink: true } => 0,
        { LastPhase: { } phase } => 1 + Array.IndexOf(PhaseWords, PhaseEndCounts.Words.WordFor(phase)),
        _ => -1,
    };

    private static EndReport Report(Ended ended, int reason, Way way)
    {
        IReadOnlyList<RunLevelReport> levels = way.Losses.Levels;
        return new EndReport(
            EndCounts.Words.WordFor(ended),
            reason < 0 ? null : Reasons[reason],
            levels.Sum(level => level.Runs) + way.Losses.NotFinite,
            levels.Count > 0 ? new Interval(levels[0].Loss, levels[^1].Largest) : null,
            way.Losses.NotFinite,
            way.Phases.ByWord,
            way.Losses.Resolution,
            levels);
    }

    private sealed record Way(RunLevels Losses, PhaseEndCounts Phases);
}
