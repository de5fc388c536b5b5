using System.Numerics;

namespace OrleansSymmetry.Landscape.Symmetry.Problems;

/// <summary>
/// Builds a symmetry of a table column by column. A beginning is kept only while the rows, cut to the columns placed so far,
/// are the same collection as before (McKay, Practical graph isomorphism, 1981: individualise and refine).
/// Belongs to one computation at a time.
/// </summary>
internal sealed class TableSearch
{
    private readonly SampleTable _table;
    private readonly Level[] _levels;
    private readonly int[] _columnClasses;
    private readonly ColumnImage[] _images;
    private readonly bool[] _isUsed;
    private readonly int[][] _rowClasses;

    public TableSearch(SampleTable table)
    {
        _table = table;
        int columns = table.Columns.Length;
        _images = new ColumnImage[columns];
        _isUsed = new bool[columns];
        _rowClasses = new int[columns + 1][];
        _rowClasses[0] = table.RowClasses;
        _levels = new Level[columns];
        int[] classes = table.RowClasses;
        for (int column = 0; column < columns; column++)
        {
            _levels[column] = Level.Refine(classes, table.Columns[column], out classes);
            _rowClasses[column + 1] = new int[classes.Length];
        }

        _columnClasses = ClassifyColumns(table);
    }

    /// <summary>Number of columns: outputs, then inputs.</summary>
    public int Columns => _images.Length;

    /// <summary>Number of columns placed.</summary>
    public int Depth { get; private set; }

    /// <summary>What stands in each place; the first <see cref="Depth"/> are set.</summary>
    public ReadOnlySpan<ColumnImage> Images => _images;

    /// <summary>The symmetry, once every column is placed.</summary>
    public ProblemElement Element => new(
        _images[.._table.Outputs], [.. _images[_table.Outputs..].Select(image => image with { Source = image.Source - _table.Outputs })]);

    /// <summary>Columns, with signs, that may stand in the next place as far as each column alone can tell.</summary>
    public IEnumerable<ColumnImage> Candidates()
    {
        int place = Depth;
        for (int source = 0; source < _images.Length; source++)
        {
            if (_isUsed[source] || _columnClasses[source] != _columnClasses[place])
            {
                continue;
            }

            yield return new ColumnImage(source, 1);
            if (source >= _table.Outputs || _table.CanNegateOutputs)
            {
                yield return new ColumnImage(source, -1);
            }
        }
    }

    // Rows have the classes that the placed columns cut them into: once as the table stands, once as it is moved. A column is placed only
    // if it cuts the moved rows into parts of the same values and sizes. Invariant: cut to the columns placed, the moved rows are the rows of
    // the table, each as often. With all columns placed, the move is a symmetry.
    /// <summary>Places a column, unless the rows tell that no symmetry begins so.</summary>
    public bool TryPush(ColumnImage image)
    {
        int place = Depth;
        if (_isUsed[image.Source]
            || _columnClasses[image.Source] != _columnClasses[place]
            || !_levels[place].TryFollow(_rowClasses[place], _table.Columns[image.Source], image.Sign, _rowClasses[place + 1]))
        {
            return false;
        }

        _images[place] = image;
        _isUsed[image.Source] = true;
        Depth++;
        return true;
    }

    /// <summary>Takes the last column back.</summary>
    public void Pop() => _isUsed[_images[--Depth].Source] = false;

    /// <summary>Takes columns back until <paramref name="depth"/> are placed.</summary>
    public void PopTo(int depth)
    {
        while (Depth > depth)
        {
            Pop();
        }
    }

    /// <summary>Whether the columns placed so far begin a symmetry; places them all if so.</summary>
    public bool TryComplete()
    {
        if (Depth == Columns)
        {
            return true;
        }

        foreach (ColumnImage image in Candidates())
        {
            if (TryPush(image))
            {
                if (TryComplete())
                {
                    return true;
                }

                Pop();
            }
        }

        return false;
    }

    // for each column, with those before it in their own places:
    //   size = number of images that a symmetry can give it (TryComplete finds one, which is kept as a generator)
    //   order *= size; put the column into its own place
    /// <summary>The number of symmetries: the product of orbit sizes along the columns (orbit-stabiliser theorem along a base; Sims 1970).</summary>
    /// <param name="generators">Elements that generate all of them.</param>
    public BigInteger Order(out IReadOnlyList<ProblemElement> generators)
    {
        var found = new List<ProblemElement>();
        BigInteger order = BigInteger.One;
        PopTo(0);
        for (int column = 0; column < Columns; column++)
        {
            int size = 0;
            foreach (ColumnImage image in Candidates().ToArray())
            {
                if (TryPush(image) && TryComplete())
                {
                    size++;
                    found.Add(Element);
                }

                PopTo(column);
            }

            order *= size;
            TryPush(new ColumnImage(column, 1));
        }

        PopTo(0);
        generators = found;
        return order;
    }

    /// <summary>Columns of one kind with the same absolute values on rows of the same weight have the same number.</summary>
    private static int[] ClassifyColumns(SampleTable table)
    {
        var numbers = new Dictionary<string, int>();
        var classes = new int[table.Columns.Length];
        for (int column = 0; column < classes.Length; column++)
        {
            IEnumerable<(int, int)> values = table.Columns[column].Select((value, row) => (table.RowClasses[row], Math.Abs(value))).Order();
            string key = $"{column < table.Outputs}:{string.Join(' ', values)}";
            classes[column] = numbers.TryGetValue(key, out int known) ? known : numbers[key] = numbers.Count;
        }

        return classes;
    }

    /// <summary>How one column cuts the classes of rows that the columns before it made, with nothing moved.</summary>
    private sealed class Level
    {
        private readonly Dictionary<(int Class, int Value), int> _parts;
        private readonly int[] _sizes;
        private readonly int[] _found;

        private Level(Dictionary<(int, int), int> parts, int[] sizes)
        {
            _parts = parts;
            _sizes = sizes;
            _found = new int[sizes.Length];
        }

        public static Level Refine(int[] classes, int[] column, out int[] refined)
        {
            var parts = new Dictionary<(int, int), int>();
            var sizes = new List<int>();
            refined = new int[classes.Length];
            for (int row = 0; row < classes.Length; row++)
            {
                (int, int) key = (classes[row], column[row]);
                if (!parts.TryGetValue(key, out int part))
                {
                    part = parts[key] = sizes.Count;
                    sizes.Add(0);
                }

                sizes[part]++;
                refined[row] = part;
            }

            return new Level(parts, [.. sizes]);
        }

        /// <summary>Cuts the moved rows alike; false where they are another collection.</summary>
        public bool TryFollow(int[] classes, int[] column, int sign, int[] refined)
        {
            Array.Clear(_found);
            for (int row = 0; row < classes.Length; row++)
            {
                if (!_parts.TryGetValue((classes[row], sign * column[row]), out int part) || ++_found[part] > _sizes[part])
                {
                    return false;
                }

                refined[row] = part;
            }

            return true;
        }
    }
}
