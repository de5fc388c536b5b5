using System.Runtime.Intrinsics;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Specs;

namespace OrleansSymmetry.Landscape.Optimisation.Methods;

/// <summary>Gradient descent: theta - step * gradient.</summary>
internal sealed class GradientDescent(ILaneObjective objective, GradientDescentPhase phase) : LaneMethod(objective, phase.Gradient)
{
    private readonly LaneVector _step = Vector512.Create(phase.Step);

    /// <inheritdoc/>
    public override void Reset(int lane)
    {
        // A step depends on the parameters alone.
    }

    /// <inheritdoc/>
    public override LaneEnds Step()
    {
        Span<LaneVector> theta = Theta.Vectors;
        Span<LaneVector> gradient = Gradient.Vectors;
        Loss = Objective.Gradient(theta, gradient);
        LaneEnds ends = StoppingTest(Loss, gradient, out LaneVector ended);
        LaneVector step = Vector512.AndNot(-_step, ended);
        for (int p = 0; p < theta.Length; p++)
        {
            theta[p] = Vector512.FusedMultiplyAdd(step, gradient[p], theta[p]);
        }

        return ends;
    }
}
