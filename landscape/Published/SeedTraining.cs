using System.Collections.Concurrent;
using System.Text;
using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Sweeps;
using OrleansSymmetry.Landscape.Training;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Published;

/// <summary>Trains seeds on several threads of this process. What comes out does not depend on how many.</summary>
/// <param name="threads">Number of threads.</param>
/// <param name="progress">Told what goes on, a sentence at a time.</param>
/// <param name="cancellation">Looked at before each step of the optimisers.</param>
public sealed class SeedTraining(int threads, Action<string> progress, CancellationToken cancellation)
{
    /// <summary>The landscapes of a sweep file's content, written as JSON; each with its point of the grid.</summary>
    /// <param name="json">The sweep; single quotes stand for double ones.</param>
    /// <param name="files">The data files that it names.</param>
    /// <exception cref="InvalidDataException">The sweep is wrong.</exception>
    public static IReadOnlyList<(GridPoint Point, LossLandscape Landscape)> Landscapes(string json, DataFiles? files = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        SweepReading reading = SweepReader.Read(JsonSpec.Parse(Encoding.UTF8.GetBytes(json.Replace('\'', '"'))), files ?? DataFiles.None);
        return reading.Sweep is { } sweep && reading.Faults.Count == 0
            ? [.. sweep.Landscapes.Select(point => (point, LossLandscape.Build(point.Landscape, files ?? DataFiles.None)))]
            : throw new InvalidDataException(string.Join(' ', reading.Faults.Select(fault => fault.Message)));
    }

    /// <summary>Trains seeds.</summary>
    /// <param name="what">What they are, for the progress.</param>
    /// <param name="landscape">The landscape.</param>
    /// <param name="first">The first seed.</param>
    /// <param name="count">How many.</param>
    /// <returns>Their records, ascending by seed.</returns>
    public IReadOnlyList<RunRecord> Train(string what, LossLandscape landscape, long first, int count)
    {
        progress($"{what}: training {count} seeds");
        int size = BlockSize.Of(landscape);
        int blocks = (count + size - 1) / size;
        var records = new ConcurrentBag<BlockRecord>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
        Parallel.For(0, blocks, options, block =>
        {
            int start = block * size;
            records.Add(BlockTrainer.Train(landscape, first + start, Math.Min(size, count - start), cancellation));
        });
        return [.. records.OrderBy(block => block.First).SelectMany(block => block.Runs)];
    }

    /// <summary>The census of runs.</summary>
    public static LandscapeReport Census(LossLandscape landscape, Modulo modulo, IEnumerable<RunRecord> runs)
    {
        ArgumentNullException.ThrowIfNull(landscape);
        return CensusBuilder.Build(landscape, new GridPoint([], landscape.Spec), modulo, runs).Report;
    }
}
