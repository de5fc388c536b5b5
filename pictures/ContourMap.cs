namespace OrleansSymmetry.Pictures;

/// <summary>A function on a rectangular grid, such as the objective on a plane, with named points.</summary>
public sealed record ContourMap
{
    /// <summary>The function on the points (x[i], y[j]).</summary>
    /// <param name="title">What is shown.</param>
    /// <param name="x">Ascending abscissae, at least two.</param>
    /// <param name="y">Ascending ordinates, at least two.</param>
    /// <param name="values">The value at (x[i], y[j]) stands at j * x.Count + i; null, NaN and infinities are points without a value.</param>
    public ContourMap(string title, IReadOnlyList<double> x, IReadOnlyList<double> y, IReadOnlyList<double?> values)
    {
        RequireAscending(x, nameof(x));
        RequireAscending(y, nameof(y));
        if (values.Count != x.Count * y.Count)
        {
            throw new ArgumentException($"A grid of {x.Count} x {y.Count} has {x.Count * y.Count} values; {values.Count} are given.", nameof(values));
        }

        Title = title;
        X = x;
        Y = y;
        Values = values;
    }

    /// <summary>What is shown.</summary>
    public string Title { get; }

    /// <summary>Abscissae.</summary>
    public IReadOnlyList<double> X { get; }

    /// <summary>Ordinates.</summary>
    public IReadOnlyList<double> Y { get; }

    /// <summary>The values, x fastest.</summary>
    public IReadOnlyList<double?> Values { get; }

    /// <summary>Title of the abscissa.</summary>
    public string XName { get; init; } = "x";

    /// <summary>Title of the ordinate.</summary>
    public string YName { get; init; } = "y";

    /// <summary>What the values are.</summary>
    public string ValueName { get; init; } = "value";

    /// <summary>Points with names.</summary>
    public IReadOnlyList<Mark> Marks { get; init; } = [];

    /// <summary>Whether levels are spaced evenly in the logarithm; values that are not positive then count as below the lowest level.</summary>
    public bool Logarithmic { get; init; }

    /// <summary>Whether one unit is as long along both axes, which is right for distances in the space of the weights.</summary>
    public bool EqualAspect { get; init; } = true;

    /// <summary>The value at (x[i], y[j]), or null where there is none.</summary>
    public double? At(int i, int j) => Values[(j * X.Count) + i] is { } value && double.IsFinite(value) ? value : null;

    private static void RequireAscending(IReadOnlyList<double> coordinates, string name)
    {
        if (coordinates.Count < 2)
        {
            throw new ArgumentException($"A grid has at least two points along each axis; {name} has {coordinates.Count}.", name);
        }

        for (int i = 0; i < coordinates.Count; i++)
        {
            if (!double.IsFinite(coordinates[i]) || (i > 0 && coordinates[i] <= coordinates[i - 1]))
            {
                throw new ArgumentException($"{name}[{i}] is {coordinates[i]}; the coordinates of a grid are finite and ascend.", name);
            }
        }
    }
}
