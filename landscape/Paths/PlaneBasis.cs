using OrleansSymmetry.Landscape.Lanes;
using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Randomness;
using OrleansSymmetry.Landscape.Spectra;

namespace OrleansSymmetry.Landscape.Paths;

/// <summary>A plane origin + x u + y v in the space of parameters.</summary>
/// <param name="Origin">P entries.</param>
/// <param name="U">P entries.</param>
/// <param name="V">P entries.</param>
internal sealed record PlaneBasis(double[] Origin, double[] U, double[] V)
{
    /// <summary>What is left of a vector is nothing at this part of its length, or of the first point's: optima are known to some 1e-12.</summary>
    private const double OnOneLine = 1e-9;

    /// <summary>The plane through three points, with orthonormal axes: x towards the second, the third at positive y.</summary>
    /// <param name="points">Three points of P entries.</param>
    /// <param name="span">What they span; where it is no plane, the missing axes are random directions.</param>
    public static PlaneBasis Through(IReadOnlyList<double[]> points, out PlaneSpan span)
    {
        double[] first = Difference(points[1], points[0]);
        double[] second = Difference(points[2], points[0]);
        var stream = new CounterStream(0, StreamPurpose.PlaneDirections);
        double nothing = OnOneLine * Math.Max(1, Norms.Euclidean(points[0]));
        bool hasFirst = Norms.Euclidean(first) > Math.Max(nothing, OnOneLine * Norms.Euclidean(second));
        double[] u = hasFirst ? Unit(first) : Norms.Euclidean(second) > nothing ? Unit(second) : Unit(Gaussian(stream, first.Length));
        double[] beside = Beside(second, u);
        span = !hasFirst ? Norms.Euclidean(second) > nothing ? PlaneSpan.LineToThird : PlaneSpan.Point
            : Norms.Euclidean(beside) > Math.Max(nothing, OnOneLine * Norms.Euclidean(second)) ? PlaneSpan.Plane
            : PlaneSpan.LineToSecond;
        return new PlaneBasis(points[0], u, span == PlaneSpan.Plane ? Unit(beside) : Unit(Beside(Gaussian(stream, u.Length), u)));
    }

    /// <summary>Two Gaussian directions from a point in which each unit's incoming weights and bias have the norm that they have at the point.</summary>
    public static PlaneBasis Random(Network network, double[] point, long seed)
    {
        var stream = new CounterStream((ulong)seed, StreamPurpose.PlaneDirections);
        return new PlaneBasis(
            point, FilterNormalised(network, point, Gaussian(stream, point.Length)), FilterNormalised(network, point, Gaussian(stream, point.Length)));
    }

    /// <summary>The point at (x, y).</summary>
    public double[] At(double x, double y)
    {
        var theta = new double[Origin.Length];
        for (int p = 0; p < theta.Length; p++)
        {
            theta[p] = Entry(p, x, y);
        }

        return theta;
    }

    /// <summary>Coordinates of a point of the plane, with orthonormal axes.</summary>
    public (double X, double Y) Coordinates(double[] theta)
    {
        double[] from = Difference(theta, Origin);
        return (Norms.Dot(from, U), Norms.Dot(from, V));
    }

    /// <summary>F at points of one row, eight at a time.</summary>
    public double[] Row(ILaneObjective objective, LaneBuffer theta, double[] x, double y)
    {
        var losses = new double[x.Length];
        Span<double> doubles = theta.Doubles;
        for (int first = 0; first < x.Length; first += LaneBuffer.LaneCount)
        {
            for (int lane = 0; lane < LaneBuffer.LaneCount; lane++)
            {
                double at = x[Math.Min(first + lane, x.Length - 1)];
                for (int p = 0; p < Origin.Length; p++)
                {
                    doubles[(p * LaneBuffer.LaneCount) + lane] = Entry(p, at, y);
                }
            }

            LaneVector loss = objective.Value(theta.Vectors);
            for (int lane = 0; lane < LaneBuffer.LaneCount && first + lane < x.Length; lane++)
            {
                losses[first + lane] = loss[lane];
            }
        }

        return losses;
    }

    private double Entry(int p, double x, double y) => Math.FusedMultiplyAdd(x, U[p], Math.FusedMultiplyAdd(y, V[p], Origin[p]));

    private static double[] FilterNormalised(Network network, double[] point, double[] direction)
    {
        foreach (Layer layer in network.Layers.Where(layer => layer.HasWeights))
        {
            for (int unit = 0; unit < layer.Outputs; unit++)
            {
                int[] places =
                [
                    .. Enumerable.Range(layer.Weights + (unit * layer.Inputs), layer.Inputs),
                    .. layer.HasBiases ? [layer.Biases + unit] : Array.Empty<int>(),
                ];
                double wanted = Norms.Euclidean([.. places.Select(p => point[p])]);
                double drawn = Norms.Euclidean([.. places.Select(p => direction[p])]);
                foreach (int p in places)
                {
                    direction[p] *= wanted / drawn;
                }
            }
        }

        return direction;
    }

    private static double[] Gaussian(CounterStream stream, int length)
    {
        var direction = new double[length];
        for (int p = 0; p < length; p++)
        {
            direction[p] = stream.NextNormal();
        }

        return direction;
    }

    private static double[] Difference(double[] a, double[] b)
    {
        var difference = new double[a.Length];
        for (int p = 0; p < a.Length; p++)
        {
            difference[p] = a[p] - b[p];
        }

        return difference;
    }

    // Twice is enough: what rounding leaves of the axis after the first time is taken off by the second.
    private static double[] Beside(double[] vector, double[] axis)
    {
        double[] left = vector;
        for (int time = 0; time < 2; time++)
        {
            double along = Norms.Dot(left, axis);
            left = [.. left.Select((entry, p) => Math.FusedMultiplyAdd(-along, axis[p], entry))];
        }

        return left;
    }

    private static double[] Unit(double[] vector)
    {
        double length = Norms.Euclidean(vector);
        return [.. vector.Select(entry => entry / length)];
    }
}

/// <summary>What three points span.</summary>
internal enum PlaneSpan
{
    /// <summary>A plane.</summary>
    Plane,

    /// <summary>A line: the third lies on that from the first to the second, or is one of them.</summary>
    LineToSecond,

    /// <summary>A line, since the second is the first.</summary>
    LineToThird,

    /// <summary>Nothing: they are one point.</summary>
    Point,
}
