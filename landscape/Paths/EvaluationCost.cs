using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Specs;

namespace OrleansSymmetry.Landscape.Paths;

/// <summary>How much work the objective at one point is, so that work can be cut, and limited, alike on every machine.</summary>
internal static class EvaluationCost
{
    /// <summary>Products of a weight with a value of a sample.</summary>
    public static double Of(LossLandscape landscape) => (double)landscape.Network.ParameterCount * landscape.Data switch
    {
        DataSet data => data.Samples,
        GaussianTeacher teacher => landscape.Network.Layers[0].Outputs + teacher.Units,
        _ => 1,
    };
}
