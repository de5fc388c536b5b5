namespace OrleansSymmetry.Landscape;

/// <summary>The version of the numerics.</summary>
public static class NumericsVersion
{
    /// <summary>Raised whenever the bits of a result may change; runs of different versions are never mixed.</summary>
    public const int Current = 4;
}
