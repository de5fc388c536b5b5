using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Sweeps;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Grains.Catalogue;

/// <summary>One landscape of a sweep. Immutable and safe to use from any thread; its data are built on first use.</summary>
/// <param name="point">The landscape, and what the grid sets for it.</param>
/// <param name="files">The data files that came with the sweep.</param>
/// <param name="data">What was read of them, or of the problem.</param>
public sealed class OpenedLandscape(GridPoint point, DataFiles files, DataSummary data)
{
    private readonly Lazy<LossLandscape> _landscape = new(() => LossLandscape.Build(point.Landscape, files));

    /// <summary>Its ID: equal for every sweep that shares its runs.</summary>
    public string Id { get; } = LandscapeIdentity.Of(point.Landscape);

    /// <summary>What the grid sets for it, such as "network.hidden=[2]"; empty without a grid.</summary>
    public string Label { get; } = GridLabel.Of(point.Set);

    /// <summary>Widths of the network's layers and its activation, such as "2-2-1 tanh".</summary>
    public string Network { get; } =
        $"{string.Join('-', point.Landscape.Network.Hidden.Prepend(data.Inputs.Count).Append(data.Targets.Count))} {point.Landscape.Network.Activation}";

    /// <summary>What was read, in one line.</summary>
    public string Data { get; } = data.Words;

    /// <summary>Its place in the grid.</summary>
    public GridPoint Point => point;

    /// <summary>The landscape, ready for work. The first call builds its data, which may take seconds.</summary>
    public LossLandscape Landscape => _landscape.Value;
}
