using System.Numerics;
using OrleansSymmetry.Landscape.Lanes;

namespace OrleansSymmetry.Landscape.Optimisation;

/// <summary>Takes a queue of seeds through one phase, eight at a time.</summary>
internal static class PhaseRunner
{
    private const int LaneCount = LaneBuffer.LaneCount;

    /// <summary>
    /// Runs the phase for every run of the queue. A lane that ends is taken by the next run at once, so a slow seed does
    /// not hold seven others. Runs that were not finite before are left as they are.
    /// </summary>
    /// <param name="method">The phase's method.</param>
    /// <param name="steps">Most steps of a run.</param>
    /// <param name="queue">The runs; their parameters, steps and ends are updated.</param>
    /// <param name="cancellation">Looked at before each step.</param>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static void Run(LaneMethod method, int steps, IReadOnlyList<SeedRun> queue, CancellationToken cancellation)
    {
        var lanes = new SeedRun?[LaneCount];
        var starts = new long[LaneCount];
        int next = 0;
        int active = 0;
        long step = 0;
        for (int lane = 0; lane < LaneCount; lane++)
        {
            Refill(lane);
        }

        long deadline = Deadline();
        while (active != 0)
        {
            cancellation.ThrowIfCancellationRequested();
            LaneEnds ends = method.Step();
            step++;
            int ended = ends.All & active;
            if (ended == 0 && step < deadline)
            {
                continue;
            }

            for (int lane = 0; lane < LaneCount; lane++)
            {
                if (lanes[lane] is not { } run)
                {
                    continue;
                }

                bool stops = (ended & (1 << lane)) != 0;
                if (!stops && step - starts[lane] < steps)
                {
                    continue;
                }

                run.End = stops ? ends.Of(lane) : PhaseEnd.StepsSpent;
                run.Steps += (int)(step - starts[lane]);
                method.Reached.CopyLaneTo(lane, run.Theta);
                lanes[lane] = null;
                active &= ~(1 << lane);
                Refill(lane);
            }

            deadline = Deadline();
        }

        void Refill(int lane)
        {
            while (next < queue.Count)
            {
                SeedRun run = queue[next++];
                if (run.End == PhaseEnd.NotFinite)
                {
                    continue;
                }

                run.End = PhaseEnd.StepsSpent;
                if (steps <= 0)
                {
                    continue;
                }

                lanes[lane] = run;
                starts[lane] = step;
                active |= 1 << lane;
                method.Theta.SetLane(lane, run.Theta);
                method.Reset(lane);
                return;
            }
        }

        long Deadline()
        {
            long earliest = long.MaxValue;
            for (int bits = active; bits != 0; bits &= bits - 1)
            {
                earliest = Math.Min(earliest, starts[BitOperations.TrailingZeroCount(bits)] + steps);
            }

            return earliest;
        }
    }
}
