using System.Runtime.Intrinsics;
using OrleansSymmetry.Landscape.Activations;
using OrleansSymmetry.Landscape.Lanes;
using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Specs;

namespace OrleansSymmetry.Landscape.Optimisation.Ends;

/// <summary>
/// Saturated: the derivative of some unit, or of an output's head, is next to nothing on every sample, so the unit's weights
/// have run to where they move nothing any more. What a hidden unit does on a sample comes out times the slope of the heads there, so
/// its own derivative counts times theirs. A dead relu is no such case: it lies on a family, not on a way to infinity.
/// </summary>
internal sealed class SaturationCriterion
{
    /// <summary>A derivative of at most this part of the largest possible one is saturated (tanh: |z| above 11).</summary>
    private const double Tolerance = 1e-9;

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

            LaneVector steepest = LaneNorm.Infinity(_slopes.Vectors);
            if (Vector512.LessThanOrEqualAll(steepest, Vector512.Create(Tolerance * largestSlope)))
            {
                return true;
            }
        }

        return false;
    }
}
