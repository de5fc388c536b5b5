namespace OrleansSymmetry.Landscape.Assignment;

/// <summary>
/// The perfect matching of rows and columns whose largest cost is least (linear bottleneck assignment: threshold on the
/// sorted costs, augmenting paths; Burkard, Dell'Amico and Martello, Assignment Problems, 2009, section 6.2).
/// </summary>
public static class BottleneckAssignment
{
    // floor = the largest of the rows' least costs; no matching costs less
    // bisect over the costs from floor on:
    //   match row after row by augmenting paths along pairs whose costs are at most the threshold
    // Invariant: high has a matching, which columnOfRow holds; thresholds below low have none.
    /// <summary>Solves the problem.</summary>
    /// <param name="costs">[n, n] row-major; infinite where a pair is not allowed.</param>
    /// <param name="columnOfRow">The column that each row is matched with (n entries); undefined where the answer is infinite.</param>
    /// <returns>The largest cost of the matching; infinite where none exists.</returns>
    public static double Solve(ReadOnlySpan<double> costs, Span<int> columnOfRow)
    {
        int n = columnOfRow.Length;
        double floor = NearestColumns(costs, columnOfRow, out bool isMatching);
        if (isMatching || double.IsPositiveInfinity(floor))
        {
            return floor;
        }

        double[] thresholds = Thresholds(costs, floor);
        int low = 0;
        int high = thresholds.Length - 1;
        if (high < 0 || !TryMatch(costs, n, thresholds[high], columnOfRow))
        {
            return double.PositiveInfinity;
        }

        while (low < high)
        {
            int middle = (low + high) / 2;
            if (TryMatch(costs, n, thresholds[middle], columnOfRow))
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return thresholds[high];
    }

    /// <summary>Matches each row with its nearest column, the first of several, which is optimal when no two rows want the same.</summary>
    private static double NearestColumns(ReadOnlySpan<double> costs, Span<int> columnOfRow, out bool isMatching)
    {
        int n = columnOfRow.Length;
        var isTaken = new bool[n];
        isMatching = true;
        double floor = 0;
        for (int row = 0; row < n; row++)
        {
            int best = 0;
            for (int column = 1; column < n; column++)
            {
                best = costs[(row * n) + column] < costs[(row * n) + best] ? column : best;
            }

            floor = Math.Max(floor, costs[(row * n) + best]);
            isMatching &= !isTaken[best];
            isTaken[best] = true;
            columnOfRow[row] = best;
        }

        return floor;
    }

    private static double[] Thresholds(ReadOnlySpan<double> costs, double floor)
    {
        var thresholds = new SortedSet<double>();
        foreach (double cost in costs)
        {
            if (cost >= floor && double.IsFinite(cost))
            {
                thresholds.Add(cost);
            }
        }

        return [.. thresholds];
    }

    /// <summary>Matches all rows by pairs whose costs are at most the threshold; leaves the columns as they are where there is no such matching.</summary>
    private static bool TryMatch(ReadOnlySpan<double> costs, int n, double threshold, Span<int> columnOfRow)
    {
        var rowOfColumn = new int[n];
        Array.Fill(rowOfColumn, -1);
        for (int row = 0; row < n; row++)
        {
            if (!TryAugment(costs, n, threshold, row, rowOfColumn, new bool[n]))
            {
                return false;
            }
        }

        for (int column = 0; column < n; column++)
        {
            columnOfRow[rowOfColumn[column]] = column;
        }

        return true;
    }

    private static bool TryAugment(ReadOnlySpan<double> costs, int n, double threshold, int row, int[] rowOfColumn, bool[] isVisited)
    {
        for (int column = 0; column < n; column++)
        {
            if (costs[(row * n) + column] > threshold || isVisited[column])
            {
                continue;
            }

            isVisited[column] = true;
            if (rowOfColumn[column] < 0 || TryAugment(costs, n, threshold, rowOfColumn[column], rowOfColumn, isVisited))
            {
                rowOfColumn[column] = row;
                return true;
            }
        }

        return false;
    }
}
