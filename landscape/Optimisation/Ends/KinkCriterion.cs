using OrleansSymmetry.Landscape.Lanes;
using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Specs;

namespace OrleansSymmetry.Landscape.Optimisation.Ends;

/// <summary>
/// At a kink: some unit's argument is 0 on some sample, to a tolerance relative to the unit's largest argument, where the
/// activation's derivative jumps. Gradient and Hessian do not exist there. A sample that the unit reads as all zeros without
/// a bias does not count: no weight moves its argument.
/// A unit whose arguments have all vanished stands at the kink on every sample. Under a penalty that is an absolute matter:
/// weights fall to rounding, and a point at rounding from the kink is the kink as far as distances can tell. Without a
/// penalty a small argument may be balanced by a large outgoing weight and means nothing.
/// </summary>
/// <param name="network">The network.</param>
/// <param name="data">Its data.</param>
/// <param name="vanished">A unit whose largest argument is at most this has vanished; 0 where only exact zeros have.</param>
internal sealed class KinkCriterion(Network network, DataSet data, double vanished)
{
    /// <summary>An argument within this fraction of the unit's largest is 0: a run that stalls at a kink comes far closer.</summary>
    private const double Tolerance = 1e-6;

    private readonly UnitArguments _arguments = new(network, data);

    /// <summary>Whether the criterion holds at theta (P entries).</summary>
    public bool Holds(ReadOnlySpan<double> theta)
    {
        _arguments.Compute(theta);
        for (int l = 0; l < network.HiddenLayers; l++)
        {
            Layer layer = network.Layers[l];
            for (int unit = 0; unit < layer.Outputs; unit++)
            {
                double scale = 0;
                for (int s = 0; s < _arguments.Samples; s++)
                {
                    scale = Math.Max(scale, Math.Abs(Argument(l, unit, s)));
                }

                double zero = scale <= vanished ? scale : Tolerance * scale;
                for (int s = 0; s < _arguments.Samples; s++)
                {
                    if (Math.Abs(Argument(l, unit, s)) <= zero && (layer.HasBiases || ReadsSomething(l, layer, s)))
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    private double Argument(int layer, int unit, int sample) =>
        _arguments.Of(layer, unit)[sample / LaneBuffer.LaneCount][sample % LaneBuffer.LaneCount];

    private bool ReadsSomething(int l, Layer layer, int sample)
    {
        for (int i = 0; i < layer.Inputs; i++)
        {
            if (_arguments.InputOf(l, i)[sample / LaneBuffer.LaneCount][sample % LaneBuffer.LaneCount] != 0)
            {
                return true;
            }
        }

        return false;
    }
}
