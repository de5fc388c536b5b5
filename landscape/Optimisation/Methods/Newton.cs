using System.Runtime.Intrinsics;
using OrleansSymmetry.Landscape.Lanes;
using OrleansSymmetry.Landscape.Objectives;

namespace OrleansSymmetry.Landscape.Optimisation.Methods;

/// <summary>
/// Newton's method in a trust region, with the exact Hessian (Conn, Gould and Toint 2000): the loss never rises, the way out of a
/// saddle leads downhill, and convergence is quadratic where the Hessian is positive definite.
/// <para>
/// Networks have long curved valleys with flat floors, in which a straight step climbs the wall after a short way. So a trial is
/// corrected: chord steps with the same Hessian, damped so much more that they move across the valley and hardly along
/// it, lead it back towards the floor (the restoration of reduced-gradient methods; chord steps: Shamanskii 1967). They go
/// on while they promise a fall that counts. A valley that took hundreds of steps takes some tens.
/// </para>
/// A step is one Hessian; radii are tried on it until one is accepted.
/// </summary>
internal sealed class Newton : LaneMethod
{
    /// <summary>
    /// Most parameters for which a step's matrices pay; <see cref="TruncatedNewton"/> serves larger networks. Measured on eight seeds:
    /// a penalised tanh classifier of 310 parameters converges in 2.9 s with matrices and in 0.9 s without, one of 760 in
    /// 29 s and 1.4 s; a student in the curved valleys of its teacher's landscape (241 parameters) in 4.5 s and 11 s.
    /// </summary>
    public const int MostParameters = 300;

    /// <summary>Least part of the predicted fall for which a trial is accepted.</summary>
    private const double LeastRatio = 1e-4;

    /// <summary>Below this part of the predicted fall the radius shrinks, above the second it grows.</summary>
    private const double PoorRatio = 0.25;
    private const double GoodRatio = 0.75;

    /// <summary>Factors of the radius after a trial that was rejected or poor, and after a good one on the boundary.</summary>
    private const double Shrinkage = 0.25;
    private const double Growth = 3;

    /// <summary>
    /// The first radius, relative to max(1, |theta|_2): short, because the phase before chose the basin. With 1, one run in a
    /// hundred of two-unit networks on XOR leaves the basin that gradient descent would have gone on in.
    /// </summary>
    private const double FirstRadius = 0.1;

    /// <summary>Most radii that are tried on one Hessian.</summary>
    private const int MostTrials = 6;

    /// <summary>Most corrections of a trial: one costs a gradient, a new Hessian the work of many.</summary>
    private const int MostCorrections = 8;

    /// <summary>A correction counts where it promises this part of the fall that the trial has brought.</summary>
    private const double WorthCorrecting = 0.1;

    /// <summary>Corrections whose promises do not shrink by this factor lead nowhere.</summary>
    private const double Contraction = 0.5;

    /// <summary>
    /// A gradient within this many tolerances that a step leaves almost as large is settled: the stiff directions are
    /// solved with a damping of the second number, relative to the Hessian's largest entry, which holds the flat ones still. On the way
    /// along a flat curved valley, to infinity perhaps, each step stirs up the stiff directions anew, and they alone keep
    /// the gradient above the tolerance.
    /// </summary>
    private const double Settling = 1e4;
    private const double SettlingDamping = 1e-6;
    private const double HardlyLess = 0.1;
    private const int SettlingRounds = 3;

    /// <summary>A rejected step of at most this part of max(1, |theta|_inf) cannot be shortened: the lane has stalled.</summary>
    private const double ShortestStep = 1e-16;

    private readonly LaneBuffer _matrix;
    private readonly LaneBuffer _step;
    private readonly LaneBuffer _trial;
    private readonly LaneBuffer _trialGradient;
    private readonly LaneBuffer _correction;
    private readonly LaneBuffer _best;
    private readonly LaneBuffer _bestGradient;
    private readonly TrustRegion _region;

    // Radius and damping of each lane; a radius below 0 has yet to be set.
    private LaneVector _radius;
    private LaneVector _damping;

    /// <param name="objective">What is minimised.</param>
    /// <param name="gradient">A lane ends where its gradient's infinity norm is at most this; null: it runs all its steps.</param>
    public Newton(ILaneObjective objective, double? gradient)
        : base(objective, gradient)
    {
        int p = ParameterCount;
        _matrix = new LaneBuffer(p * p);
        _step = new LaneBuffer(p);
        _trial = new LaneBuffer(p);
        _trialGradient = new LaneBuffer(p);
        _correction = new LaneBuffer(p);
        _best = new LaneBuffer(p);
        _bestGradient = new LaneBuffer(p);
        _region = new TrustRegion(p);
    }

    /// <inheritdoc/>
    public override void Reset(int lane)
    {
        _radius = With(_radius, lane, -1);
        _damping = With(_damping, lane, 0);
    }

    /// <inheritdoc/>
    public override LaneEnds Step()
    {
        Span<LaneVector> theta = Theta.Vectors;
        Span<LaneVector> gradient = Gradient.Vectors;
        ReadOnlySpan<LaneVector> matrix = _matrix.Vectors;
        LaneVector loss = Objective.Hessian(theta, gradient, _matrix.Vectors);
        Loss = loss;
        LaneEnds before = StoppingTest(loss, gradient, out LaneVector ended);
        _region.Measure(matrix);

        LaneVector fresh = Vector512.LessThan(_radius, LaneVector.Zero);
        LaneVector size = LaneNorm.Max(LaneVector.One, Vector512.Sqrt(LaneNorm.Dot(theta, theta)));
        _radius = Vector512.ConditionalSelect(fresh, FirstRadius * size, _radius);
        LaneVector reach = ShortestStep * LaneNorm.Max(LaneVector.One, LaneNorm.Infinity(theta));
        LaneVector open = ~ended;
        LaneVector stalled = LaneVector.Zero;
        LaneVector converged = LaneVector.Zero;
        LaneVector moved = LaneVector.Zero;
        for (int trial = 0; trial < MostTrials && open != LaneVector.Zero; trial++)
        {
            LaneVector lost = _region.Step(matrix, gradient, _radius, open, ref _damping, _step.Vectors);
            LaneVector length = Vector512.Sqrt(LaneNorm.Dot(_step.Vectors, _step.Vectors));
            LaneVector slope = LaneNorm.Dot(gradient, _step.Vectors);
            LaneVector predicted = 0.5 * ((_damping * length * length) - slope);
            LaneVector fall = Try(loss, predicted, open & ~lost, out LaneVector bestLoss);
            LaneVector ratio = fall / predicted;
            LaneVector accepted = Vector512.GreaterThanOrEqual(ratio, Vector512.Create(LeastRatio)) & open & ~lost;
            LaneVector poor = ~Vector512.GreaterThanOrEqual(ratio, Vector512.Create(PoorRatio));
            LaneVector onBoundary = Vector512.GreaterThan(_damping, LaneVector.Zero);
            LaneVector good = Vector512.GreaterThan(ratio, Vector512.Create(GoodRatio)) & accepted & onBoundary;
            LaneVector next = Vector512.ConditionalSelect(good, LaneNorm.Max(_radius, Growth * length), _radius);
            next = Vector512.ConditionalSelect(poor, Shrinkage * length, next);
            _radius = Vector512.ConditionalSelect(open, next, _radius);
            stalled |= open & ~accepted & (lost | Vector512.LessThanOrEqual(LaneNorm.Infinity(_step.Vectors), reach));
            converged |= accepted & IsConverged(GradientNorm(_bestGradient.Vectors));
            ReadOnlySpan<LaneVector> best = _best.Vectors;
            for (int p = 0; p < theta.Length; p++)
            {
                theta[p] = Vector512.ConditionalSelect(accepted, best[p], theta[p]);
            }

            Loss = Vector512.ConditionalSelect(accepted, bestLoss, Loss);
            moved |= accepted;
            open &= ~accepted & ~stalled;
        }

        LaneVector left = GradientNorm(_bestGradient.Vectors);
        LaneVector settling = moved & ~converged & IsConverged(left / Settling)
            & Vector512.GreaterThan(left, HardlyLess * GradientNorm(gradient));
        if (settling != LaneVector.Zero)
        {
            converged |= Settle(settling);
        }

        return new LaneEnds((byte)(before.Converged | LaneEnds.Bits(converged)), LaneEnds.Bits(stalled), before.NotFinite);
    }

    // Evaluates theta + s and corrects it; leaves the best point and its gradient, returns its fall (minus infinity: none).
    private LaneVector Try(LaneVector loss, LaneVector predicted, LaneVector open, out LaneVector bestLoss)
    {
        ReadOnlySpan<LaneVector> theta = Theta.Vectors;
        ReadOnlySpan<LaneVector> gradient = Gradient.Vectors;
        ReadOnlySpan<LaneVector> matrix = _matrix.Vectors;
        Span<LaneVector> step = _step.Vectors;
        Span<LaneVector> trial = _trial.Vectors;
        Span<LaneVector> trialGradient = _trialGradient.Vectors;
        Span<LaneVector> correction = _correction.Vectors;
        var falls = new TrialFall(loss, predicted, LossUnit);
        LaneVector bestFall = Vector512.Create(double.NegativeInfinity);
        LaneVector lastPromise = Vector512.Create(double.PositiveInfinity);
        LaneVector correcting = open;
        bestLoss = loss;
        for (int round = 0; ; round++)
        {
            for (int p = 0; p < trial.Length; p++)
            {
                trial[p] = theta[p] + step[p];
            }

            LaneVector trialLoss = Objective.Gradient(trial, trialGradient);
            LaneVector sound = LaneNorm.IsFinite(trialLoss) & LaneNorm.IsFinite(LaneNorm.Infinity(trialGradient));
            LaneVector fall = falls.To(trialLoss, gradient, trialGradient, step);
            LaneVector better = correcting & sound & Vector512.GreaterThan(fall, bestFall) & falls.NotRising(trialLoss);
            bestFall = Vector512.ConditionalSelect(better, fall, bestFall);
            bestLoss = Vector512.ConditionalSelect(better, trialLoss, bestLoss);
            Keep(better);
            if (round == MostCorrections)
            {
                return bestFall;
            }

            for (int p = 0; p < correction.Length; p++)
            {
                correction[p] = -Vector512.FusedMultiplyAdd(_damping, step[p], trialGradient[p]);
            }

            // What the chord step promises: half of the residual times the step.
            Span<LaneVector> residual = trial;
            correction.CopyTo(residual);
            if (round == 0)
            {
                _region.Stiffen(matrix, _damping);
            }

            _region.SolveStiffened(correction);
            LaneVector promise = 0.5 * LaneNorm.Dot(residual, correction);
            LaneVector counts = Vector512.GreaterThan(promise, WorthCorrecting * LaneNorm.Max(fall, LaneVector.Zero));
            correcting &= sound & counts & Vector512.LessThan(promise, Contraction * lastPromise);
            lastPromise = promise;
            if (correcting == LaneVector.Zero)
            {
                return bestFall;
            }

            for (int p = 0; p < step.Length; p++)
            {
                step[p] = Vector512.ConditionalSelect(correcting, step[p] + correction[p], step[p]);
            }
        }
    }

    // Chord steps that hold flat directions still; taken where they lead within the tolerance, which they return.
    private LaneVector Settle(LaneVector settling)
    {
        Span<LaneVector> theta = Theta.Vectors;
        Span<LaneVector> trial = _trial.Vectors;
        Span<LaneVector> trialGradient = _trialGradient.Vectors;
        Span<LaneVector> correction = _correction.Vectors;
        LaneVector open = settling & _region.Stiffen(_matrix.Vectors, SettlingDamping);
        LaneVector converged = LaneVector.Zero;
        var falls = new TrialFall(Loss, LaneVector.Zero, LossUnit);
        theta.CopyTo(trial);
        _bestGradient.Vectors.CopyTo(trialGradient);
        for (int round = 0; round < SettlingRounds && open != LaneVector.Zero; round++)
        {
            for (int p = 0; p < correction.Length; p++)
            {
                correction[p] = open & -trialGradient[p];
            }

            _region.SolveStiffened(correction);
            for (int p = 0; p < trial.Length; p++)
            {
                trial[p] += correction[p];
            }

            LaneVector trialLoss = Objective.Gradient(trial, trialGradient);
            LaneVector reached = open & IsConverged(GradientNorm(trialGradient)) & falls.NotRising(trialLoss);
            for (int p = 0; p < theta.Length; p++)
            {
                theta[p] = Vector512.ConditionalSelect(reached, trial[p], theta[p]);
            }

            Loss = Vector512.ConditionalSelect(reached, trialLoss, Loss);
            converged |= reached;
            open &= ~reached;
        }

        return converged;
    }

    private void Keep(LaneVector where)
    {
        Span<LaneVector> best = _best.Vectors;
        Span<LaneVector> bestGradient = _bestGradient.Vectors;
        ReadOnlySpan<LaneVector> trial = _trial.Vectors;
        ReadOnlySpan<LaneVector> trialGradient = _trialGradient.Vectors;
        for (int p = 0; p < best.Length; p++)
        {
            best[p] = Vector512.ConditionalSelect(where, trial[p], best[p]);
            bestGradient[p] = Vector512.ConditionalSelect(where, trialGradient[p], bestGradient[p]);
        }
    }
}
