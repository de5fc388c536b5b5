using OrleansSymmetry.Landscape.Specs;

namespace OrleansSymmetry.Landscape.Objectives;

/// <summary>Chooses the objective that a landscape's data and network call for.</summary>
public static class ObjectiveFactory
{
    /// <summary>A new objective with working memory of its own.</summary>
    public static ILaneObjective Create(LossLandscape landscape)
    {
        ArgumentNullException.ThrowIfNull(landscape);
        return landscape.Data switch
        {
            DataSet data => new DataSetObjective(landscape.Network, data, landscape.Spec.Loss.Kind, landscape.Spec.Loss.L2),
            GaussianTeacher teacher => new GaussianTeacherObjective(landscape.Network, teacher, landscape.Spec.Loss.Kind, landscape.Spec.Loss.L2),
            _ => throw new NotSupportedException($"No objective for {landscape.Data.GetType().Name}."),
        };
    }
}
