namespace OrleansSymmetry.Landscape.Tables;

/// <summary>What stands between the cells of a line.</summary>
public enum CellSeparator
{
    /// <summary>A comma.</summary>
    Comma,

    /// <summary>A semicolon.</summary>
    Semicolon,

    /// <summary>A tab.</summary>
    Tab,

    /// <summary>A vertical bar.</summary>
    Bar,

    /// <summary>One or more blanks or tabs; blanks at the ends of a line part nothing.</summary>
    Blanks,
}
