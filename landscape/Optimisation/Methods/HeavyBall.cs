using System.Runtime.Intrinsics;
using OrleansSymmetry.Landscape.Lanes;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Sweeps;

namespace OrleansSymmetry.Landscape.Optimisation.Methods;

/// <summary>
/// Gradient descent with heavy-ball momentum (Polyak 1964): v = momentum * v - step * gradient, theta + v, v = 0 at first.
/// </summary>
internal sealed class HeavyBall(ILaneObjective objective, PhaseSpec phase) : LaneMethod(objective, phase.Gradient)
{
    private readonly LaneVector _step = Vector512.Create(phase.Step);
    private readonly LaneVector _momentum = Vector512.Create(phase.Momentum);
    private readonly LaneBuffer _velocity = new(objective.ParameterCount);

    /// <inheritdoc/>
    public override void Reset(int lane)
    {
        Span<LaneVector> velocity = _velocity.Vectors;
        for (int p = 0; p < velocity.Length; p++)
        {
            velocity[p] = With(velocity[p], lane, 0);
        }
    }

    /// <inheritdoc/>
    public override LaneEnds Step()
    {
        Span<LaneVector> theta = Theta.Vectors;
        Span<LaneVector> gradient = Gradient.Vectors;
        Span<LaneVector> velocity = _velocity.Vectors;
        Loss = Objective.Gradient(theta, gradient);
        LaneEnds ends = StoppingTest(Loss, gradient, out LaneVector ended);
        LaneVector minusStep = -_step;
        for (int p = 0; p < theta.Length; p++)
        {
            LaneVector v = Vector512.FusedMultiplyAdd(minusStep, gradient[p], _momentum * velocity[p]);
            velocity[p] = v;
            theta[p] += Vector512.AndNot(v, ended);
        }

        return ends;
    }
}
