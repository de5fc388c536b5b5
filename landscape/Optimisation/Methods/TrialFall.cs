using System.Runtime.Intrinsics;

namespace OrleansSymmetry.Landscape.Optimisation.Methods;

/// <summary>
/// By how much the loss falls in a trial step s. Near convergence the differences of the loss sink below its rounding. There the
/// fall is taken from the gradients, -(g(theta) + g(theta + s)) . s / 2, which has no cancellation, and the loss may not
/// rise beyond its rounding.
/// </summary>
internal readonly struct TrialFall
{
    /// <summary>Rounding of a loss, relative to max(unit, |F|): some hundred sums of terms of the order of the unit.</summary>
    private const double LossRounding = 1e-13;

    /// <summary>A predicted fall is resolved by differences of losses where it is this many times their rounding.</summary>
    private const double Resolved = 1e3;

    private readonly LaneVector _loss;
    private readonly LaneVector _rounding;
    private readonly LaneVector _byLoss;

    /// <param name="loss">The loss before the step.</param>
    /// <param name="predicted">The fall that the model promises.</param>
    /// <param name="unit">The natural unit of the loss.</param>
    public TrialFall(LaneVector loss, LaneVector predicted, LaneVector unit)
    {
        _loss = loss;
        _rounding = LossRounding * LaneNorm.Max(unit, Vector512.Abs(loss));
        _byLoss = Vector512.GreaterThan(predicted, Resolved * _rounding);
    }

    /// <summary>The fall to a trial of the given loss and gradient.</summary>
    public LaneVector To(
        LaneVector trialLoss, ReadOnlySpan<LaneVector> gradient, ReadOnlySpan<LaneVector> trialGradient, ReadOnlySpan<LaneVector> step)
    {
        LaneVector slopes = LaneNorm.Dot(gradient, step) + LaneNorm.Dot(trialGradient, step);
        return Vector512.ConditionalSelect(_byLoss, _loss - trialLoss, -0.5 * slopes);
    }

    /// <summary>Lanes where the loss does not rise beyond its rounding.</summary>
    public LaneVector NotRising(LaneVector trialLoss) => Vector512.LessThanOrEqual(trialLoss, _loss + _rounding);
}
