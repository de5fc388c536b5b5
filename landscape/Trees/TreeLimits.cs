namespace OrleansSymmetry.Landscape.Trees;

/// <summary>The largest tree that is read. What is larger was written by accident or to do harm.</summary>
public static class TreeLimits
{
    /// <summary>Nesting of maps and lists.</summary>
    public const int Depth = 16;

    /// <summary>Values of a sweep: scalars, lists and maps. A list of so many seeds is a file's whole megabyte.</summary>
    public const int Values = 500_000;

    /// <summary>Keys of one map.</summary>
    public const int Keys = 256;

    /// <summary>Letters of one key; the longest that mean something have a third of that.</summary>
    public const int KeyLength = 100;

    /// <summary>Faults that are told: who has more mends these first.</summary>
    public const int Faults = 100;

    /// <summary>Bytes of a sweep's canonical JSON, which lists every landscape.</summary>
    public const int CanonicalBytes = 16 << 20;
}
