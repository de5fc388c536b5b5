using System.Numerics;

namespace OrleansSymmetry.Landscape.Symmetry.Matching;

/// <summary>
/// The symmetries that leave a point where it is: swaps of equal units, flips of units that vanish, and whatever
/// combinations over several layers.
/// </summary>
public static class Stabilizer
{
    /// <summary>
    /// Its order. The product, over all units in turn, of the size of the unit's orbit under the symmetries that keep the
    /// point and all units before (orbit-stabiliser theorem along a base; Sims 1970).
    /// </summary>
    /// <param name="point">The full network, gauge-fixed: <see cref="ComparableForm.OfFullNetwork"/>.</param>
    /// <param name="tolerance">Relative distance at which two points are one.</param>
    public static BigInteger Order(ComparableForm point, double tolerance)
    {
        ArgumentNullException.ThrowIfNull(point);
        return new OrbitMatching(point, point).CountSymmetries(tolerance * OrbitDistance.Scale(point, point));
    }
}
