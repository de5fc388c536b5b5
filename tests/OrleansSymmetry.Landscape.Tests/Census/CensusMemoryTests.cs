using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Spectra;
using OrleansSymmetry.Landscape.Tests.Symmetry;

namespace OrleansSymmetry.Landscape.Tests.Census;

/// <summary>Runs alone: what it counts is the memory of the whole process.</summary>
[CollectionDefinition(nameof(CensusMemoryTests), DisableParallelization = true)]
[Collection(nameof(CensusMemoryTests))]
public sealed class CensusMemoryTests
{
    private const int Warm = 20_000;
    private const int Runs = 220_000;

    /// <summary>What a run may leave behind, in bytes: rounding of a measurement of the process, less than one reference.</summary>
    private const double MostPerRun = 4;

    private static readonly SeedSet AllSeeds = new([new SeedRange(0, Runs - 1)]);

    [Fact]
    public void Streamed_runs_leave_nothing_in_memory_but_their_classes()
    {
        LossLandscape landscape = TestLandscape.Of(2, [2], 1, l2: 0.01);
        CensusBuilder builder = Builder(landscape);
        Stream(builder, 0, Warm);
        long before = GC.GetTotalMemory(forceFullCollection: true);

        Stream(builder, Warm, Runs);

        long after = GC.GetTotalMemory(forceFullCollection: true);
        Assert.True((after - before) / (double)(Runs - Warm) <= MostPerRun, $"{after - before} bytes of {Runs - Warm} runs are kept.");
        Assert.False(builder.EndPass());
        LandscapeClasses closed = builder.Close();
        Assert.Equal((6, (long)Runs), (closed.Classes.Count, closed.Report.Runs));
        Assert.Equal([0L, 1L, 2L, 3L, 4L, 5L], closed.Classes.Select(found => found.Representative.Seed).Order());
    }

    [Fact]
    public void Streamed_runs_of_as_many_losses_leave_no_more_than_a_hundred_levels()
    {
        LossLandscape landscape = TestLandscape.Of(2, [2], 1, l2: 0.01);
        CensusBuilder builder = Builder(landscape);
        Diverge(builder, 0, Warm);
        long before = GC.GetTotalMemory(forceFullCollection: true);

        Diverge(builder, Warm, Runs);

        long after = GC.GetTotalMemory(forceFullCollection: true);
        Assert.True((after - before) / (double)(Runs - Warm) <= MostPerRun, $"{after - before} bytes of {Runs - Warm} runs are kept.");
        Assert.False(builder.EndPass());
        EndReport end = Assert.Single(builder.Close().Report.Ends);
        Assert.InRange(end.Levels.Count, 50, 100);
        Assert.Equal((Runs, Runs), (end.Runs, end.Levels.Sum(level => level.Runs)));
    }

    private static CensusBuilder Builder(LossLandscape landscape) => new(
        landscape, new GridPoint([], landscape.Spec), Modulo.Network, CoverageLook.Of(new SeedPlan(AllSeeds, null, Runs), AllSeeds));

    /// <summary>Runs of which no two have one loss.</summary>
    private static void Diverge(CensusBuilder builder, int from, int to)
    {
        for (int seed = from; seed < to; seed++)
        {
            builder.Add(new RunRecord(seed, Ended.Diverging, false, 1e-5 * (seed % 1009 * 211 + (seed / 1009)), 1, 10, null, 0, []));
        }
    }

    /// <summary>Six optima, of two losses, each run a thousandth of the tolerance from one.</summary>
    private static void Stream(CensusBuilder builder, int from, int to)
    {
        for (int seed = from; seed < to; seed++)
        {
            int optimum = seed % 6;
            double blur = 1e-9 * (seed % 101);
            builder.Add(new RunRecord(
                seed, Ended.Minimum, false, 0.5 + (optimum % 2), 1e-12, 10, new Inertia(0, 0, 0.1, 2), 0,
                [1 + blur, 2 + optimum, 3, 4, 0.5, 0.25, 0.75, 1.5 - blur, 0.125]));
        }
    }
}
