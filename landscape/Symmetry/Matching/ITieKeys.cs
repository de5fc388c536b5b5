namespace OrleansSymmetry.Landscape.Symmetry.Matching;

/// <summary>The entries by which <see cref="TieCuts"/> orders items.</summary>
internal interface ITieKeys<in TItem>
{
    /// <summary>Number of entries of each item.</summary>
    int Entries { get; }

    /// <summary>An entry of an item.</summary>
    double Entry(TItem item, int entry);

    /// <summary>How far apart two values of an entry may be that tie.</summary>
    double Tolerance(int entry);
}
