using System.Runtime.Intrinsics;
using OrleansSymmetry.Landscape.Lanes;
using OrleansSymmetry.Landscape.Objectives;

namespace OrleansSymmetry.Landscape.Optimisation.Methods;

/// <summary>
/// Newton's method in a trust region without a matrix: each model is minimised by conjugate gradients on Hessian-vector products, cut
/// off at the region's boundary, at negative curvature, or where the residual is small beside the gradient (Steihaug 1983;
/// Toint 1981; Nocedal and Wright 2006, algorithm 7.2). It never goes uphill, needs memory for some vectors only, and
/// converges superlinearly, as the residual falls with the square root of the gradient.
/// A step is one gradient, as many products as the slowest lane needs, and one trial for each radius.
/// </summary>
internal sealed class TruncatedNewton : LaneMethod
{
    /// <summary>Least part of the predicted fall for which a trial is accepted.</summary>
    private const double LeastRatio = 1e-4;

    /// <summary>Below this part of the predicted fall the radius shrinks, above the second it grows.</summary>
    private const double PoorRatio = 0.25;
    private const double GoodRatio = 0.75;
    private const double Shrinkage = 0.25;
    private const double Growth = 2;

    /// <summary>The residual of a model, relative to its gradient, is at most this and at most the root of the gradient.</summary>
    private const double LargestResidual = 0.1;

    /// <summary>
    /// Most products for one model: conjugate gradients take about the root of the condition times the digits wanted, and
    /// penalties that matter keep the condition within some ten thousands.
    /// </summary>
    private const int MostProducts = 500;

    /// <summary>A rejected step of at most this part of max(1, |theta|_inf) cannot be shortened: the lane has stalled.</summary>
    private const double ShortestStep = 1e-16;

    private readonly LaneBuffer _step;
    private readonly LaneBuffer _residual;
    private readonly LaneBuffer _direction;
    private readonly LaneBuffer _product;
    private readonly LaneBuffer _trial;
    private readonly LaneBuffer _trialGradient;

    // The radius of each lane; below 0 it has yet to be set, to the size of theta.
    private LaneVector _radius;

    /// <param name="objective">What is minimised.</param>
    /// <param name="gradient">A lane ends where its gradient's infinity norm is at most this; null: it runs all its steps.</param>
    public TruncatedNewton(ILaneObjective objective, double? gradient)
        : base(objective, gradient)
    {
        _step = new LaneBuffer(ParameterCount);
        _residual = new LaneBuffer(ParameterCount);
        _direction = new LaneBuffer(ParameterCount);
        _product = new LaneBuffer(ParameterCount);
        _trial = new LaneBuffer(ParameterCount);
        _trialGradient = new LaneBuffer(ParameterCount);
    }

    /// <inheritdoc/>
    public override void Reset(int lane) => _radius = With(_radius, lane, -1);

    /// <inheritdoc/>
    public override LaneEnds Step()
    {
        Span<LaneVector> theta = Theta.Vectors;
        Span<LaneVector> gradient = Gradient.Vectors;
        ReadOnlySpan<LaneVector> step = _step.Vectors;
        LaneVector loss = Objective.Gradient(theta, gradient);
        Loss = loss;
        LaneEnds before = StoppingTest(loss, gradient, out LaneVector ended);
        LaneVector fresh = Vector512.LessThan(_radius, LaneVector.Zero);
        LaneVector size = LaneNorm.Max(LaneVector.One, Vector512.Sqrt(LaneNorm.Dot(theta, theta)));
        _radius = Vector512.ConditionalSelect(fresh, size, _radius);
        LaneVector predicted = Minimise(~ended, out LaneVector onBoundary);
        Span<LaneVector> trial = _trial.Vectors;
        Span<LaneVector> trialGradient = _trialGradient.Vectors;
        for (int p = 0; p < trial.Length; p++)
        {
            trial[p] = theta[p] + step[p];
        }

        LaneVector trialLoss = Objective.Gradient(trial, trialGradient);
        LaneVector trialNorm = GradientNorm(trialGradient);
        var falls = new TrialFall(loss, predicted, LossUnit);
        LaneVector ratio = falls.To(trialLoss, gradient, trialGradient, step) / predicted;
        LaneVector accepted = Vector512.GreaterThanOrEqual(ratio, Vector512.Create(LeastRatio)) & falls.NotRising(trialLoss)
            & LaneNorm.IsFinite(trialLoss) & LaneNorm.IsFinite(trialNorm) & ~ended;

        LaneVector length = Vector512.Sqrt(LaneNorm.Dot(step, step));
        LaneVector poor = ~Vector512.GreaterThanOrEqual(ratio, Vector512.Create(PoorRatio)) | ~accepted;
        LaneVector good = accepted & onBoundary & Vector512.GreaterThan(ratio, Vector512.Create(GoodRatio));
        _radius = Vector512.ConditionalSelect(good, Growth * _radius, _radius);
        _radius = Vector512.ConditionalSelect(poor, Shrinkage * length, _radius);
        LaneVector reach = ShortestStep * LaneNorm.Max(LaneVector.One, LaneNorm.Infinity(theta));
        LaneVector stalled = ~accepted & ~ended & ~Vector512.GreaterThan(LaneNorm.Infinity(step), reach);
        for (int p = 0; p < theta.Length; p++)
        {
            theta[p] = Vector512.ConditionalSelect(accepted, trial[p], theta[p]);
        }

        Loss = Vector512.ConditionalSelect(accepted, trialLoss, loss);
        byte converged = LaneEnds.Bits(accepted & IsConverged(trialNorm));
        return new LaneEnds((byte)(before.Converged | converged), LaneEnds.Bits(stalled), before.NotFinite);
    }

    // Sets the step; returns the fall that the model promises, and the lanes whose step ends on the boundary.
    private LaneVector Minimise(LaneVector open, out LaneVector onBoundary)
    {
        Span<LaneVector> step = _step.Vectors;
        Span<LaneVector> residual = _residual.Vectors;
        Span<LaneVector> direction = _direction.Vectors;
        Span<LaneVector> product = _product.Vectors;
        ReadOnlySpan<LaneVector> gradient = Gradient.Vectors;
        step.Clear();
        for (int p = 0; p < step.Length; p++)
        {
            LaneVector slope = open & gradient[p];
            residual[p] = slope;
            direction[p] = -slope;
        }

        LaneVector square = LaneNorm.Dot(residual, residual);
        LaneVector norm = Vector512.Sqrt(square);
        LaneVector forcing = Vector512.Sqrt(norm);
        forcing = Vector512.ConditionalSelect(Vector512.LessThan(forcing, Vector512.Create(LargestResidual)), forcing, Vector512.Create(LargestResidual));
        LaneVector target = forcing * norm;
        LaneVector radiusSquare = _radius * _radius;
        LaneVector stepSquare = LaneVector.Zero;
        LaneVector predicted = LaneVector.Zero;
        onBoundary = LaneVector.Zero;
        for (int products = 0; products < MostProducts && open != LaneVector.Zero; products++)
        {
            Objective.HessianVector(Theta.Vectors, direction, product);
            LaneVector curvature = LaneNorm.Dot(direction, product);
            LaneVector along = LaneNorm.Dot(step, direction);
            LaneVector directionSquare = LaneNorm.Dot(direction, direction);
            LaneVector length = square / curvature;
            LaneVector nextSquare = stepSquare + (length * ((2 * along) + (length * directionSquare)));
            LaneVector leaves = open & (~Vector512.GreaterThan(curvature, LaneVector.Zero) | ~Vector512.LessThan(nextSquare, radiusSquare));

            // The positive root of |s + t d| = radius, without cancellation.
            LaneVector room = LaneNorm.Max(radiusSquare - stepSquare, LaneVector.Zero);
            LaneVector root = Vector512.Sqrt((along * along) + (directionSquare * room));
            LaneVector toBoundary = room / (along + root);
            length = Vector512.ConditionalSelect(leaves, toBoundary, length);
            LaneVector moving = open & LaneNorm.IsFinite(length);
            length &= moving;

            // -(r.d) = |r|^2 in exact conjugate gradients: the model falls by t |r|^2 - t^2 d'Hd / 2.
            LaneVector gain = length * (square - (0.5 * length * curvature));
            predicted += moving & gain;
            LaneVector fresh = LaneVector.Zero;
            for (int p = 0; p < step.Length; p++)
            {
                step[p] = Vector512.FusedMultiplyAdd(length, direction[p], step[p]);
                LaneVector r = Vector512.ConditionalSelect(moving, Vector512.FusedMultiplyAdd(length, product[p], residual[p]), residual[p]);
                residual[p] = r;
                fresh = Vector512.FusedMultiplyAdd(r, r, fresh);
            }

            onBoundary |= leaves;
            open &= moving & ~leaves & Vector512.GreaterThan(Vector512.Sqrt(fresh), target);
            LaneVector turn = fresh / square;
            square = Vector512.ConditionalSelect(open, fresh, square);
            stepSquare = Vector512.ConditionalSelect(open, LaneNorm.Dot(step, step), stepSquare);
            for (int p = 0; p < direction.Length; p++)
            {
                direction[p] = Vector512.ConditionalSelect(open, Vector512.FusedMultiplyAdd(turn, direction[p], -residual[p]), LaneVector.Zero);
            }
        }

        return predicted;
    }
}
