using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Symmetry.Groups;

namespace OrleansSymmetry.Landscape.Questions;

/// <summary>
/// The linear space of the points that a symmetry leaves where they are. In coordinates in which the symmetry is a signed permutation
/// it has one basis vector for each orbit of coordinates, with entries +-1/sqrt(k) on its k coordinates; an orbit that comes back with
/// its sign changed is 0 throughout. These coordinates are the parameters themselves, but where sigmoid units are flipped: there each
/// next bias c stands with half of the outgoing weights, c + sum_i a_i / 2, the constant of the same function of tanh units.
/// </summary>
internal sealed class TiedSpace
{
    private readonly Network _network;
    private readonly bool[] _centresBiases;

    /// <param name="group">The network's group.</param>
    /// <param name="element">A symmetry without half turns, scales and row shifts.</param>
    public TiedSpace(SymmetryGroup group, GroupElement element)
    {
        _network = group.Network;
        _centresBiases = [.. element.Units.Select((units, l) => group.Layers[l].Unit == UnitSymmetry.MidFlip && units.Any(unit => unit.Form.Sign < 0))];
        int n = _network.ParameterCount;
        OrbitOf = new int[n];
        Coefficients = new double[n];
        Dimension = FindOrbits(Images(element));
    }

    /// <summary>Number of basis vectors d.</summary>
    public int Dimension { get; }

    /// <summary>Per coordinate, the basis vector that it has an entry in; -1 where it is 0 throughout.</summary>
    public int[] OrbitOf { get; }

    /// <summary>Per coordinate, that entry.</summary>
    public double[] Coefficients { get; }

    /// <summary>The point with these coordinates.</summary>
    /// <param name="z">d entries.</param>
    public double[] Point(ReadOnlySpan<double> z)
    {
        var theta = new double[OrbitOf.Length];
        for (int p = 0; p < theta.Length; p++)
        {
            theta[p] = OrbitOf[p] < 0 ? 0 : Coefficients[p] * z[OrbitOf[p]];
        }

        foreach ((int bias, int weight) in BiasCorrections())
        {
            theta[bias] -= 0.5 * theta[weight];
        }

        return theta;
    }

    /// <summary>The coordinates of the mean of the orbit of theta under the symmetry and its powers.</summary>
    /// <returns>d entries.</returns>
    public double[] Project(ReadOnlySpan<double> theta)
    {
        double[] centred = theta.ToArray();
        foreach ((int bias, int weight) in BiasCorrections())
        {
            centred[bias] += 0.5 * theta[weight];
        }

        var z = new double[Dimension];
        for (int p = 0; p < centred.Length; p++)
        {
            if (OrbitOf[p] >= 0)
            {
                z[OrbitOf[p]] = Math.FusedMultiplyAdd(Coefficients[p], centred[p], z[OrbitOf[p]]);
            }
        }

        return z;
    }

    /// <summary>Biases with the weights, half of which they stand with. Weights come before the biases of their layer, so no pair feeds another.</summary>
    public IEnumerable<(int Bias, int Weight)> BiasCorrections()
    {
        for (int l = 0; l < _centresBiases.Length; l++)
        {
            Layer next = _network.Layers[l + 1];
            for (int at = 0; _centresBiases[l] && at < next.Outputs * next.Inputs; at++)
            {
                yield return (next.Biases + (at / next.Inputs), next.Weights + at);
            }
        }
    }

    // Numbers 1, ..., P as coordinates show where the symmetry takes each of them; the halves in between are exact.
    private double[] Images(GroupElement element)
    {
        var theta = new double[OrbitOf.Length];
        for (int p = 0; p < theta.Length; p++)
        {
            theta[p] = p + 1;
        }

        foreach ((int bias, int weight) in BiasCorrections())
        {
            theta[bias] -= 0.5 * theta[weight];
        }

        double[] images = element.Apply(theta);
        foreach ((int bias, int weight) in BiasCorrections())
        {
            images[bias] += 0.5 * images[weight];
        }

        return images;
    }

    private int FindOrbits(double[] images)
    {
        int orbits = 0;
        var isVisited = new bool[images.Length];
        for (int first = 0; first < images.Length; first++)
        {
            if (isVisited[first])
            {
                continue;
            }

            // A fixed point has u_p = +- u_q where q is the coordinate that p takes its value from.
            var places = new List<int>();
            double sign = 1;
            for (int p = first; !isVisited[p]; p = (int)Math.Abs(images[p]) - 1)
            {
                isVisited[p] = true;
                places.Add(p);
                Coefficients[p] = sign;
                sign *= Math.Sign(images[p]);
            }

            double length = 1 / Math.Sqrt(places.Count);
            foreach (int p in places)
            {
                OrbitOf[p] = sign > 0 ? orbits : -1;
                Coefficients[p] = sign > 0 ? Coefficients[p] * length : 0;
            }

            orbits += sign > 0 ? 1 : 0;
        }

        return orbits;
    }
}
