using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Optimisation;

/// <summary>Counts how the last phases of runs ended. Belongs to one thread at a time.</summary>
public sealed class PhaseEndCounts
{
    private readonly long[] _runs = new long[Enum.GetValues<PhaseEnd>().Length];

    /// <summary>The words for the ways in which a phase ends.</summary>
    public static Vocabulary<PhaseEnd> Words { get; } = new(
        ("converged", PhaseEnd.Converged),
        ("stalled", PhaseEnd.Stalled),
        ("spent", PhaseEnd.StepsSpent),
        ("rounding", PhaseEnd.AtRounding),
        ("nonfinite", PhaseEnd.NotFinite));

    /// <summary>The runs by their words, all of them, in order.</summary>
    public IReadOnlyDictionary<string, long> ByWord => new OrderedDictionary<string, long>(
        Words.Words.Select(word => KeyValuePair.Create(word, Words.TryFind(word, out PhaseEnd end) ? _runs[(int)end] : 0)));

    /// <summary>Counts a run; one whose last phase is not known is left out.</summary>
    public void Add(PhaseEnd? end)
    {
        if (end is { } known)
        {
            _runs[(int)known]++;
        }
    }
}
