using System.Runtime.Intrinsics;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Specs;

namespace OrleansSymmetry.Landscape.Optimisation.Methods;

/// <summary>
/// Gradient descent with heavy-ball momentum (Polyak 1964): v = momentum * v - step * gradient, theta + v, v = 0 at first.
/// </summary>
internal sealed class HeavyBall(ILaneObjective objective, MomentumPhase phase) : LaneMethod(objective, phase.Gradient)
{
    private readonly LaneVector _minusStep = Vector512.Create(-phase.Step);
    private readonly Velocity _velocity = new(objective.ParameterCount, phase.Momentum);

    /// <inheritdoc/>
    public override void Reset(int lane) => _velocity.Reset(lane);

    /// <inheritdoc/>
    public override LaneEnds Step()
    {
        Span<LaneVector> theta = Theta.Vectors;
        Span<LaneVector> gradient = Gradient.Vectors;
        Loss = Objective.Gradient(theta, gradient);
        LaneEnds ends = StoppingTest(Loss, gradient, out LaneVector ended);
        ReadOnlySpan<LaneVector> velocity = _velocity.Update(gradient, _minusStep);
        for (int p = 0; p < theta.Length; p++)
        {
            theta[p] += Vector512.AndNot(velocity[p], ended);
        }

        return ends;
    }
}
