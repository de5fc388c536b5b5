namespace OrleansSymmetry.Client.Pictures;

/// <summary>A square matrix of figures between named things, such as barriers between classes.</summary>
internal sealed record HeatMap
{
    /// <summary>A matrix over its labels.</summary>
    /// <param name="title">What is shown.</param>
    /// <param name="valueName">What the figures are.</param>
    /// <param name="labels">One name for each row, which is also the name of its column.</param>
    /// <param name="values">Row by row; null, NaN and infinities are empty cells.</param>
    internal HeatMap(string title, string valueName, IReadOnlyList<string> labels, IReadOnlyList<double?> values)
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
    internal string Title { get; }

    /// <summary>What the figures are.</summary>
    internal string ValueName { get; }

    /// <summary>Names of rows and columns.</summary>
    internal IReadOnlyList<string> Labels { get; }

    /// <summary>The figures, row by row.</summary>
    internal IReadOnlyList<double?> Values { get; }

    /// <summary>What stands above the diagonal, where that differs from what stands below it.</summary>
    internal string? Above { get; init; }

    /// <summary>What stands below the diagonal, where that differs from what stands above it.</summary>
    internal string? Below { get; init; }

    /// <summary>Whether shades follow the logarithm.</summary>
    internal bool Logarithmic { get; init; }

    /// <summary>The figure of a cell, or null where there is none.</summary>
    internal double? At(int row, int column) => Values[(row * Labels.Count) + column] is { } value && double.IsFinite(value) ? value : null;

    /// <summary>What the triangles hold, in words; null where both hold the same.</summary>
    internal string? TrianglesSaid => (Above, Below) switch
    {
        (null, null) => null,
        ({ } above, null) => $"above the diagonal: {above}",
        (null, { } below) => $"below the diagonal: {below}",
        ({ } above, { } below) => $"above the diagonal: {above}; below: {below}",
    };
}
