using System.Runtime.Intrinsics;
using OrleansSymmetry.Landscape.Lanes;
using OrleansSymmetry.Landscape.Objectives;

namespace OrleansSymmetry.Landscape.Optimisation.Methods;

/// <summary>
/// The method of Levenberg (1944) and Marquardt (1963): the step s solves (B + damping D) s = -g, with B the Gauss-Newton matrix,
/// generalised to losses that are no squares (Schraudolph 2002), and D its diagonal, so that the damping is free of the
/// parameters' units. The step is taken only if the loss falls by a part of what the quadratic model predicts; the damping,
/// the multiplier of a trust region |s|_D &lt;= r, falls after good steps and grows after bad ones (Nocedal and Wright 2006,
/// sections 4.1 and 10.3). Convergence is quadratic where the residuals vanish, linear elsewhere.
/// <para>
/// Near convergence the differences of the loss sink below its rounding. There the fall is taken from the gradients,
/// -(g(theta) + g(theta + s)) . s / 2, which has no cancellation, and the loss may not rise beyond its rounding.
/// </para>
/// A step is one matrix, as a rule one factorisation, and one gradient.
/// </summary>
internal sealed class LevenbergMarquardt : LaneMethod
{
    /// <summary>Damping of the first step (Marquardt 1963 begins with 1e-2, MINPACK and its kin between 1e-3 and 1e2).</summary>
    private const double InitialDamping = 1e-2;

    /// <summary>
    /// Least damping: far above the rounding of a factorisation, far below the curvatures that matter, so that a singular B,
    /// as every network with more parameters than residuals has, costs convergence almost nothing.
    /// </summary>
    private const double LeastDamping = 1e-10;

    /// <summary>Least weight of a parameter, relative to the largest entry of B: a flat parameter is damped too.</summary>
    private const double LeastWeight = 1e-6;

    /// <summary>Least part of the predicted fall for which a step is taken.</summary>
    private const double LeastRatio = 1e-4;

    /// <summary>Above this part of the predicted fall the model is good, above the second excellent: the damping falls.</summary>
    private const double GoodRatio = 0.75;
    private const double ExcellentRatio = 0.95;
    private const double GoodFactor = 0.1;
    private const double ExcellentFactor = 0.01;

    /// <summary>Below this part the model is poor: the damping grows.</summary>
    private const double PoorRatio = 0.25;
    private const double PoorFactor = 4;

    /// <summary>Growth of the damping after a step that was not taken, and after a factorisation that rounding made fail.</summary>
    private const double RejectedFactor = 10;

    /// <summary>Most factorisations in a step: from the least damping they lead to 1e5, where D outweighs any rounding of B.</summary>
    private const int MostFactorisations = 16;

    /// <summary>A pivot of at most this, relative to the largest entry of B, is rounding.</summary>
    private const double PivotFloor = 1e-15;

    /// <summary>Rounding of a loss, relative to max(1, |F|): some hundred sums of terms of order 1.</summary>
    private const double LossRounding = 1e-13;

    /// <summary>A predicted fall is resolved by differences of losses where it is this many times their rounding.</summary>
    private const double Resolved = 1e3;

    /// <summary>A rejected step of at most this part of max(1, |theta|_inf) cannot be shortened: the lane has stalled.</summary>
    private const double ShortestStep = 1e-16;

    private readonly LaneBuffer _step;
    private readonly LaneBuffer _trial;
    private readonly LaneBuffer _trialGradient;
    private readonly LaneBuffer _matrix;
    private readonly LaneBuffer _weights;
    private readonly LaneCholesky _cholesky;
    private LaneVector _damping;

    /// <param name="objective">What is minimised.</param>
    /// <param name="gradient">A lane ends where its gradient's infinity norm is at most this; null: it runs all its steps.</param>
    public LevenbergMarquardt(ILaneObjective objective, double? gradient)
        : base(objective, gradient)
    {
        int p = ParameterCount;
        _step = new LaneBuffer(p);
        _trial = new LaneBuffer(p);
        _trialGradient = new LaneBuffer(p);
        _matrix = new LaneBuffer(p * p);
        _weights = new LaneBuffer(p);
        _cholesky = new LaneCholesky(p);
    }

    /// <inheritdoc/>
    public override void Reset(int lane) => _damping = With(_damping, lane, InitialDamping);

    /// <inheritdoc/>
    public override LaneEnds Step()
    {
        Span<LaneVector> theta = Theta.Vectors;
        Span<LaneVector> gradient = Gradient.Vectors;
        LaneVector loss = Objective.GaussNewton(theta, gradient, _matrix.Vectors);
        Loss = loss;
        LaneEnds before = StoppingTest(loss, gradient, out LaneVector ended);
        LaneVector damping = _damping;
        LaneVector lost = Solve(ended, ref damping);

        Span<LaneVector> step = _step.Vectors;
        Span<LaneVector> trial = _trial.Vectors;
        for (int p = 0; p < trial.Length; p++)
        {
            trial[p] = theta[p] + step[p];
        }

        Span<LaneVector> trialGradient = _trialGradient.Vectors;
        LaneVector trialLoss = Objective.Gradient(trial, trialGradient);
        LaneVector trialNorm = GradientNorm(trialGradient);

        Measure(out LaneVector stepSquare, out LaneVector gradientSquare);
        LaneVector slope = LaneNorm.Dot(gradient, step);
        LaneVector predicted = 0.5 * ((damping * stepSquare) - slope);
        LaneVector rounding = LossRounding * LaneNorm.Max(LossUnit, Vector512.Abs(loss));
        LaneVector byLoss = Vector512.GreaterThan(predicted, Resolved * rounding);
        LaneVector fall = Vector512.ConditionalSelect(byLoss, loss - trialLoss, -0.5 * (slope + LaneNorm.Dot(trialGradient, step)));
        LaneVector ratio = fall / predicted;
        LaneVector accepted = Vector512.GreaterThanOrEqual(ratio, Vector512.Create(LeastRatio))
            & Vector512.LessThanOrEqual(trialLoss, loss + rounding)
            & LaneNorm.IsFinite(trialLoss) & LaneNorm.IsFinite(trialNorm) & ~ended & ~lost;

        _damping = NextDamping(damping, ratio, accepted, Vector512.Sqrt(gradientSquare / stepSquare));
        LaneVector reach = ShortestStep * LaneNorm.Max(LaneVector.One, LaneNorm.Infinity(theta));
        LaneVector stalled = (lost | Vector512.LessThanOrEqual(LaneNorm.Infinity(step), reach)) & ~accepted & ~ended;
        for (int p = 0; p < trial.Length; p++)
        {
            theta[p] = Vector512.ConditionalSelect(accepted, trial[p], theta[p]);
        }

        Loss = Vector512.ConditionalSelect(accepted, trialLoss, loss);
        byte converged = LaneEnds.Bits(accepted & IsConverged(trialNorm));
        return new LaneEnds((byte)(before.Converged | converged), LaneEnds.Bits(stalled), before.NotFinite);
    }

    // The matrix is positive semi-definite, so one damping does unless rounding interferes. Returns the lanes where none does.
    private LaneVector Solve(LaneVector ended, ref LaneVector damping)
    {
        ReadOnlySpan<LaneVector> matrix = _matrix.Vectors;
        LaneVector threshold = PivotFloor * Weigh();
        LaneVector definite = _cholesky.Factor(matrix, damping, _weights.Vectors, threshold) | ended;
        for (int attempt = 1; attempt < MostFactorisations && definite != Vector512<double>.AllBitsSet.AsDouble(); attempt++)
        {
            damping = Vector512.ConditionalSelect(definite, damping, RejectedFactor * damping);
            definite = _cholesky.Factor(matrix, damping, _weights.Vectors, threshold) | ended;
        }

        Span<LaneVector> step = _step.Vectors;
        ReadOnlySpan<LaneVector> gradient = Gradient.Vectors;
        LaneVector moving = definite & ~ended;
        for (int p = 0; p < step.Length; p++)
        {
            step[p] = moving & -gradient[p];
        }

        _cholesky.Solve(step);
        return ~definite;
    }

    // Sets D. Returns the largest entry of B, which stands on the diagonal of a semi-definite matrix.
    private LaneVector Weigh()
    {
        ReadOnlySpan<LaneVector> matrix = _matrix.Vectors;
        Span<LaneVector> weights = _weights.Vectors;
        LaneVector largest = LaneVector.Zero;
        for (int p = 0; p < weights.Length; p++)
        {
            weights[p] = matrix[(p * weights.Length) + p];
            largest = LaneNorm.Max(weights[p], largest);
        }

        LaneVector least = LeastWeight * largest;
        for (int p = 0; p < weights.Length; p++)
        {
            weights[p] = LaneNorm.Max(weights[p], least);
        }

        return largest;
    }

    // s . D s and g . D^-1 g.
    private void Measure(out LaneVector stepSquare, out LaneVector gradientSquare)
    {
        ReadOnlySpan<LaneVector> weights = _weights.Vectors;
        ReadOnlySpan<LaneVector> step = _step.Vectors;
        ReadOnlySpan<LaneVector> gradient = Gradient.Vectors;
        stepSquare = LaneVector.Zero;
        gradientSquare = LaneVector.Zero;
        for (int p = 0; p < weights.Length; p++)
        {
            stepSquare = Vector512.FusedMultiplyAdd(weights[p] * step[p], step[p], stepSquare);
            gradientSquare = Vector512.FusedMultiplyAdd(gradient[p] / weights[p], gradient[p], gradientSquare);
        }
    }

    // After a rejection the damping is at least |g|_D^-1 / |s|_D, which keeps the next step no longer than this one.
    private static LaneVector NextDamping(LaneVector damping, LaneVector ratio, LaneVector accepted, LaneVector stiffness)
    {
        LaneVector rejected = LaneNorm.Max(stiffness, RejectedFactor * damping);
        LaneVector next = Vector512.ConditionalSelect(Vector512.LessThan(ratio, Vector512.Create(PoorRatio)), PoorFactor * damping, damping);
        next = Vector512.ConditionalSelect(Vector512.GreaterThan(ratio, Vector512.Create(GoodRatio)), GoodFactor * damping, next);
        next = Vector512.ConditionalSelect(Vector512.GreaterThan(ratio, Vector512.Create(ExcellentRatio)), ExcellentFactor * damping, next);
        return Vector512.ConditionalSelect(accepted, LaneNorm.Max(next, Vector512.Create(LeastDamping)), rejected);
    }
}
