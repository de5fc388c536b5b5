namespace OrleansSymmetry.Landscape.Symmetry.Groups;

/// <summary>What a group element puts in the place of one hidden unit: (w, b) of unit Source becomes (s t w, s t b + k pi).</summary>
/// <param name="Source">The unit, in the old numbering, that moves here.</param>
/// <param name="Form">s and k.</param>
/// <param name="Scale">t &gt; 0; 1 unless the layer has free scales.</param>
public readonly record struct UnitElement(int Source, UnitForm Form, double Scale = 1)
{
    /// <summary>A unit that stays in its place as it is.</summary>
    public static UnitElement Identity(int unit) => new(unit, UnitForm.Identity);

    /// <summary>A layer of units that stay in their places as they are.</summary>
    /// <param name="width">Their number.</param>
    public static UnitElement[] IdentityOf(int width) => [.. Enumerable.Range(0, width).Select(Identity)];
}
