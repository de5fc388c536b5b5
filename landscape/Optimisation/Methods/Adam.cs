using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using OrleansSymmetry.Landscape.Lanes;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Specs;

namespace OrleansSymmetry.Landscape.Optimisation.Methods;

/// <summary>
/// Adam (Kingma and Ba 2015, arXiv 1412.6980, algorithm 1), bias-corrected: theta - step * m^ / (sqrt(v^) + epsilon)
/// with m^ = m / (1 - beta1^t), v^ = v / (1 - beta2^t).
/// </summary>
internal sealed class Adam(ILaneObjective objective, AdamPhase phase) : LaneMethod(objective, phase.Gradient)
{
    private readonly LaneVector _beta1 = Vector512.Create(phase.Beta1);
    private readonly LaneVector _beta2 = Vector512.Create(phase.Beta2);
    private readonly LaneBuffer _first = new(objective.ParameterCount);
    private readonly LaneBuffer _second = new(objective.ParameterCount);

    // beta1^t and beta2^t of each lane.
    private LaneVector _power1 = LaneVector.One;
    private LaneVector _power2 = LaneVector.One;

    /// <inheritdoc/>
    public override void Reset(int lane)
    {
        Span<LaneVector> first = _first.Vectors;
        Span<LaneVector> second = _second.Vectors;
        for (int p = 0; p < first.Length; p++)
        {
            first[p] = With(first[p], lane, 0);
            second[p] = With(second[p], lane, 0);
        }

        _power1 = With(_power1, lane, 1);
        _power2 = With(_power2, lane, 1);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override LaneEnds Step()
    {
        Span<LaneVector> theta = Theta.Vectors;
        Span<LaneVector> gradient = Gradient.Vectors;
        Loss = Objective.Gradient(theta, gradient);
        LaneEnds ends = StoppingTest(Loss, gradient, out LaneVector ended);
        _power1 *= _beta1;
        _power2 *= _beta2;
        LaneVector step = Vector512.AndNot(Vector512.Create(-phase.Step) / (LaneVector.One - _power1), ended);
        LaneVector correction = LaneVector.One / Vector512.Sqrt(LaneVector.One - _power2);
        Move(theta, gradient, step, correction);
        return ends;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Move(Span<LaneVector> theta, ReadOnlySpan<LaneVector> gradient, LaneVector step, LaneVector correction)
    {
        Span<LaneVector> first = _first.Vectors[..theta.Length];
        Span<LaneVector> second = _second.Vectors[..theta.Length];
        LaneVector beta1 = _beta1;
        LaneVector beta2 = _beta2;
        LaneVector fresh1 = LaneVector.One - beta1;
        LaneVector fresh2 = LaneVector.One - beta2;
        LaneVector epsilon = Vector512.Create(phase.Epsilon);
        for (int p = 0; p < theta.Length; p++)
        {
            LaneVector g = gradient[p];
            LaneVector m = Vector512.FusedMultiplyAdd(beta1, first[p], fresh1 * g);
            LaneVector v = Vector512.FusedMultiplyAdd(beta2, second[p], (fresh2 * g) * g);
            first[p] = m;
            second[p] = v;
            LaneVector divisor = Vector512.FusedMultiplyAdd(Vector512.Sqrt(v), correction, epsilon);
            theta[p] = Vector512.FusedMultiplyAdd(step, m / divisor, theta[p]);
        }
    }
}
