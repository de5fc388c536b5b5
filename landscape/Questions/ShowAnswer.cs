using OrleansSymmetry.Landscape.Census;

namespace OrleansSymmetry.Landscape.Questions;

/// <summary>All that is known of one class.</summary>
/// <param name="Class">Its figures in the report: loss, index, orbit, stabiliser, isotropy, wasted units, hits.</param>
/// <param name="LandscapeId">The landscape's ID.</param>
/// <param name="Activation">Name of the activation of hidden units.</param>
/// <param name="Head">What is applied to the outputs: "linear", "sigmoid" or "tanh".</param>
/// <param name="Group">The discrete group that is divided out.</param>
/// <param name="Layers">The canonical form, layer by layer from the input.</param>
/// <param name="Wasted">
/// Per hidden layer the units of the canonical form that the network does without, from 1: dead, constant, and of units that do the same
/// work all but one; null where units mix.
/// </param>
/// <param name="Eigenvalues">All P of the Hessian at the representative in the balanced gauge, ascending; null for more than 1000 parameters.</param>
/// <param name="SeedCount">Runs that ended in the class.</param>
/// <param name="Seeds">Their seeds, ascending, the first 1000.</param>
/// <param name="Ridges">Exchanges of two units by the height of their ridge, lowest first; the lowest 200 of those looked at.</param>
/// <param name="RidgePairs">Pairs of units that there are.</param>
/// <param name="RidgesEvaluated">Pairs that were looked at: all, or the 5000 whose exchange moves the weights least.</param>
public sealed record ShowAnswer(
    ClassReport Class,
    string LandscapeId,
    string Activation,
    string Head,
    GroupReport Group,
    IReadOnlyList<ShowLayer> Layers,
    IReadOnlyList<IReadOnlyList<int>>? Wasted,
    double[]? Eigenvalues,
    long SeedCount,
    IReadOnlyList<long> Seeds,
    IReadOnlyList<ShowRidge> Ridges,
    long RidgePairs,
    long RidgesEvaluated);

/// <summary>One affine map of the canonical form.</summary>
/// <param name="Inputs">Columns of W.</param>
/// <param name="Outputs">Rows of W.</param>
/// <param name="IsFixed">Whether W is fixed to ones and no parameter.</param>
/// <param name="Weights">W, [Outputs, Inputs] row by row.</param>
/// <param name="Biases">b, Outputs entries; null where the layer has none.</param>
public sealed record ShowLayer(int Inputs, int Outputs, bool IsFixed, double[] Weights, double[]? Biases);

/// <summary>The ridge between a class and its copy with two units exchanged.</summary>
/// <param name="Layer">Hidden layer, from 1.</param>
/// <param name="First">One unit, from 1.</param>
/// <param name="Second">The other.</param>
/// <param name="Height">How far the straight path rises above its ends; null where it is not finite.</param>
/// <param name="PeakAt">The t of the highest point; null as above.</param>
/// <param name="MiddleLoss">F at the middle; null where it is not finite.</param>
public sealed record ShowRidge(int Layer, int First, int Second, double? Height, double? PeakAt, double? MiddleLoss);
