using OrleansSymmetry.Landscape.Objectives;

namespace OrleansSymmetry.Landscape.Census;

/// <summary>When two losses are one: |F - F'| at most the tolerance times max(unit, |F|, |F'|).</summary>
/// <param name="Value">tolerance.loss of the sweep.</param>
/// <param name="Unit">The natural unit of the loss.</param>
internal readonly record struct LossTolerance(double Value, double Unit)
{
    private const double RankPart = 1e-3;

    /// <summary>Losses are told apart by rounding below it.</summary>
    private const double FinestBucket = 1e-11;

    /// <summary>That of a landscape's sweep.</summary>
    public static LossTolerance Of(LossLandscape landscape) => new(landscape.Spec.Tolerance.Loss, landscape.Units.Loss);

    /// <summary>
    /// What ranks are decided by: losses of classes are known far better than losses of runs need to agree, so the better of two optima comes
    /// first although their runs were compared.
    /// </summary>
    public LossTolerance ForRanks => this with { Value = RankPart * Value };

    /// <summary>The largest difference from a loss of this size that still counts as none.</summary>
    public double Around(double loss) => Value * Math.Max(Unit, Math.Abs(loss));

    /// <summary>Whether two losses are one.</summary>
    public bool AreEqual(double a, double b) => Math.Abs(a - b) <= Around(Math.Max(Math.Abs(a), Math.Abs(b)));

    /// <summary>
    /// A number that grows with the loss: two losses that are one have the same or neighbouring numbers. In natural units, with L(F) = F for |F| at most
    /// 1 and sign(F) (1 + ln |F|) beyond, two such losses are at most -ln(1 - tolerance) apart in L. A bucket is twice as wide, so
    /// that rounding does not count.
    /// </summary>
    public long Bucket(double loss)
    {
        loss /= Unit;
        double size = Math.Abs(loss);
        double level = size <= 1 ? loss : Math.CopySign(1 + Math.Log(size), loss);
        return (long)Math.Floor(level / Math.Max(-2 * Math.Log(1 - Value), FinestBucket));
    }

    /// <summary>
    /// Cuts items in ascending order of loss wherever two neighbours are not of one loss. No two items of different pieces are.
    /// </summary>
    public IEnumerable<List<T>> Levels<T>(IEnumerable<T> ascending, Func<T, double> lossOf)
    {
        List<T> level = [];
        foreach (T item in ascending)
        {
            if (level.Count > 0 && !AreEqual(lossOf(level[^1]), lossOf(item)))
            {
                yield return level;
                level = [];
            }

            level.Add(item);
        }

        if (level.Count > 0)
        {
            yield return level;
        }
    }
}
