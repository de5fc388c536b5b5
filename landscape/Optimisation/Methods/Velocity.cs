using System.Runtime.Intrinsics;
using OrleansSymmetry.Landscape.Lanes;

namespace OrleansSymmetry.Landscape.Optimisation.Methods;

/// <summary>What the methods with momentum carry from step to step: v = momentum * v - step * gradient, in lanes; 0 at first.</summary>
/// <param name="parameters">P.</param>
/// <param name="momentum">Part of the velocity that is kept.</param>
internal sealed class Velocity(int parameters, double momentum)
{
    private readonly LaneVector _momentum = Vector512.Create(momentum);
    private readonly LaneBuffer _velocity = new(parameters);

    /// <summary>Puts a lane to rest.</summary>
    public void Reset(int lane)
    {
        Span<double> lanes = _velocity.Doubles;
        for (int p = lane; p < lanes.Length; p += LaneBuffer.LaneCount)
        {
            lanes[p] = 0;
        }
    }

    /// <summary>The new velocities (P entries).</summary>
    /// <param name="gradient">P entries.</param>
    /// <param name="minusStep">The step size, negative.</param>
    public ReadOnlySpan<LaneVector> Update(ReadOnlySpan<LaneVector> gradient, LaneVector minusStep)
    {
        Span<LaneVector> velocity = _velocity.Vectors;
        for (int p = 0; p < velocity.Length; p++)
        {
            velocity[p] = Vector512.FusedMultiplyAdd(minusStep, gradient[p], _momentum * velocity[p]);
        }

        return velocity;
    }
}
