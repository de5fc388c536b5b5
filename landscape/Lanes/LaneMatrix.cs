namespace OrleansSymmetry.Landscape.Lanes;

/// <summary>A matrix of lane vectors somewhere in pinned memory: entry (r, c) stands at Origin + r RowStride + c ColumnStride.</summary>
/// <param name="origin">Entry (0, 0).</param>
/// <param name="rowStride">Vectors from a row to the next; 0 repeats one row.</param>
/// <param name="columnStride">Vectors from a column to the next; 0 repeats one column.</param>
internal readonly unsafe struct LaneMatrix(LaneVector* origin, nint rowStride, nint columnStride)
{
    public readonly LaneVector* Origin = origin;
    public readonly nint RowStride = rowStride;
    public readonly nint ColumnStride = columnStride;

    /// <summary>The same entries with rows and columns exchanged.</summary>
    public LaneMatrix Transposed => new(Origin, ColumnStride, RowStride);
}
