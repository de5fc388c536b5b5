using OrleansSymmetry.Landscape.Specs;

namespace OrleansSymmetry.Landscape.Objectives.Losses;

/// <summary>The losses a sweep can name.</summary>
public static class LossRegistry
{
    /// <summary>Creates a loss.</summary>
    public static SampleLoss Create(LossKind kind) => kind switch
    {
        LossKind.Mse => new SquaredLoss(factor: 1),
        LossKind.HalfMse => new SquaredLoss(factor: 0.5),
        LossKind.LogCosh => new LogCoshLoss(),
        LossKind.Logistic => new LogisticLoss(),
        LossKind.Softmax => new SoftmaxLoss(),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such loss."),
    };
}
