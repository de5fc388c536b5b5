namespace OrleansSymmetry.Landscape.Tables;

/// <summary>Whether the first line of a table names its columns.</summary>
public enum HeadingRule
{
    /// <summary>The cells decide; where they do not, the table is refused.</summary>
    Auto,

    /// <summary>It does.</summary>
    Present,

    /// <summary>It is a row of data.</summary>
    Absent,
}
