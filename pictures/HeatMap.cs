namespace OrleansSymmetry.Pictures;

/// <summary>A square matrix of figures between named things, such as barriers between classes.</summary>
public sealed record HeatMap
{
    /// <summary>A matrix over its labels.</summary>
    /// <param name="title">What is shown.</param>
    /// <param name="valueName">What the figures are.</param>
    /// <param name="labels">One name for each row, which is also the name of its column.</param>
    /// <param name="values">Row by row; null, NaN and infinities are empty cells.</param>
    public HeatMap(string title, string valueName, IReadOnlyList<string> labels, IReadOnlyList<double?> values)
    {
        if (values.Count != labels.Count * labels.Count)
        {
            throw new ArgumentException(
                $"A matrix over {labels.Count} labels has {labels.Count * labels.Count} values; {values.Count} are given.", nameof(values));
        }

        Title = title;
        ValueName = valueName;
        Labels = labels;
        Values = values;
    }

    /// <summary>What is shown.</summary>
    public string Title { get; }

    /// <summary>What the figures are.</summary>
    public string ValueName { get; }

    /// <summary>Names of rows and columns.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>The figures, row by row.</summary>
    public IReadOnlyList<double?> Values { get; }

    /// <summary>What stands above the diagonal, where that differs from what stands below it.</summary>
    public string? Above { get; init; }

    /// <summary>What stands below the diagonal, where that differs from what stands above it.</summary>
    public string? Below { get; init; }

    /// <summary>Whether shades follow the logarithm.</summary>
    public bool Logarithmic { get; init; }

    /// <summary>The figure of a cell, or null where there is none.</summary>
    public double? At(int row, int column) => Values[(row * Labels.Count) + column] is { } value && double.IsFinite(value) ? value : null;

    /// <summary>What the triangles hold, in words; null where both hold the same.</summary>
    public string? TrianglesText => (Above, Below) switch
    {
        (null, null) => null,
        ({ } above, null) => $"above the diagonal: {above}",
        (null, { } below) => $"below the diagonal: {below}",
        ({ } above, { } below) => $"above the diagonal: {above}; below: {below}",
    };
}
