using OrleansSymmetry.Landscape.Activations;
using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Symmetry.Groups;
using OrleansSymmetry.Landscape.Symmetry.Moves;

namespace OrleansSymmetry.Landscape.Questions;

/// <summary>
/// The directions from a point fixed by a symmetry in which the network's function does not change. Units that the symmetry carries
/// into each other compute the same there, up to sign: their outgoing weights can be moved against each other. A unit that it
/// carries into its own mirror image computes a constant: its outgoing weights are free, and where they are 0, so are its incoming ones.
/// Where an outgoing weight belongs to no parameter (fixed output weights), there are none. Units of an activation with
/// phi(tz) = t phi(z), t > 0, that compute the same can also be scaled against each other, until one of them vanishes: a segment.
/// </summary>
internal static class FlatDirections
{
    /// <summary>Outgoing weights that differ by no more are equal but for rounding.</summary>
    private const double EqualContribution = 1e-13;

    /// <summary>All of them, layer by layer.</summary>
    /// <param name="group">The group.</param>
    /// <param name="element">The symmetry.</param>
    /// <param name="point">A point that it leaves where it is, P entries.</param>
    public static IEnumerable<FlatDirection> Of(SymmetryGroup group, GroupElement element, double[] point)
    {
        double atZero = ValueAtZero(group.Network.Activation);
        for (int l = 0; l < element.Units.Count; l++)
        {
            Layer next = group.Network.Layers[l + 1];
            foreach (SignedCycle cycle in next.HasWeights ? MoveElement.Cycles(element.Units[l]) : [])
            {
                IEnumerable<FlatDirection> directions = cycle.Sign > 0
                    ? Contrasts(group, element.Units[l], l, cycle)
                    : cycle.Units.SelectMany(unit => Outgoing(group.Network, l, unit, atZero).Concat(Incoming(group.Network, l, unit, point)));
                foreach (FlatDirection direction in directions)
                {
                    yield return direction;
                }
            }
        }
    }

    /// <summary>The directions in which a segment is flat, layer by layer; none where the activation is not homogeneous.</summary>
    /// <param name="group">The group.</param>
    /// <param name="element">The symmetry.</param>
    /// <param name="point">A point that it leaves where it is, P entries.</param>
    public static IEnumerable<FlatDirection> Segments(SymmetryGroup group, GroupElement element, double[] point)
    {
        for (int l = 0; l < element.Units.Count && group.Network.Activation.Homogeneity == 1; l++)
        {
            foreach (SignedCycle cycle in MoveElement.Cycles(element.Units[l]).Where(cycle => cycle.Sign > 0))
            {
                for (int k = 0; k + 1 < cycle.Units.Count; k++)
                {
                    int v = cycle.Units[k + 1];
                    if (Scaling(group, l, cycle.Units[k], v, element.Units[l][v].Form.Sign, point) is { } segment)
                    {
                        yield return segment;
                    }
                }
            }
        }
    }

    // w_u (1 + s'), w_v (1 - s'), |s'| <= 1, with equal contributions of both: (1 + s') + (1 - s') = 2. Where the symmetry moves the
    // units of the next layer too, it leaves points in place at which the two contribute to different ones, and there is no segment.
    private static FlatDirection? Scaling(SymmetryGroup group, int l, int u, int v, int sign, double[] point)
    {
        Layer layer = group.Network.Layers[l];
        Layer next = group.Network.Layers[l + 1];
        int rho = new UnitForm(sign).Outgoing(group.Layers[l].Unit);
        for (int r = 0; r < next.Outputs && next.HasWeights; r++)
        {
            double ofU = point[Weight(next, r, u)];
            if (Math.Abs(point[Weight(next, r, v)] - (rho * ofU)) > EqualContribution * Math.Max(1, Math.Abs(ofU)))
            {
                return null;
            }
        }

        var direction = new double[point.Length];
        double squared = 0;
        foreach ((int unit, int towards) in new[] { (u, 1), (v, -1) })
        {
            IEnumerable<int> places = Enumerable.Range(layer.Weights + (unit * layer.Inputs), layer.Inputs);
            foreach (int p in layer.HasBiases ? places.Append(layer.Biases + unit) : places)
            {
                direction[p] = towards * point[p];
                squared += point[p] * point[p];
            }
        }

        return squared > 0 ? new FlatDirection(l, [u, v], SwapLineKind.Scaling, 0, Unit(direction), Math.Sqrt(squared)) : null;
    }

    // Unit v after u in the cycle computes rho phi_u + c: a_u + s, a_v - rho s, and next bias + rho c s.
    private static IEnumerable<FlatDirection> Contrasts(SymmetryGroup group, UnitElement[] places, int l, SignedCycle cycle)
    {
        Layer next = group.Network.Layers[l + 1];
        for (int k = 0; k + 1 < cycle.Units.Count; k++)
        {
            int u = cycle.Units[k];
            int v = cycle.Units[k + 1];
            int sign = places[v].Form.Sign;
            int rho = new UnitForm(sign).Outgoing(group.Layers[l].Unit);
            double constant = group.Layers[l].Unit == UnitSymmetry.MidFlip && sign < 0 ? 1 : 0;
            for (int r = 0; r < next.Outputs; r++)
            {
                var direction = new double[group.Network.ParameterCount];
                direction[Weight(next, r, u)] = 1;
                direction[Weight(next, r, v)] = -rho;
                if (constant != 0)
                {
                    direction[next.Biases + r] = rho * constant;
                }

                yield return new FlatDirection(l, [u, v], SwapLineKind.Contrast, r + 1, Unit(direction));
            }
        }
    }

    private static IEnumerable<FlatDirection> Outgoing(Network network, int l, int unit, double atZero)
    {
        Layer next = network.Layers[l + 1];
        if (atZero != 0 && !next.HasBiases)
        {
            yield break;
        }

        for (int r = 0; r < next.Outputs; r++)
        {
            var direction = new double[network.ParameterCount];
            direction[Weight(next, r, unit)] = 1;
            if (atZero != 0)
            {
                direction[next.Biases + r] = -atZero;
            }

            yield return new FlatDirection(l, [unit], SwapLineKind.Outgoing, r + 1, Unit(direction));
        }
    }

    private static IEnumerable<FlatDirection> Incoming(Network network, int l, int unit, double[] point)
    {
        Layer layer = network.Layers[l];
        Layer next = network.Layers[l + 1];
        for (int r = 0; r < next.Outputs; r++)
        {
            if (point[Weight(next, r, unit)] != 0)
            {
                yield break;
            }
        }

        for (int c = 0; c < layer.Inputs; c++)
        {
            yield return Single(layer.Weights + (unit * layer.Inputs) + c, c + 1);
        }

        if (layer.HasBiases)
        {
            yield return Single(layer.Biases + unit, 0);
        }

        FlatDirection Single(int parameter, int other)
        {
            var direction = new double[network.ParameterCount];
            direction[parameter] = 1;
            return new FlatDirection(l, [unit], SwapLineKind.Incoming, other, direction);
        }
    }

    private static int Weight(Layer layer, int row, int column) => layer.Weights + (row * layer.Inputs) + column;

    private static double[] Unit(double[] direction)
    {
        double sum = 0;
        foreach (double entry in direction)
        {
            sum += entry * entry;
        }

        double length = Math.Sqrt(sum);
        return [.. direction.Select(entry => entry / length)];
    }

    private static double ValueAtZero(Activation activation)
    {
        Span<LaneVector> argument = [LaneVector.Zero];
        Span<LaneVector> value = [LaneVector.Zero];
        activation.Evaluate(argument, value);
        return value[0][0];
    }
}

/// <summary>A direction of constant function.</summary>
/// <param name="Layer">Hidden layer, from 0.</param>
/// <param name="Units">The units, from 0.</param>
/// <param name="Kind">What moves.</param>
/// <param name="Other">As in <see cref="SwapLine"/>.</param>
/// <param name="Vector">P entries, of length 1.</param>
/// <param name="Reach">How far it goes to either side; null: without end.</param>
internal sealed record FlatDirection(int Layer, int[] Units, SwapLineKind Kind, int Other, double[] Vector, double? Reach = null);
