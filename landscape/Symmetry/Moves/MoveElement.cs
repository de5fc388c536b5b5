using System.Numerics;
using OrleansSymmetry.Landscape.Symmetry.Groups;

namespace OrleansSymmetry.Landscape.Symmetry.Moves;

/// <summary>Moves as elements of the network's group.</summary>
internal static class MoveElement
{
    /// <summary>The element: in each layer the cycles first, then the flips.</summary>
    /// <exception cref="ArgumentException">It is no element of the group.</exception>
    public static GroupElement Of(SymmetryGroup group, Move move)
    {
        UnitElement[][] units = [.. group.Layers.Select(layer => UnitElement.IdentityOf(layer.Width))];
        foreach (LayerMove layer in move.Layers)
        {
            UnitElement[] places = units[layer.Layer - 1];
            foreach (UnitCycle cycle in layer.Cycles)
            {
                for (int k = 0; k < cycle.Units.Count; k++)
                {
                    int to = cycle.Units[(k + 1) % cycle.Units.Count] - 1;
                    places[to] = places[to] with { Source = cycle.Units[k] - 1 };
                }
            }

            foreach (int place in layer.Flips)
            {
                places[place - 1] = places[place - 1] with { Form = new UnitForm(-1) };
            }
        }

        return new GroupElement(group, units);
    }

    /// <summary>The units of one layer that an element moves around, or flips where they stand.</summary>
    /// <param name="places">What stands at each place.</param>
    /// <returns>Cycles from their smallest unit on, each unit moving to the place of the next; units from 0.</returns>
    public static IEnumerable<SignedCycle> Cycles(UnitElement[] places)
    {
        var targets = new int[places.Length];
        for (int i = 0; i < places.Length; i++)
        {
            targets[places[i].Source] = i;
        }

        var isVisited = new bool[places.Length];
        for (int first = 0; first < places.Length; first++)
        {
            if (isVisited[first])
            {
                continue;
            }

            var units = new List<int>();
            int sign = 1;
            for (int unit = first; !isVisited[unit]; unit = targets[unit])
            {
                isVisited[unit] = true;
                units.Add(unit);
                sign *= places[unit].Form.Sign;
            }

            if (units.Count > 1 || sign < 0)
            {
                yield return new SignedCycle(units, sign);
            }
        }
    }

    /// <summary>The least m with g^m = 1.</summary>
    public static BigInteger Order(GroupElement element) => element.Units
        .SelectMany(Cycles)
        .Select(cycle => new BigInteger(cycle.Sign < 0 ? 2 * cycle.Units.Count : cycle.Units.Count))
        .Aggregate(BigInteger.One, (order, length) => order / BigInteger.GreatestCommonDivisor(order, length) * length);
}

/// <summary>A cycle of units with the product of the signs that they take on the way round.</summary>
/// <param name="Units">From 0; each moves to the place of the next one.</param>
/// <param name="Sign">1 or -1.</param>
internal sealed record SignedCycle(IReadOnlyList<int> Units, int Sign);
