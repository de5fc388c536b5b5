namespace OrleansSymmetry.Landscape.Assignment;

/// <summary>
/// The perfect matching of rows and columns whose sum of costs is least: shortest augmenting paths with dual variables
/// (Burkard, Dell'Amico and Martello, Assignment Problems, 2009, section 4.4), n^3 operations at most.
/// </summary>
internal static class LinearAssignment
{
    // for each row:
    //   grow a tree of shortest paths (Dijkstra) from it over reduced costs, cost - rowPrice - columnPrice, to the first free column
    //   change the prices of what the tree has reached, so that the path's pairs have reduced cost 0
    //   exchange matched and unmatched pairs along the path
    // Invariant: matched pairs have reduced cost 0 and all others 0 or more, hence the rows so far are matched at least cost.
    /// <summary>Solves the problem.</summary>
    /// <param name="costs">[n, n] row-major, finite.</param>
    /// <param name="columnOfRow">The column that each row is matched with (n entries).</param>
    public static void Solve(ReadOnlySpan<double> costs, Span<int> columnOfRow)
    {
        int n = columnOfRow.Length;
        var rowPrice = new double[n];
        var columnPrice = new double[n];
        var rowOfColumn = new int[n];
        var previous = new int[n];
        var distance = new double[n];
        var isDone = new bool[n];
        Array.Fill(rowOfColumn, -1);
        for (int start = 0; start < n; start++)
        {
            Array.Fill(distance, double.PositiveInfinity);
            Array.Clear(isDone);
            int row = start;
            int column = -1;
            double length = 0;
            while (row >= 0)
            {
                int last = column;
                column = -1;
                for (int c = 0; c < n; c++)
                {
                    if (isDone[c])
                    {
                        continue;
                    }

                    double through = length + costs[(row * n) + c] - rowPrice[row] - columnPrice[c];
                    if (through < distance[c])
                    {
                        distance[c] = through;
                        previous[c] = last;
                    }

                    column = column < 0 || distance[c] < distance[column] ? c : column;
                }

                length = distance[column];
                isDone[column] = true;
                row = rowOfColumn[column];
            }

            // Prices keep every matched pair at reduced cost 0 and all others at 0 or more.
            for (int c = 0; c < n; c++)
            {
                if (isDone[c])
                {
                    columnPrice[c] += distance[c] - length;
                    if (rowOfColumn[c] >= 0)
                    {
                        rowPrice[rowOfColumn[c]] -= distance[c] - length;
                    }
                }
            }

            rowPrice[start] += length;
            for (int c = column; c >= 0; c = previous[c])
            {
                rowOfColumn[c] = previous[c] >= 0 ? rowOfColumn[previous[c]] : start;
            }
        }

        for (int c = 0; c < n; c++)
        {
            columnOfRow[rowOfColumn[c]] = c;
        }
    }
}
