using System.Runtime.Intrinsics;
using OrleansSymmetry.Landscape.Lanes;
using OrleansSymmetry.Landscape.Objectives;

namespace OrleansSymmetry.Landscape.Optimisation.Methods;

/// <summary>
/// Limited-memory BFGS (Liu and Nocedal 1989, two-loop recursion) with a bracketing line search for the Wolfe conditions.
/// The fall is judged with the loss's rounding allowed for, and then by slopes alone (the approximate Wolfe conditions of
/// Hager and Zhang 2005), so that it reaches gradients where differences of the loss mean nothing.
/// A step is one evaluation of the gradient: lanes search lines of different lengths side by side.
/// </summary>
internal sealed class Lbfgs : LaneMethod
{
    /// <summary>Pairs of steps and gradient differences that are kept (Liu and Nocedal: 3 to 20).</summary>
    private const int Memory = 10;

    /// <summary>Part of the slope's promise that the loss must keep, and part of the slope that must be gone.</summary>
    private const double Decrease = 1e-4;
    private const double Curvature = 0.9;

    /// <summary>While no upper end of the bracket is known, the step grows by this.</summary>
    private const double Expansion = 4;

    /// <summary>A new point keeps this part of the bracket's length away from its ends.</summary>
    private const double Margin = 0.1;

    /// <summary>Most evaluations on one line; then the memory is dropped, and on a line of steepest descent the lane has stalled.</summary>
    private const double MostEvaluations = 40;

    /// <summary>Rounding of a loss, relative to max(1, |F|).</summary>
    private const double LossRounding = 1e-13;

    private readonly LaneBuffer _base;
    private readonly LaneBuffer _baseGradient;
    private readonly LaneBuffer _direction;
    private readonly LaneBuffer _candidate;
    private readonly LaneBuffer[] _steps = new LaneBuffer[Memory];
    private readonly LaneBuffer[] _differences = new LaneBuffer[Memory];
    private readonly LaneBuffer _inverses = new(Memory);
    private readonly LaneBuffer _weights = new(Memory);

    // The line search of each lane: loss and slope at its base, the trial's length, the bracket and its upper end's slope.
    private LaneVector _fresh = Vector512<double>.AllBitsSet;
    private LaneVector _baseLoss;
    private LaneVector _baseSlope;
    private LaneVector _length;
    private LaneVector _low;
    private LaneVector _lowSlope;
    private LaneVector _high;
    private LaneVector _highSlope;
    private LaneVector _evaluations;
    private LaneVector _steepest;

    /// <param name="objective">What is minimised.</param>
    /// <param name="gradient">A lane ends where its gradient's infinity norm is at most this; null: it runs all its steps.</param>
    public Lbfgs(ILaneObjective objective, double? gradient)
        : base(objective, gradient)
    {
        _base = new LaneBuffer(ParameterCount);
        _baseGradient = new LaneBuffer(ParameterCount);
        _direction = new LaneBuffer(ParameterCount);
        _candidate = new LaneBuffer(ParameterCount);
        for (int i = 0; i < Memory; i++)
        {
            _steps[i] = new LaneBuffer(ParameterCount);
            _differences[i] = new LaneBuffer(ParameterCount);
        }
    }

    /// <summary>The base of the current line: a trial that was not judged yet is no result.</summary>
    public override LaneBuffer Reached => _base;

    private static LaneVector Infinite => Vector512.Create(double.PositiveInfinity);

    /// <inheritdoc/>
    public override void Reset(int lane) => _fresh = With(_fresh, lane, BitConverter.Int64BitsToDouble(-1));

    /// <inheritdoc/>
    public override LaneEnds Step()
    {
        Span<LaneVector> theta = Theta.Vectors;
        Span<LaneVector> gradient = Gradient.Vectors;
        LaneVector loss = Objective.Gradient(theta, gradient);
        Loss = loss;
        LaneVector fresh = _fresh;
        LaneEnds ends = StoppingTest(loss, gradient, out LaneVector ended);
        LaneVector norm = LaneNorm.Infinity(gradient);
        LaneVector finite = LaneNorm.IsFinite(loss) & LaneNorm.IsFinite(norm);

        // A trial that is not finite is only too long; a start that is not finite has failed.
        byte failed = LaneEnds.Bits(~finite & fresh);
        ended &= finite | fresh;
        LaneVector slope = LaneNorm.Dot(gradient, _direction.Vectors);
        LaneVector rounding = LossRounding * LaneNorm.Max(LossUnit, Vector512.Abs(_baseLoss));
        LaneVector falls = Vector512.LessThanOrEqual(loss, Vector512.FusedMultiplyAdd(Decrease * _length, _baseSlope, _baseLoss));
        LaneVector fallsBySlope = Vector512.LessThanOrEqual(loss, _baseLoss + rounding)
            & Vector512.LessThanOrEqual(slope, ((2 * Decrease) - 1) * _baseSlope);
        LaneVector low = finite & (falls | fallsBySlope);
        LaneVector flat = Vector512.GreaterThanOrEqual(slope, Curvature * _baseSlope);
        LaneVector done = fresh | (low & flat);
        Blend(theta, _base.Vectors, ended);

        Narrow(low, slope, finite, ~done & ~ended);
        LaneVector exhausted = Vector512.GreaterThanOrEqual(_evaluations, Vector512.Create(MostEvaluations)) & ~done & ~ended;
        LaneVector stalled = exhausted & _steepest;
        LaneVector restart = exhausted & ~_steepest;
        Remember(gradient, done & ~fresh & ~ended, fresh | restart);
        Rebase(loss, gradient, done & ~ended, restart);
        LaneVector turning = (done | restart) & ~ended;
        if (turning != LaneVector.Zero)
        {
            Turn(turning, fresh | restart);
        }

        _fresh &= ended;
        Place(~ended & ~stalled, stalled);
        return new LaneEnds(ends.Converged, LaneEnds.Bits(stalled), failed);
    }

    // Takes the trial into the bracket of the lanes that go on searching, and picks the next length.
    private void Narrow(LaneVector low, LaneVector slope, LaneVector finite, LaneVector searching)
    {
        LaneVector toLow = searching & low & Vector512.LessThan(slope, LaneVector.Zero);
        LaneVector toHigh = searching & ~toLow;
        _low = Vector512.ConditionalSelect(toLow, _length, _low);
        _lowSlope = Vector512.ConditionalSelect(toLow, slope, _lowSlope);
        _high = Vector512.ConditionalSelect(toHigh, _length, _high);
        _highSlope = Vector512.ConditionalSelect(toHigh, Vector512.ConditionalSelect(finite, slope, LaneVector.Zero), _highSlope);

        LaneVector open = Vector512.Equals(_high, Infinite);
        LaneVector width = Vector512.ConditionalSelect(open, LaneVector.Zero, _high - _low);
        LaneVector secant = _low - (width * _lowSlope / (_highSlope - _lowSlope));
        LaneVector least = _low + (Margin * width);
        LaneVector most = _low + ((1 - Margin) * width);
        secant = Vector512.ConditionalSelect(Vector512.LessThan(secant, least), least, secant);
        secant = Vector512.ConditionalSelect(Vector512.GreaterThan(secant, most), most, secant);
        LaneVector usable = Vector512.GreaterThan(_highSlope, LaneVector.Zero);
        LaneVector inside = Vector512.ConditionalSelect(usable, secant, Vector512.FusedMultiplyAdd(Vector512.Create(0.5), width, _low));
        LaneVector next = Vector512.ConditionalSelect(open, Expansion * _length, inside);
        _length = Vector512.ConditionalSelect(searching, next, _length);
        _evaluations = Vector512.ConditionalSelect(searching, _evaluations + LaneVector.One, _evaluations);
    }

    // Pushes the pair (step, gradient difference) of the lanes whose line is done; drops the memory of others.
    private void Remember(ReadOnlySpan<LaneVector> gradient, LaneVector done, LaneVector forget)
    {
        Span<LaneVector> inverses = _inverses.Vectors;
        for (int i = 0; i < Memory; i++)
        {
            inverses[i] = Vector512.AndNot(inverses[i], forget);
        }

        if (done == LaneVector.Zero)
        {
            return;
        }

        for (int i = Memory - 1; i > 0; i--)
        {
            Blend(_steps[i - 1].Vectors, _steps[i].Vectors, done);
            Blend(_differences[i - 1].Vectors, _differences[i].Vectors, done);
            inverses[i] = Vector512.ConditionalSelect(done, inverses[i - 1], inverses[i]);
        }

        Span<LaneVector> step = _steps[0].Vectors;
        Span<LaneVector> difference = _differences[0].Vectors;
        ReadOnlySpan<LaneVector> theta = Theta.Vectors;
        ReadOnlySpan<LaneVector> start = _base.Vectors;
        ReadOnlySpan<LaneVector> startGradient = _baseGradient.Vectors;
        for (int p = 0; p < step.Length; p++)
        {
            step[p] = Vector512.ConditionalSelect(done, theta[p] - start[p], step[p]);
            difference[p] = Vector512.ConditionalSelect(done, gradient[p] - startGradient[p], difference[p]);
        }

        LaneVector product = LaneNorm.Dot(step, difference);
        LaneVector inverse = LaneVector.One / product;
        LaneVector usable = Vector512.GreaterThan(product, LaneVector.Zero) & LaneNorm.IsFinite(inverse);
        inverses[0] = Vector512.ConditionalSelect(done, inverse & usable, inverses[0]);
    }

    private static void Blend(ReadOnlySpan<LaneVector> source, Span<LaneVector> target, LaneVector where)
    {
        for (int p = 0; p < target.Length; p++)
        {
            target[p] = Vector512.ConditionalSelect(where, source[p], target[p]);
        }
    }

    private void Rebase(LaneVector loss, ReadOnlySpan<LaneVector> gradient, LaneVector done, LaneVector restart)
    {
        Blend(Theta.Vectors, _base.Vectors, done);
        Blend(gradient, _baseGradient.Vectors, done);
        _baseLoss = Vector512.ConditionalSelect(done, loss, _baseLoss);
        LaneVector turning = done | restart;
        _low = Vector512.AndNot(_low, turning);
        _high = Vector512.ConditionalSelect(turning, Infinite, _high);
        _highSlope = Vector512.AndNot(_highSlope, turning);
        _evaluations = Vector512.AndNot(_evaluations, turning);
    }

    // The two-loop recursion, for the lanes that begin a line.
    private void Turn(LaneVector turning, LaneVector withoutMemory)
    {
        Span<LaneVector> candidate = _candidate.Vectors;
        Span<LaneVector> weights = _weights.Vectors;
        ReadOnlySpan<LaneVector> inverses = _inverses.Vectors;
        ReadOnlySpan<LaneVector> gradient = _baseGradient.Vectors;
        for (int p = 0; p < candidate.Length; p++)
        {
            candidate[p] = -gradient[p];
        }

        for (int i = 0; i < Memory; i++)
        {
            weights[i] = inverses[i] * LaneNorm.Dot(_steps[i].Vectors, candidate);
            AddWhereUsed(-weights[i], _differences[i].Vectors, candidate, inverses[i]);
        }

        LaneVector curvature = LaneVector.One / (inverses[0] * LaneNorm.Dot(_differences[0].Vectors, _differences[0].Vectors));
        LaneVector scale = Vector512.ConditionalSelect(Vector512.GreaterThan(inverses[0], LaneVector.Zero), curvature, LaneVector.One);
        for (int p = 0; p < candidate.Length; p++)
        {
            candidate[p] *= scale;
        }

        for (int i = Memory - 1; i >= 0; i--)
        {
            LaneVector weight = weights[i] - (inverses[i] * LaneNorm.Dot(_differences[i].Vectors, candidate));
            AddWhereUsed(weight, _steps[i].Vectors, candidate, inverses[i]);
        }

        LaneVector slope = LaneNorm.Dot(candidate, gradient);
        LaneVector descends = Vector512.LessThan(slope, LaneVector.Zero) & LaneNorm.IsFinite(slope) & ~withoutMemory;
        Span<LaneVector> direction = _direction.Vectors;
        for (int p = 0; p < direction.Length; p++)
        {
            LaneVector next = Vector512.ConditionalSelect(descends, candidate[p], -gradient[p]);
            direction[p] = Vector512.ConditionalSelect(turning, next, direction[p]);
        }

        LaneVector square = LaneNorm.Dot(gradient, gradient);
        slope = Vector512.ConditionalSelect(descends, slope, -square);
        LaneVector remembers = Vector512.GreaterThan(inverses[0], LaneVector.Zero) & descends;

        // Without curvature the first trial has length 1 at most.
        LaneVector first = LaneVector.One / LaneNorm.Max(LaneVector.One, Vector512.Sqrt(square));
        LaneVector length = Vector512.ConditionalSelect(remembers, LaneVector.One, first);
        _baseSlope = Vector512.ConditionalSelect(turning, slope, _baseSlope);
        _lowSlope = Vector512.ConditionalSelect(turning, slope, _lowSlope);
        _length = Vector512.ConditionalSelect(turning, length, _length);
        _steepest = Vector512.ConditionalSelect(turning, ~remembers, _steepest);
    }

    // A pair that is not in use may hold anything.
    private static void AddWhereUsed(LaneVector factor, ReadOnlySpan<LaneVector> x, Span<LaneVector> y, LaneVector inverse)
    {
        LaneVector used = Vector512.GreaterThan(inverse, LaneVector.Zero);
        for (int p = 0; p < y.Length; p++)
        {
            y[p] = Vector512.ConditionalSelect(used, Vector512.FusedMultiplyAdd(factor, x[p], y[p]), y[p]);
        }
    }

    // The next trial of the lanes that go on; a lane that stalled returns to its base.
    private void Place(LaneVector going, LaneVector stalled)
    {
        Span<LaneVector> theta = Theta.Vectors;
        ReadOnlySpan<LaneVector> start = _base.Vectors;
        ReadOnlySpan<LaneVector> direction = _direction.Vectors;
        for (int p = 0; p < theta.Length; p++)
        {
            LaneVector trial = Vector512.FusedMultiplyAdd(_length, direction[p], start[p]);
            LaneVector kept = Vector512.ConditionalSelect(stalled, start[p], theta[p]);
            theta[p] = Vector512.ConditionalSelect(going, trial, kept);
        }
    }
}
