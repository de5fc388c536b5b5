using System.Runtime.Intrinsics;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Specs;

namespace OrleansSymmetry.Landscape.Optimisation.Methods;

/// <summary>
/// Nesterov's accelerated gradient (1983) with constant momentum, v = momentum * v - step * gradient(x + momentum * v), x + v, v = 0 at first
/// (Sutskever, Martens, Dahl and Hinton 2013, equations 3 and 4). Its parameters are the points x + momentum * v at which it asks
/// for gradients (Bengio, Boulanger-Lewandowski and Pascanu 2013, equation 7): theta + momentum * v - step * gradient(theta) with the
/// new v. So the gradient that ends a run is that of the parameters which it hands on.
/// </summary>
internal sealed class Nesterov(ILaneObjective objective, NesterovPhase phase) : LaneMethod(objective, phase.Gradient)
{
    private readonly LaneVector _minusStep = Vector512.Create(-phase.Step);
    private readonly LaneVector _momentum = Vector512.Create(phase.Momentum);
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
            theta[p] += Vector512.AndNot(Vector512.FusedMultiplyAdd(_minusStep, gradient[p], _momentum * velocity[p]), ended);
        }

        return ends;
    }
}
