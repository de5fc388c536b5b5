namespace OrleansSymmetry.Pictures.Axes;

/// <summary>
/// Where a function on a grid is at least a level: closed loops with the higher side on their left, by marching squares (linear along
/// the sides of a cell, the mean of its corners deciding a saddle). Outside the grid the function counts as lower, so that loops close
/// along its border.
/// </summary>
internal static class ContourLoops
{
    private const int Bottom = 0;
    private const int Right = 1;
    private const int Top = 2;
    private const int Left = 3;

    // From side to side, for every set of corners that are high (1 lower left, 2 lower right, 4 upper right, 8 upper left).
    private static readonly (int From, int To)[][] Segments =
    [
        [], [(Bottom, Left)], [(Right, Bottom)], [(Right, Left)],
        [(Top, Right)], [(Bottom, Left), (Top, Right)], [(Top, Bottom)], [(Top, Left)],
        [(Left, Top)], [(Bottom, Top)], [(Right, Bottom), (Left, Top)], [(Right, Top)],
        [(Left, Right)], [(Bottom, Right)], [(Left, Bottom)], [],
    ];

    private static readonly (int From, int To)[] JoinedRising = [(Bottom, Right), (Top, Left)];
    private static readonly (int From, int To)[] JoinedFalling = [(Left, Bottom), (Right, Top)];

    /// <summary>The loops of a level, in the order in which their lowest, then leftmost cell is met.</summary>
    /// <param name="columns">Points of the grid along x.</param>
    /// <param name="rows">Points of the grid along y.</param>
    /// <param name="value">The value at (i, j); negative infinity where there is none.</param>
    /// <param name="level">The level.</param>
    /// <returns>Points of each loop in units of the grid: (0, 0) is its first point, (columns - 1, rows - 1) its last.</returns>
    internal static IReadOnlyList<IReadOnlyList<(double X, double Y)>> Of(int columns, int rows, Func<int, int, double> value, double level)
    {
        var next = new Dictionary<Side, Side>();
        var order = new List<Side>();
        double Padded(int i, int j) => i < 0 || j < 0 || i >= columns || j >= rows ? double.NegativeInfinity : value(i, j);
        for (int j = -1; j < rows; j++)
        {
            for (int i = -1; i < columns; i++)
            {
                foreach ((int from, int to) in SegmentsOf(Padded(i, j), Padded(i + 1, j), Padded(i + 1, j + 1), Padded(i, j + 1), level))
                {
                    Side start = Side.Of(i, j, from);
                    next.Add(start, Side.Of(i, j, to));
                    order.Add(start);
                }
            }
        }

        var loops = new List<IReadOnlyList<(double X, double Y)>>();
        foreach (Side start in order)
        {
            var loop = new List<(double X, double Y)>();
            for (Side side = start; next.Remove(side, out Side following); side = following)
            {
                (double x, double y) = side.Crossing(Padded, level);
                loop.Add((Math.Clamp(x, 0, columns - 1), Math.Clamp(y, 0, rows - 1)));
            }

            if (loop.Count > 0)
            {
                loops.Add(loop);
            }
        }

        return loops;
    }

    private static (int From, int To)[] SegmentsOf(double lowerLeft, double lowerRight, double upperRight, double upperLeft, double level)
    {
        const int Rising = 5;
        const int Falling = 10;
        int high = (lowerLeft >= level ? 1 : 0) | (lowerRight >= level ? 2 : 0) | (upperRight >= level ? 4 : 0) | (upperLeft >= level ? 8 : 0);
        bool isJoined = (lowerLeft / 4) + (lowerRight / 4) + (upperRight / 4) + (upperLeft / 4) >= level;
        return high switch
        {
            Rising when isJoined => JoinedRising,
            Falling when isJoined => JoinedFalling,
            _ => Segments[high],
        };
    }

    /// <summary>A side of a cell: from the point (I, J) one step to the right, or one step up.</summary>
    private readonly record struct Side(int I, int J, bool IsUpright)
    {
        internal static Side Of(int i, int j, int side) => side switch
        {
            Bottom => new Side(i, j, false),
            Right => new Side(i + 1, j, true),
            Top => new Side(i, j + 1, false),
            _ => new Side(i, j, true),
        };

        internal (double X, double Y) Crossing(Func<int, int, double> value, double level)
        {
            double here = value(I, J);
            double there = IsUpright ? value(I, J + 1) : value(I + 1, J);
            double share = Share(here, there, level);
            return IsUpright ? (I, J + share) : (I + share, J);
        }

        // A point without a value takes no part of the way to it. Halves keep the difference of huge values finite.
        private static double Share(double here, double there, double level) => (double.IsFinite(here), double.IsFinite(there)) switch
        {
            (false, _) => 1,
            (_, false) => 0,
            _ => Math.Clamp(((level / 2) - (here / 2)) / ((there / 2) - (here / 2)), 0, 1),
        };
    }
}
