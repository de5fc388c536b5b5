using OrleansSymmetry.Landscape.Spectra;
using OrleansSymmetry.Landscape.Symmetry.Groups;

namespace OrleansSymmetry.Landscape.Symmetry.Gauge;

/// <summary>
/// One hidden layer of square units that feed one sum: with v_i = (w_i, b_i) only the form Q = sum_i a_i v_i v_i' matters, and
/// O(p, q) mixes the units, p of positive and q of negative outgoing weight (Witt: factors of one form are connected by it).
/// Without penalty also a constant may pass between Q and the output's bias. Under a penalty with free outgoing weights a critical
/// point has |v_i|^2 = 2 a_i^2 and, as rotating units of equal outgoing weight changes nothing, all v_i orthogonal: Q = sum_i a_i v_i v_i'
/// is its eigendecomposition, with eigenvalues 2 a_i^3, so the form decides and units of equal outgoing weight still mix.
/// </summary>
internal static class QuadraticForm
{
    /// <summary>
    /// An eigenvalue of the form within this of 0, relative to max(1, the largest), is rounding and what convergence has left;
    /// classes are told apart at a thousand times as much by default.
    /// </summary>
    private const double NegligibleEigenvalue = 1e-9;

    /// <summary>Outgoing weights of a penalised point are equal within this, relative to max(1, the largest): the default tolerance of distances.</summary>
    private const double EqualWeights = 1e-6;

    /// <summary>What decides a class, as a network of one row: Q and the output's bias, the two constants as one where no penalty tells them apart.</summary>
    public static NetworkWeights Invariants(NetworkWeights weights, bool penalised)
    {
        (double[] form, int d) = Of(weights);
        double[]? bias = weights.Biases[^1];
        if (bias is null)
        {
            return NetworkWeights.OfMap(form, 1, null);
        }

        if (penalised)
        {
            return NetworkWeights.OfMap(form, 1, [bias[0]]);
        }

        double constant = form[^1] + bias[0];
        form[(d * d) - 1] = 0;
        return NetworkWeights.OfMap(form, 1, [constant]);
    }

    // Q = sum_k lambda_k e_k e_k'; from the largest |lambda_k| on, while a unit of its sign is left:
    //   a unit with v = sqrt(2) s e_k and outgoing weight +-s, s^3 = |lambda_k| / 2, so that a v v' = lambda_k e_k e_k' and |v|^2 = 2 a^2
    // All other units get v = 0 and an outgoing weight of the size of the largest, with the sign that they had.
    /// <summary>
    /// The point of an orbit at which a spectrum is taken: where outgoing weights are free and nothing is penalised, the eigenvectors of
    /// the form, |v_i|^2 = 2 a_i^2; units beyond its rank vanish and keep the sign of their outgoing weights, on which the curvature depends.
    /// </summary>
    public static double[] Balanced(SymmetryGroup group, ReadOnlySpan<double> theta)
    {
        if (group.Penalised || group.Network.FixedOutputWeights)
        {
            return theta.ToArray();
        }

        NetworkWeights weights = NetworkWeights.Read(group.Network, theta);
        (double[] form, int d) = Of(weights);
        double[] outgoing = weights.Matrices[1];
        int positive = outgoing.Count(a => a > 0);
        int negative = outgoing.Count(a => a < 0);
        Eigensystem system = SymmetricMatrix.Decompose(form, d);
        int[] bySize = [.. Enumerable.Range(0, d).OrderByDescending(k => Math.Abs(system.Values[k]))];
        double threshold = NegligibleEigenvalue * Math.Max(1, Math.Abs(system.Values[bySize[0]]));
        Array.Clear(weights.Matrices[0]);
        Array.Clear(outgoing);
        weights.Biases[0]?.AsSpan().Clear();
        double largest = 0;
        int unit = 0;
        foreach (int k in bySize.Where(k => Math.Abs(system.Values[k]) > threshold))
        {
            ref int left = ref system.Values[k] > 0 ? ref positive : ref negative;
            if (left > 0)
            {
                left--;
                double size = IntegerRoot.Of(Math.Abs(system.Values[k]) / 2, 3);
                largest = Math.Max(largest, size);
                double sign = SingularValues.IsNegative(system.Vector(k)) ? -1 : 1;
                Place(weights, unit, system.Vector(k), sign * Math.Sqrt(2) * size);
                outgoing[unit++] = Math.CopySign(size, system.Values[k]);
            }
        }

        double idle = largest > 0 ? largest : 1;
        outgoing.AsSpan(unit, positive).Fill(idle);
        outgoing.AsSpan(unit + positive, negative).Fill(-idle);
        return weights.ToTheta(group.Network);
    }

    /// <summary>The canonical form where units mix: the balanced point, or with fixed output weights orthogonal rows, longest first.</summary>
    public static double[] Canonical(SymmetryGroup group, ReadOnlySpan<double> theta)
    {
        if (!group.Network.FixedOutputWeights)
        {
            return Balanced(group, theta);
        }

        NetworkWeights weights = NetworkWeights.Read(group.Network, theta);
        int units = weights.Widths[1];
        double[] rows = Rows(weights, out int d);
        OrthogonalRows.Turn(rows, units, d, [], 0);
        for (int i = 0; i < units; i++)
        {
            Place(weights, i, rows.AsSpan(i * d, d), SingularValues.IsNegative(rows.AsSpan(i * d, d)) ? -1 : 1);
        }

        return weights.ToTheta(group.Network);
    }

    /// <summary>Units that the function does without: their number less the form's rank.</summary>
    public static int WastedUnits(NetworkWeights weights, double tolerance)
    {
        (double[] form, int d) = Of(weights);
        double[] values = SymmetricMatrix.Eigenvalues(form, d);
        double largest = Math.Max(Math.Abs(values[0]), Math.Abs(values[^1]));
        return Math.Max(0, weights.Widths[1] - values.Count(value => Math.Abs(value) > tolerance * Math.Max(1, largest)));
    }

    /// <summary>The generators of the mixtures at a point: v_i to a_j v_j and v_j to -a_i v_i, and the constant that passes to the output's bias.</summary>
    public static IEnumerable<NetworkWeights> Tangents(SymmetryGroup group, NetworkWeights point)
    {
        double[] outgoing = point.Matrices[1];
        double largest = outgoing.Max(Math.Abs);
        double[] rows = Rows(point, out int d);
        for (int i = 0; i < outgoing.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                bool mixes = !group.Penalised || Math.Abs(outgoing[i] - outgoing[j]) <= EqualWeights * Math.Max(1, largest);
                if (mixes)
                {
                    NetworkWeights tangent = NetworkWeights.Read(group.Network, new double[group.Network.ParameterCount]);
                    Place(tangent, i, rows.AsSpan(j * d, d), outgoing[j]);
                    Place(tangent, j, rows.AsSpan(i * d, d), -outgoing[i]);
                    yield return tangent;
                }
            }
        }

        if (!group.Penalised && point.Biases[0] is { } bias && point.Biases[1] is not null)
        {
            foreach (double[] change in IdleBiases(point))
            {
                NetworkWeights tangent = NetworkWeights.Read(group.Network, new double[group.Network.ParameterCount]);
                change.CopyTo(tangent.Biases[0]!, 0);
                for (int i = 0; i < change.Length; i++)
                {
                    tangent.Biases[1]![0] -= 2 * outgoing[i] * bias[i] * change[i];
                }

                yield return tangent;
            }
        }
    }

    /// <summary>Changes z of the biases of units in use that keep the linear part of the function, sum_i a_i w_i z_i = 0.</summary>
    private static List<double[]> IdleBiases(NetworkWeights point)
    {
        int n = point.Widths[1];
        int inputs = point.Widths[0];
        var gram = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double dot = FixedOrder.Dot(point.Matrices[0].AsSpan(i * inputs, inputs), point.Matrices[0].AsSpan(j * inputs, inputs));
                gram[(i * n) + j] = point.Matrices[1][i] * point.Matrices[1][j] * dot;
            }
        }

        Eigensystem system = SymmetricMatrix.Decompose(gram, n);
        var changes = new List<double[]>();
        for (int k = 0; k < n && system.Values[k] <= NegligibleEigenvalue * Math.Max(1, system.Values[^1]); k++)
        {
            double[] change = system.Vector(k).ToArray();
            for (int i = 0; i < n; i++)
            {
                // A unit that vanishes has no bias to give: its own is of second order in the function.
                change[i] = point.IncomingSquared(0, i) > 0 ? change[i] : 0;
            }

            changes.Add(change);
        }

        return changes;
    }

    /// <summary>Q, [d, d] with d inputs and the bias.</summary>
    private static (double[] Form, int Size) Of(NetworkWeights weights)
    {
        double[] rows = Rows(weights, out int d);
        var form = new double[d * d];
        for (int i = 0; i < weights.Widths[1]; i++)
        {
            ReadOnlySpan<double> row = rows.AsSpan(i * d, d);
            for (int r = 0; r < d; r++)
            {
                FixedOrder.Add(weights.Matrices[1][i] * row[r], row, form.AsSpan(r * d, d));
            }
        }

        return (form, d);
    }

    private static double[] Rows(NetworkWeights weights, out int length)
    {
        int inputs = weights.Widths[0];
        int units = weights.Widths[1];
        length = inputs + (weights.Biases[0] is null ? 0 : 1);
        var rows = new double[units * length];
        for (int i = 0; i < units; i++)
        {
            weights.Matrices[0].AsSpan(i * inputs, inputs).CopyTo(rows.AsSpan(i * length));
            if (weights.Biases[0] is { } bias)
            {
                rows[(i * length) + inputs] = bias[i];
            }
        }

        return rows;
    }

    /// <summary>Sets the incoming side of a unit to a multiple of a vector.</summary>
    private static void Place(NetworkWeights weights, int unit, ReadOnlySpan<double> vector, double factor)
    {
        int inputs = weights.Widths[0];
        for (int c = 0; c < inputs; c++)
        {
            weights.Matrices[0][(unit * inputs) + c] = factor * vector[c];
        }

        if (weights.Biases[0] is { } bias)
        {
            bias[unit] = factor * vector[inputs];
        }
    }
}
