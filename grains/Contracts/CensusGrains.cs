namespace OrleansSymmetry.Contracts;

/// <summary>The grains that clients ask, each under its key.</summary>
public static class CensusGrains
{
    // There is one list.
    private const long SweepListKey = 0;

    /// <summary>The list of all sweeps.</summary>
    public static ISweepListGrain GetSweepList(this IGrainFactory grains)
    {
        ArgumentNullException.ThrowIfNull(grains);
        return grains.GetGrain<ISweepListGrain>(SweepListKey);
    }

    /// <summary>The coordinator of a sweep.</summary>
    /// <param name="grains">Where it is found.</param>
    /// <param name="id">The sweep's ID.</param>
    public static ISweepGrain GetSweep(this IGrainFactory grains, string id)
    {
        ArgumentNullException.ThrowIfNull(grains);
        return grains.GetGrain<ISweepGrain>(id);
    }

    /// <summary>What answers a geometry question.</summary>
    /// <param name="grains">Where it is found.</param>
    /// <param name="key">The question.</param>
    public static IGeometryGrain GetGeometry(this IGrainFactory grains, GeometryKey key)
    {
        ArgumentNullException.ThrowIfNull(grains);
        return grains.GetGrain<IGeometryGrain>(key.ToString());
    }
}
