using System.Runtime.Intrinsics;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Sweeps;

namespace OrleansSymmetry.Landscape.Optimisation.Methods;

/// <summary>
/// The method of Levenberg (1944) and Marquardt (1963): <see cref="DampedNewton"/> with D the diagonal of B, so that the damping
/// is free of the parameters' units. B is the exact Hessian, not Gauss and Newton's product J'J: it serves every loss, and
/// keeps quadratic convergence where residuals do not vanish.
/// </summary>
internal sealed class LevenbergMarquardt(ILaneObjective objective, PhaseSpec phase)
    : DampedNewton(objective, phase, InitialDamping)
{
    /// <summary>Damping of the first step (Marquardt 1963 begins with 1e-2, MINPACK and its kin between 1e-3 and 1e2).</summary>
    private const double InitialDamping = 1e-2;

    /// <summary>Least weight of a parameter, relative to the largest entry of B: a flat parameter is damped too.</summary>
    private const double LeastWeight = 1e-6;

    /// <inheritdoc/>
    protected override LaneVector Curvature(ReadOnlySpan<LaneVector> theta, Span<LaneVector> gradient, Span<LaneVector> matrix) =>
        Objective.Hessian(theta, gradient, matrix);

    /// <inheritdoc/>
    protected override void Weigh(ReadOnlySpan<LaneVector> matrix, LaneVector largest, Span<LaneVector> weights)
    {
        LaneVector scale = Vector512.ConditionalSelect(Vector512.GreaterThan(largest, LaneVector.Zero), largest, LaneVector.One);
        for (int p = 0; p < weights.Length; p++)
        {
            LaneVector diagonal = Vector512.Abs(matrix[(p * weights.Length) + p]) / scale;
            weights[p] = LaneNorm.Max(diagonal, Vector512.Create(LeastWeight));
        }
    }
}
