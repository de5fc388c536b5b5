using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Sweeps;

namespace OrleansSymmetry.Landscape.Optimisation.Methods;

/// <summary>
/// Newton's method in a trust region: <see cref="DampedNewton"/> with the exact Hessian and D = I. It starts without damping,
/// so it converges quadratically from the start where the Hessian is positive definite and the model holds; where the Hessian
/// is indefinite the damping exceeds its most negative eigenvalue and the way leads downhill; where it is singular
/// (gauge directions) the damping stays at its floor.
/// </summary>
internal sealed class Newton(ILaneObjective objective, PhaseSpec phase) : DampedNewton(objective, phase, initialDamping: 0)
{
    /// <inheritdoc/>
    protected override LaneVector Curvature(ReadOnlySpan<LaneVector> theta, Span<LaneVector> gradient, Span<LaneVector> matrix) =>
        Objective.Hessian(theta, gradient, matrix);

    /// <inheritdoc/>
    protected override void Weigh(ReadOnlySpan<LaneVector> matrix, LaneVector largest, Span<LaneVector> weights) =>
        weights.Fill(LaneVector.One);
}
