using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Specs;

namespace OrleansSymmetry.Landscape.Optimisation.Ends;

/// <summary>
/// Separated: a cross-entropy without penalty whose every sample is classified correctly has no critical point there, since
/// scaling the last layer up lowers the loss of each sample. A sample that is classified wrongly costs ln 2 at least,
/// so a loss below that times the smallest weight proves separation; the minimum lies at infinity.
/// </summary>
internal static class SeparationCriterion
{
    /// <summary>ln 2, the least cross-entropy of a sample that is classified wrongly.</summary>
    private const double LeastLossOfAnError = 0.6931471805599453;

    /// <summary>The loss below which every sample is classified correctly; minus infinity where the criterion does not apply.</summary>
    public static double SeparatedBelow(LossLandscape landscape)
    {
        LossSpec loss = landscape.Spec.Loss;
        Layer last = landscape.Network.Layers[^1];
        if (loss.L2 > 0 || loss.Kind is not (LossKind.Logistic or LossKind.Softmax) || !last.HasWeights
            || landscape.Data is not DataSet data || !data.Y.All(y => y is 0 or 1))
        {
            return double.NegativeInfinity;
        }

        return LeastLossOfAnError * data.Weights.Min();
    }
}
