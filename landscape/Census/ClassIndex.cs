using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Symmetry.Groups;
using OrleansSymmetry.Landscape.Symmetry.Matching;

namespace OrleansSymmetry.Landscape.Census;

/// <summary>
/// Classes met so far, found or added by distance from their representatives: the live view of a census, and the
/// deduplication of a block. It does not close the partition, so its count may be above that of the report, never below.
/// Belongs to one thread at a time.
/// </summary>
/// <param name="landscape">The landscape.</param>
public sealed class ClassIndex(LossLandscape landscape)
{
    private readonly SymmetryGroup _group = SymmetryGroup.Of(landscape);
    private readonly ToleranceSpec _tolerance = landscape.Spec.Tolerance;
    private readonly LossTolerance _lossTolerance = LossTolerance.Of(landscape);
    private readonly List<Entry> _entries = [];

    /// <summary>Number of classes.</summary>
    public int Count => _entries.Count;

    /// <summary>The classes by (loss, smallest seed), each with the run of the smallest seed met and the hits counted; distances are not measured.</summary>
    public IReadOnlyList<RunClass> Classes =>
        [.. _entries.Select(entry => entry.Class).OrderBy(found => found.Representative.Loss).ThenBy(found => found.Representative.Seed)];

    /// <summary>The first of <see cref="Classes"/>, at most <paramref name="most"/>; the work hardly grows with the number of classes.</summary>
    public IReadOnlyList<RunClass> Leading(int most)
    {
        // Entries stand by the loss of the run that opened them, and a representative's differs from it by a tolerance at most.
        double last = _entries.Count > most ? _entries[most - 1].Loss + (2 * _lossTolerance.Around(_entries[most - 1].Loss)) : double.PositiveInfinity;
        return
        [
            .. _entries.TakeWhile(entry => entry.Loss <= last)
                .Select(entry => entry.Class)
                .OrderBy(found => found.Representative.Loss)
                .ThenBy(found => found.Representative.Seed)
                .Take(most),
        ];
    }

    /// <summary>Finds or adds the class of a run that ended in a minimum or a saddle.</summary>
    /// <param name="run">The run.</param>
    /// <param name="hits">Number of runs it stands for.</param>
    /// <exception cref="ArgumentException">The run did not end in a class.</exception>
    public void Add(RunRecord run, long hits)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (!run.IsInClass)
        {
            throw new ArgumentException($"The run of seed {run.Seed} ended {run.Ended}; only minima and saddles form classes.", nameof(run));
        }

        ComparableForm form = ComparableForm.Of(_group, landscape.Units.ToNatural(run.Theta), _tolerance.Distance);
        double reach = 2 * _lossTolerance.Around(run.Loss);
        int at = FirstAtOrAbove(run.Loss - reach);
        for (; at < _entries.Count && _entries[at].Loss <= run.Loss + reach; at++)
        {
            Entry entry = _entries[at];
            RunRecord representative = entry.Class.Representative;
            if (representative.Ended == run.Ended
                && representative.Index == run.Index
                && _lossTolerance.AreEqual(entry.Loss, run.Loss)
                && OrbitDistance.AreEqual(entry.Form, form, _tolerance.Distance, out _))
            {
                entry.Class = new RunClass(run.Seed < representative.Seed ? run : representative, entry.Class.Hits + hits, null);
                return;
            }
        }

        _entries.Insert(FirstAtOrAbove(run.Loss), new Entry(run.Loss, form) { Class = new RunClass(run, hits, null) });
    }

    private int FirstAtOrAbove(double loss)
    {
        int low = 0;
        int high = _entries.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = _entries[middle].Loss < loss ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>A class with the loss and form of the run that opened it.</summary>
    private sealed class Entry(double loss, ComparableForm form)
    {
        public double Loss { get; } = loss;

        public ComparableForm Form { get; } = form;

        public required RunClass Class { get; set; }
    }
}
