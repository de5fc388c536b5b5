using OrleansSymmetry.Landscape.Symmetry.Gauge;
using OrleansSymmetry.Landscape.Symmetry.Groups;

namespace OrleansSymmetry.Landscape.Symmetry.Matching;

/// <summary>
/// One representative of an orbit: gauge fixed, signs fixed, units in order. It is for reading and storing; whether two
/// points are equal is decided by <see cref="OrbitDistance"/>, since an order is fragile where leading entries nearly tie.
/// </summary>
public static class CanonicalForm
{
    /// <summary>
    /// The canonical form of a point, and the group element that leads there; null where units mix and it is no permutation
    /// (<see cref="SymmetryGroup.MixesUnits"/>).
    /// </summary>
    /// <param name="group">The group.</param>
    /// <param name="theta">P entries.</param>
    /// <param name="tolerance">Entries within this of each other, relative to max(1, |theta|_inf), count as tied.</param>
    public static (double[] Theta, GroupElement? Element) Find(SymmetryGroup group, ReadOnlySpan<double> theta, double tolerance)
    {
        ArgumentNullException.ThrowIfNull(group);
        if (group.MixesUnits)
        {
            return (group.DecidedOn == DecidedOn.Form ? QuadraticForm.Canonical(group, theta) : LinearNetwork.Canonical(group, theta), null);
        }

        (double[] fixedTheta, GroupElement gauge) = GaugeFixing.Unit(group, theta);
        var search = new CanonicalSearch(ComparableForm.OfFullNetwork(group, theta), tolerance);
        var element = new GroupElement(group, search.Best());
        return (element.Apply(fixedTheta), element.After(gauge));
    }
}
