using System.Runtime.Intrinsics;
using OrleansSymmetry.Landscape.Activations;
using OrleansSymmetry.Landscape.Lanes;
using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Spectra;

namespace OrleansSymmetry.Landscape.Optimisation.Ends;

/// <summary>
/// Saturated: the derivative of some unit, or of an output's head, is next to nothing on every sample, so the unit's weights
/// have run to where they move nothing any more. What a hidden unit does on a sample comes out times the slope of the heads there, so
/// its own derivative counts times theirs. A dead relu is no such case: it lies on a family, not on a way to infinity.
/// <para>
/// A unit may also be a step between samples: saturated on most, while the few others hold only some of its weights. It can run along the rest, which
/// move nothing but saturated arguments. So a unit counts where the inputs that it reads on the other samples have a lower rank than all that it reads.
/// </para>
/// </summary>
internal sealed class SaturationCriterion
{
    /// <summary>A derivative of at most this part of the largest possible one is saturated (tanh: |z| above 11).</summary>
    private const double Tolerance = 1e-9;

    /// <summary>A column that others give up to this part of it adds no rank.</summary>
    private const double RankTolerance = 1e-9;

    private const double LargestSigmoidSlope = 0.25;

    private readonly Network _network;
    private readonly UnitArguments _arguments;
    private readonly LaneBuffer _values;
    private readonly LaneBuffer _slopes;
    private readonly LaneBuffer _answers;
    private readonly Activation? _head;

    /// <param name="network">The network.</param>
    /// <param name="data">The samples.</param>
    public SaturationCriterion(Network network, DataSet data)
    {
        _network = network;
        _arguments = new UnitArguments(network, data);
        _values = new LaneBuffer(_arguments.Blocks);
        _slopes = new LaneBuffer(_arguments.Blocks);
        _answers = new LaneBuffer(_arguments.Blocks);
        _head = network.Head switch
        {
            OutputHead.Sigmoid => ActivationRegistry.Create("sigmoid"),
            OutputHead.Tanh => ActivationRegistry.Create("tanh"),
            _ => null,
        };
    }

    /// <summary>Whether units or heads of the network can saturate.</summary>
    public static bool AppliesTo(Network network) => CanSaturate(network.Activation) || network.Head != OutputHead.Linear;

    /// <summary>Whether the criterion holds at theta (P entries).</summary>
    public bool Holds(ReadOnlySpan<double> theta)
    {
        _arguments.Compute(theta);
        FindAnswers();
        if (CanSaturate(_network.Activation))
        {
            for (int l = 0; l < _network.HiddenLayers; l++)
            {
                if (AnySaturated(l, _network.Activation, _network.Activation.LargestSlope, _answers.Vectors))
                {
                    return true;
                }
            }
        }

        return _head is not null && AnySaturated(_network.HiddenLayers, _head, LargestHeadSlope, []);
    }

    private double LargestHeadSlope => _network.Head == OutputHead.Sigmoid ? LargestSigmoidSlope : 1;

    /// <summary>The steepest head on each sample, as a part of the largest slope; 1 without a head.</summary>
    private void FindAnswers()
    {
        Span<LaneVector> answers = _answers.Vectors;
        answers.Fill(_head is null ? LaneVector.One : LaneVector.Zero);
        for (int output = 0; _head is not null && output < _network.Outputs; output++)
        {
            _head.Evaluate(_arguments.Of(_network.HiddenLayers, output), _values.Vectors, _slopes.Vectors);
            for (int block = 0; block < answers.Length; block++)
            {
                answers[block] = LaneNorm.Max(answers[block], Vector512.Abs(_slopes.Vectors[block]) / Vector512.Create(LargestHeadSlope));
            }
        }
    }

    private static bool CanSaturate(Activation activation) => !activation.HasKink && double.IsFinite(activation.LargestSlope);

    private bool AnySaturated(int layer, Activation activation, double largestSlope, ReadOnlySpan<LaneVector> answers)
    {
        for (int unit = 0; unit < _network.Layers[layer].Outputs; unit++)
        {
            activation.Evaluate(_arguments.Of(layer, unit), _values.Vectors, _slopes.Vectors);
            for (int block = 0; block < answers.Length; block++)
            {
                _slopes.Vectors[block] *= answers[block];
            }

            double least = Tolerance * largestSlope;
            int[] all = [.. Enumerable.Range(0, _arguments.Samples)];
            int[] alive = [.. all.Where(s => !(Math.Abs(SlopeOf(s)) <= least))];
            if (alive.Length == 0 || (alive.Length < all.Length && RankOf(layer, alive) < RankOf(layer, all)))
            {
                return true;
            }
        }

        return false;
    }

    private double SlopeOf(int sample) => _slopes.Vectors[sample / LaneBuffer.LaneCount][sample % LaneBuffer.LaneCount];

    // The rank of what the units of a layer read on some samples, with the 1 of the bias: Gram-Schmidt on its columns, each measured by its own size.
    private int RankOf(int layer, int[] samples)
    {
        Layer read = _network.Layers[layer];
        List<double[]> basis = [];
        for (int i = read.HasBiases ? -1 : 0; i < read.Inputs && basis.Count < samples.Length; i++)
        {
            double[] column = [.. samples.Select(s => i < 0 ? 1 : _arguments.InputOf(layer, i)[s / LaneBuffer.LaneCount][s % LaneBuffer.LaneCount])];
            double size = Norms.Euclidean(column);
            for (int pass = 0; pass < 2; pass++)
            {
                foreach (double[] direction in basis)
                {
                    FixedOrder.Add(-FixedOrder.Dot(direction, column), direction, column);
                }
            }

            double rest = Norms.Euclidean(column);
            if (rest > RankTolerance * size)
            {
                basis.Add([.. column.Select(entry => entry / rest)]);
            }
        }

        return basis.Count;
    }
}
