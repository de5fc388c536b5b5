using OrleansSymmetry.Landscape.Activations;
using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Objectives;

/// <summary>A landscape made ready for work: its data built, its network laid out. Immutable, shared between threads.</summary>
public sealed class LossLandscape
{
    private LossLandscape(LandscapeSpec spec, ProblemData data, Network network)
    {
        Spec = spec;
        Data = data;
        Network = network;
        Units = NaturalUnits.Of(spec, data, network);
    }

    /// <summary>What it was made from.</summary>
    public LandscapeSpec Spec { get; }

    /// <summary>The data.</summary>
    public ProblemData Data { get; }

    /// <summary>The network.</summary>
    public Network Network { get; }

    /// <summary>The units in which it is judged.</summary>
    public NaturalUnits Units { get; }

    /// <summary>Builds a landscape's data and lays its network out.</summary>
    /// <exception cref="InvalidDataException">A data file does not hold what the problem needs.</exception>
    public static LossLandscape Build(LandscapeSpec spec, DataFiles files)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ProblemData data = spec.Problem.Build(spec.Network, files);
        NetworkSpec net = spec.Network;
        var network = new Network(
            data.Inputs,
            net.Hidden,
            data.Outputs,
            ActivationRegistry.Create(net.Activation, net.Slope),
            net.Bias,
            net.Output,
            net.FixedOutputWeights);
        return new LossLandscape(spec, data, network);
    }

    /// <summary>A new objective with working memory of its own.</summary>
    public ILaneObjective CreateObjective() => ObjectiveFactory.Create(this);
}
