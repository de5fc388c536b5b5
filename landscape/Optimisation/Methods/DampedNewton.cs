using System.Runtime.Intrinsics;
using OrleansSymmetry.Landscape.Lanes;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Sweeps;

namespace OrleansSymmetry.Landscape.Optimisation.Methods;

/// <summary>
/// What Newton's and Levenberg's and Marquardt's methods share: the step s solves (B + damping D) s = -g, with B a matrix of
/// curvatures and D a positive diagonal, and is taken only if the loss falls by a part of what the quadratic model predicts;
/// the damping, the multiplier of a trust region |s|_D &lt;= r, falls after good steps and grows after bad ones
/// (Nocedal and Wright 2006, chapters 4 and 10; Conn, Gould and Toint 2000).
/// <para>
/// Near convergence the differences of the loss sink below its rounding. There the fall is taken from the gradients,
/// -(g(theta) + g(theta + s)) . s / 2, which has no cancellation, and the loss may not rise beyond its rounding.
/// </para>
/// A step is one matrix of curvatures, one or more factorisations and one gradient.
/// </summary>
internal abstract class DampedNewton : LaneMethod
{
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

    /// <summary>Growth of the damping after a step that was not taken.</summary>
    private const double RejectedFactor = 10;

    /// <summary>
    /// Growth of the damping after a factorisation that failed: fast while it is small, then fine, since a damping far above the
    /// most negative eigenvalue makes the way out of a saddle long. While B is indefinite the damping falls by the fine factor only.
    /// </summary>
    private const double CoarseIndefiniteFactor = 10;
    private const double FineIndefiniteFactor = 2;
    private const double SmallDamping = 1e-3;

    /// <summary>Most factorisations in a step: the damping needs at most half of them from its floor to 1000 times the largest entry.</summary>
    private const int MostFactorisations = 40;

    /// <summary>
    /// Least positive damping, relative to the largest entry of B: far above the rounding of a factorisation, far below
    /// the curvatures that matter, so that a singular B costs convergence almost nothing.
    /// </summary>
    private const double DampingFloor = 1e-10;

    /// <summary>A pivot of at most this, relative to the largest entry of B, is rounding.</summary>
    private const double PivotFloor = 1e-14;

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
    private readonly double _initialDamping;
    private LaneVector _damping;

    /// <param name="objective">What is minimised.</param>
    /// <param name="phase">The phase.</param>
    /// <param name="initialDamping">Damping of the first step, relative to the largest entry of B.</param>
    protected DampedNewton(ILaneObjective objective, PhaseSpec phase, double initialDamping)
        : base(objective, phase.Gradient)
    {
        int p = ParameterCount;
        _step = new LaneBuffer(p);
        _trial = new LaneBuffer(p);
        _trialGradient = new LaneBuffer(p);
        _matrix = new LaneBuffer(p * p);
        _weights = new LaneBuffer(p);
        _cholesky = new LaneCholesky(p);
        _initialDamping = initialDamping;
    }

    /// <summary>Marks a damping that the first step has yet to set.</summary>
    private static LaneVector Unset => Vector512.Create(-1.0);

    /// <inheritdoc/>
    public sealed override void Reset(int lane) => _damping = With(_damping, lane, Unset[0]);

    /// <inheritdoc/>
    public sealed override LaneEnds Step()
    {
        Span<LaneVector> theta = Theta.Vectors;
        Span<LaneVector> gradient = Gradient.Vectors;
        Span<LaneVector> matrix = _matrix.Vectors;
        LaneVector loss = Curvature(theta, gradient, matrix);
        Loss = loss;
        LaneEnds before = StoppingTest(loss, gradient, out LaneVector ended);
        LaneVector largest = LargestEntry(matrix, ParameterCount);
        Weigh(matrix, largest, _weights.Vectors);
        LaneVector gradientNorm = LaneNorm.Infinity(gradient);
        LaneVector floor = DampingFloor * LaneNorm.Max(largest, gradientNorm);
        LaneVector fresh = Vector512.LessThan(_damping, LaneVector.Zero);
        LaneVector offered = Vector512.ConditionalSelect(fresh, _initialDamping * largest, _damping);
        LaneVector damping = offered;
        LaneVector lost = Solve(matrix, largest, floor, ended, ref damping);

        Span<LaneVector> step = _step.Vectors;
        Span<LaneVector> trial = _trial.Vectors;
        for (int p = 0; p < trial.Length; p++)
        {
            trial[p] = theta[p] + step[p];
        }

        Span<LaneVector> trialGradient = _trialGradient.Vectors;
        LaneVector trialLoss = Objective.Gradient(trial, trialGradient);
        LaneVector trialNorm = LaneNorm.Infinity(trialGradient);

        LaneVector slope = LaneNorm.Dot(gradient, step);
        LaneVector predicted = 0.5 * ((damping * WeightedSquare(step)) - slope);
        LaneVector rounding = LossRounding * LaneNorm.Max(LaneVector.One, Vector512.Abs(loss));
        LaneVector byLoss = Vector512.GreaterThan(predicted, Resolved * rounding);
        LaneVector fall = Vector512.ConditionalSelect(byLoss, loss - trialLoss, -0.5 * (slope + LaneNorm.Dot(trialGradient, step)));
        LaneVector ratio = fall / predicted;
        LaneVector accepted = Vector512.GreaterThanOrEqual(ratio, Vector512.Create(LeastRatio))
            & Vector512.LessThanOrEqual(trialLoss, loss + rounding)
            & LaneNorm.IsFinite(trialLoss) & LaneNorm.IsFinite(trialNorm) & ~ended & ~lost;

        LaneVector length = Vector512.Sqrt(LaneNorm.Dot(step, step));
        LaneVector raised = Vector512.GreaterThan(damping, offered);
        _damping = NextDamping(damping, floor, ratio, accepted, raised, Vector512.Sqrt(LaneNorm.Dot(gradient, gradient)) / length);
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

    /// <summary>The loss, its gradient and B (P * P entries, row-major; the lower triangle is read).</summary>
    protected abstract LaneVector Curvature(ReadOnlySpan<LaneVector> theta, Span<LaneVector> gradient, Span<LaneVector> matrix);

    /// <summary>The diagonal D.</summary>
    /// <param name="matrix">B.</param>
    /// <param name="largest">The largest magnitude in B.</param>
    /// <param name="weights">P entries, positive.</param>
    protected abstract void Weigh(ReadOnlySpan<LaneVector> matrix, LaneVector largest, Span<LaneVector> weights);

    private static LaneVector LargestEntry(ReadOnlySpan<LaneVector> matrix, int n)
    {
        LaneVector largest = LaneVector.Zero;
        for (int i = 0; i < n; i++)
        {
            ReadOnlySpan<LaneVector> row = matrix.Slice(i * n, i + 1);
            for (int j = 0; j < row.Length; j++)
            {
                largest = LaneNorm.Max(Vector512.Abs(row[j]), largest);
            }
        }

        return largest;
    }

    // Raises the damping until B + damping D is positive definite, then solves for the step. Returns the lanes where it never is.
    private LaneVector Solve(
        ReadOnlySpan<LaneVector> matrix, LaneVector largest, LaneVector floor, LaneVector ended, ref LaneVector damping)
    {
        LaneVector threshold = PivotFloor * largest;
        LaneVector definite = _cholesky.Factor(matrix, damping, _weights.Vectors, threshold) | ended;
        for (int attempt = 1; attempt < MostFactorisations && definite != Vector512<double>.AllBitsSet.AsDouble(); attempt++)
        {
            LaneVector small = Vector512.LessThan(damping, SmallDamping * largest);
            LaneVector grown = damping * Vector512.ConditionalSelect(
                small, Vector512.Create(CoarseIndefiniteFactor), Vector512.Create(FineIndefiniteFactor));
            damping = Vector512.ConditionalSelect(definite, damping, LaneNorm.Max(floor, grown));
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

    private LaneVector WeightedSquare(ReadOnlySpan<LaneVector> step)
    {
        ReadOnlySpan<LaneVector> weights = _weights.Vectors;
        LaneVector sum = LaneVector.Zero;
        for (int p = 0; p < step.Length; p++)
        {
            sum = Vector512.FusedMultiplyAdd(weights[p] * step[p], step[p], sum);
        }

        return sum;
    }

    // After a rejection the damping is at least |g| / |s|, which keeps the next step no longer than this one.
    private static LaneVector NextDamping(
        LaneVector damping, LaneVector floor, LaneVector ratio, LaneVector accepted, LaneVector raised, LaneVector stiffness)
    {
        LaneVector grown = LaneNorm.Max(floor, PoorFactor * damping);
        LaneVector rejected = LaneNorm.Max(LaneNorm.Max(floor, RejectedFactor * damping), stiffness);
        LaneVector fine = Vector512.Create(1 / FineIndefiniteFactor);
        LaneVector good = damping * Vector512.ConditionalSelect(raised, fine, Vector512.Create(GoodFactor));
        LaneVector excellent = damping * Vector512.ConditionalSelect(raised, fine, Vector512.Create(ExcellentFactor));
        LaneVector next = Vector512.ConditionalSelect(Vector512.LessThan(ratio, Vector512.Create(PoorRatio)), grown, damping);
        next = Vector512.ConditionalSelect(Vector512.GreaterThan(ratio, Vector512.Create(GoodRatio)), good, next);
        next = Vector512.ConditionalSelect(Vector512.GreaterThan(ratio, Vector512.Create(ExcellentRatio)), excellent, next);
        next = Vector512.ConditionalSelect(Vector512.LessThan(next, floor), LaneVector.Zero, next);
        return Vector512.ConditionalSelect(accepted, next, rejected);
    }
}
