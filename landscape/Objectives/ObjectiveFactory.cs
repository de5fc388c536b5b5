namespace OrleansSymmetry.Landscape.Objectives;

/// <summary>Chooses the objective that a landscape's data and network call for.</summary>
public static class ObjectiveFactory
{
    /// <summary>A new objective with working memory of its own.</summary>
    public static ILaneObjective Create(LossLandscape landscape)
    {
        ArgumentNullException.ThrowIfNull(landscape);
        throw new NotSupportedException($"No objective for {landscape.Data.GetType().Name}.");
    }
}
