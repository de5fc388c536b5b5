using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Landscape.Optimisation.Ends;
using OrleansSymmetry.Landscape.Optimisation.Methods;
using OrleansSymmetry.Landscape.Specs;

namespace OrleansSymmetry.Landscape.Training;

/// <summary>Trains blocks of seeds and verifies where they end.</summary>
public static class BlockTrainer
{
    /// <summary>How often a run may leave a saddle where the sweep says so.</summary>
    private const int MostEscapes = 5;

    /// <summary>
    /// Trains the seeds <paramref name="first"/>, ..., <paramref name="first"/> + <paramref name="count"/> - 1: all of them through
    /// the first phase, then through the second, and so on; then verifies the ends. A seed's record has the same bits
    /// in whatever block it is trained.
    /// </summary>
    /// <param name="landscape">The landscape.</param>
    /// <param name="first">The first seed, 0 or more.</param>
    /// <param name="count">Number of seeds, 1 or more.</param>
    /// <param name="cancellation">Looked at before each step.</param>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static BlockRecord Train(LossLandscape landscape, long first, int count, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(landscape);
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        LandscapeSpec spec = landscape.Spec;
        ILaneObjective objective = landscape.CreateObjective();
        var runs = new SeedRun[count];
        for (int i = 0; i < count; i++)
        {
            var theta = new double[objective.ParameterCount];
            Initialisation.Draw(landscape, first + i, theta);
            runs[i] = new SeedRun(first + i, theta);
        }

        foreach (PhaseSpec phase in spec.Train)
        {
            Run(landscape, phase, objective, runs, cancellation);
        }

        var verifier = EndVerifier.Of(landscape, objective);
        EndPoint[] ends = verifier.Verify(runs, cancellation);
        Escape(landscape, objective, verifier, runs, ends, cancellation);
        return new BlockRecord(first, [.. ends.Select(end => end.Record())]);
    }

    /// <summary>Verifies points as the ends of runs, without training.</summary>
    internal static RunRecord[] VerifyEnds(LossLandscape landscape, IReadOnlyList<SeedRun> points, CancellationToken cancellation)
    {
        var verifier = EndVerifier.Of(landscape, landscape.CreateObjective());
        return [.. verifier.Verify(points, cancellation).Select(end => end.Record())];
    }

    private static void Run(LossLandscape landscape, PhaseSpec phase, ILaneObjective objective, SeedRun[] runs, CancellationToken cancellation)
    {
        LaneMethod method = LaneMethods.Create(phase, objective);
        method.StopInUnitsOf(landscape.Units);
        PhaseRunner.Run(method, phase.Steps, runs, cancellation);
    }

    // Runs that ended in saddles and have a way down go on with the last phase.
    private static void Escape(
        LossLandscape landscape, ILaneObjective objective, EndVerifier verifier, SeedRun[] runs, EndPoint[] ends, CancellationToken cancellation)
    {
        LandscapeSpec spec = landscape.Spec;
        for (int escape = 0; escape < MostEscapes && spec.Train.Count > 0; escape++)
        {
            int[] leaving = [.. Enumerable.Range(0, runs.Length).Where(i => ends[i].WayDown is not null)];
            if (leaving.Length == 0)
            {
                return;
            }

            foreach (int i in leaving)
            {
                ends[i].WayDown!.CopyTo(runs[i].Theta, 0);
            }

            SeedRun[] again = [.. leaving.Select(i => runs[i])];
            Run(landscape, spec.Train[^1], objective, again, cancellation);
            EndPoint[] reached = verifier.Verify(again, cancellation);
            for (int k = 0; k < leaving.Length; k++)
            {
                ends[leaving[k]] = reached[k];
            }
        }
    }
}
