namespace OrleansSymmetry.Landscape.Census;

/// <summary>
/// Losses of a stream of runs as levels, with memory for a bounded number of levels. Losses fall into buckets of a fixed grid. Whenever
/// more than <see cref="MostLevels"/> buckets are occupied, all buckets are made twice as wide. The width at the end is the least
/// one with which few enough are occupied: a function of the set of losses, whatever the order. No run is lost. Belongs to one thread at a time.
/// </summary>
/// <param name="tolerance">When two losses are one: the levels' resolution while there are few of them.</param>
internal sealed class RunLevels(LossTolerance tolerance)
{
    /// <summary>More than anybody reads, and a few kilobytes.</summary>
    public const int MostLevels = 100;

    /// <summary>Losses are told apart by rounding below it.</summary>
    private const double FinestBucket = 1e-11;

    // A power of two, so that a loss divided by it is exact: at least two tolerances.
    private readonly double _width = Math.ScaleB(1, Math.ILogB(Math.Max(2 * tolerance.Value, FinestBucket)) + 1);
    private Dictionary<long, Level> _buckets = [];
    private int _doublings;

    /// <summary>Runs whose loss is not finite.</summary>
    public long NotFinite { get; private set; }

    /// <summary>Losses as close as this are one level at least.</summary>
    public double Resolution => Math.ScaleB(tolerance.Value, _doublings);

    /// <summary>The levels by loss.</summary>
    public IReadOnlyList<RunLevelReport> Levels
    {
        get
        {
            var levels = new List<Level>();
            foreach (Level bucket in _buckets.OrderBy(pair => pair.Key).Select(pair => pair.Value))
            {
                // The grid may cut through the runs of one loss.
                if (levels.Count > 0 && tolerance.AreEqual(levels[^1].Largest, bucket.Least))
                {
                    levels[^1] = levels[^1].With(bucket);
                }
                else
                {
                    levels.Add(bucket);
                }
            }

            return
            [
                .. levels.Select(level => new RunLevelReport(level.Least, level.Largest, level.Runs, level.FirstSeed)
                {
                    IsZero = tolerance.AreEqual(level.Largest, 0),
                }),
            ];
        }
    }

    /// <summary>Takes a run.</summary>
    public void Add(long seed, double loss)
    {
        if (!double.IsFinite(loss))
        {
            NotFinite++;
            return;
        }

        Put(_buckets, (long)Math.Floor(Place(loss / tolerance.Unit) / _width) >> _doublings, new Level(loss, loss, 1, seed));
        while (_buckets.Count > MostLevels)
        {
            var wider = new Dictionary<long, Level>();
            foreach ((long bucket, Level level) in _buckets)
            {
                Put(wider, bucket >> 1, level);
            }

            _buckets = wider;
            _doublings++;
        }
    }

    private static void Put(Dictionary<long, Level> buckets, long bucket, Level level) =>
        buckets[bucket] = buckets.TryGetValue(bucket, out Level held) ? held.With(level) : level;

    /// <summary>
    /// A number that grows with the loss in natural units, the same on every machine: the loss itself up to 1, and beyond it the logarithm to base 2
    /// plus 1, straight between powers of two.
    /// </summary>
    private static double Place(double loss)
    {
        double size = Math.Abs(loss);
        if (size <= 1)
        {
            return loss;
        }

        int exponent = Math.ILogB(size);
        return Math.CopySign(exponent + Math.ScaleB(size, -exponent), loss);
    }

    private readonly record struct Level(double Least, double Largest, long Runs, long FirstSeed)
    {
        public Level With(Level other) => new(
            Math.Min(Least, other.Least), Math.Max(Largest, other.Largest), Runs + other.Runs, Math.Min(FirstSeed, other.FirstSeed));
    }
}
