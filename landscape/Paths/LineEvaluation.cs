using OrleansSymmetry.Landscape.Lanes;
using OrleansSymmetry.Landscape.Objectives;

namespace OrleansSymmetry.Landscape.Paths;

/// <summary>
/// The objective on straight lines (1-t) A + t B, eight points at a time. A loss has the same bits whatever is evaluated with it.
/// Belongs to one thread at a time.
/// </summary>
internal sealed class LineEvaluation(ILaneObjective objective)
{
    private readonly LaneBuffer _theta = new(objective.ParameterCount);

    /// <summary>F at several points of one line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="t">Where.</param>
    /// <param name="cancellation">Looked at before each evaluation.</param>
    public double[] At(Line line, ReadOnlySpan<double> t, CancellationToken cancellation)
    {
        var losses = new double[t.Length];
        for (int first = 0; first < t.Length; first += LaneBuffer.LaneCount)
        {
            cancellation.ThrowIfCancellationRequested();
            for (int lane = 0; lane < LaneBuffer.LaneCount; lane++)
            {
                SetLane(lane, line, t[Math.Min(first + lane, t.Length - 1)]);
            }

            LaneVector loss = objective.Value(_theta.Vectors);
            for (int lane = 0; lane < LaneBuffer.LaneCount && first + lane < t.Length; lane++)
            {
                losses[first + lane] = loss[lane];
            }
        }

        return losses;
    }

    /// <summary>F at one point of each of at most eight lines.</summary>
    public LaneVector At(ReadOnlySpan<Line> lines, LaneVector t)
    {
        for (int lane = 0; lane < LaneBuffer.LaneCount; lane++)
        {
            int at = Math.Min(lane, lines.Length - 1);
            SetLane(lane, lines[at], t[at]);
        }

        return objective.Value(_theta.Vectors);
    }

    /// <summary>F at as many points of parameter space as there are, eight at a time.</summary>
    public double[] At(IReadOnlyList<double[]> points)
    {
        var losses = new double[points.Count];
        for (int first = 0; first < losses.Length; first += LaneBuffer.LaneCount)
        {
            for (int lane = 0; lane < LaneBuffer.LaneCount; lane++)
            {
                _theta.SetLane(lane, points[Math.Min(first + lane, losses.Length - 1)]);
            }

            LaneVector loss = objective.Value(_theta.Vectors);
            for (int lane = 0; lane < LaneBuffer.LaneCount && first + lane < losses.Length; lane++)
            {
                losses[first + lane] = loss[lane];
            }
        }

        return losses;
    }

    private void SetLane(int lane, Line line, double t)
    {
        Span<double> doubles = _theta.Doubles;
        for (int p = 0; p < line.A.Length; p++)
        {
            doubles[(p * LaneBuffer.LaneCount) + lane] = line.Entry(p, t);
        }
    }
}

/// <summary>A straight line between two points of P entries.</summary>
/// <param name="A">Where t = 0.</param>
/// <param name="B">Where t = 1.</param>
internal sealed record Line(double[] A, double[] B)
{
    /// <summary>Entry p at t; the ends and the middle are exact.</summary>
    public double Entry(int p, double t) => ((1 - t) * A[p]) + (t * B[p]);

    /// <summary>The point at t.</summary>
    public double[] At(double t)
    {
        var point = new double[A.Length];
        for (int p = 0; p < point.Length; p++)
        {
            point[p] = Entry(p, t);
        }

        return point;
    }

    /// <summary>|A - B|_2.</summary>
    public double Length
    {
        get
        {
            double sum = 0;
            for (int p = 0; p < A.Length; p++)
            {
                double difference = B[p] - A[p];
                sum = Math.FusedMultiplyAdd(difference, difference, sum);
            }

            return Math.Sqrt(sum);
        }
    }
}
