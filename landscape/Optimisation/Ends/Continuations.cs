using System.Runtime.Intrinsics;
using OrleansSymmetry.Landscape.Lanes;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Spectra;

namespace OrleansSymmetry.Landscape.Optimisation.Ends;

/// <summary>Where Newton's iteration leads from an end point whose gradient is within tolerance.</summary>
/// <param name="Theta">The point it led to, P entries.</param>
/// <param name="Moved">Its distance from the start: infinity norm, relative to max(1, |theta|_inf) of the start.</param>
/// <param name="FirstStep">Infinity norm of Newton's step at the start, apart from zero modes.</param>
/// <param name="LastStep">The same where it led.</param>
/// <param name="AtRest">
/// Whether the gradient vanished and the last way was short beside the longest: a flat valley was followed to its
/// end. On the way to infinity the ways stay as long as they were.
/// </param>
internal readonly record struct Continuation(double[] Theta, double Moved, double FirstStep, double LastStep, bool AtRest);

/// <summary>
/// Goes on from end points (at most eight) by Newton's iteration. A point near an isolated critical
/// point hardly moves; one on the way to a minimum at infinity runs off; and a point whose gradient is within tolerance
/// but whose weights are not accurate is refined.
/// <para>
/// A flat valley that leads to infinity is curved: a step along it climbs the wall. The steps that follow move in firm modes only,
/// back onto the floor, until the point is better than the best so far; where they never are, the iteration returns to
/// the best point and takes shorter ways (the watchdog technique, Chamberlain, Powell, Lemarechal and Pedersen 1982).
/// </para>
/// </summary>
internal sealed class Continuations
{
    /// <summary>Most steps: a run to infinity, which moves on by a like amount in each, is far away by then.</summary>
    private const int MostSteps = 60;

    /// <summary>Steps in a row that may fail to find a better point: restoring a floor takes one or two, a steep wall some more.</summary>
    private const int MostFailures = 5;

    /// <summary>
    /// The longest way in zero modes, relative to max(1, |theta|_inf): well beyond what counts as moved. After each return it is shorter by
    /// the factor.
    /// </summary>
    private const double LongestWay = 0.1;
    private const double Shortening = 0.125;
    private const int MostReturns = 2;

    /// <summary>A last way of at most this part of the longest is rest: an exponential tail is walked down in steps of like lengths.</summary>
    private const double RestingPart = 0.03;

    /// <summary>A loss that is higher by this, relative to max(1, |F|), is higher.</summary>
    private const double LossRounding = 1e-13;

    /// <summary>
    /// A pivot of at most so many times a zero mode calls for eigenvectors: no pivot is below the least eigenvalue, but it may be
    /// some times above, and a step by pivots has zero modes in its length.
    /// </summary>
    private const double PivotMargin = 10;

    private readonly ILaneObjective _objective;
    private readonly PointEvaluation _evaluation;
    private readonly EndGauge _gauge;
    private readonly double _zero;
    private readonly int _n;
    private readonly LaneBuffer _theta;
    private readonly LaneBuffer _gradient;
    private readonly LaneBuffer _step;
    private readonly LaneBuffer? _hessian;
    private readonly LaneBuffer? _ones;
    private readonly LaneCholesky? _cholesky;
    private readonly double[] _lane;
    private readonly double[] _laneGradient;
    private readonly double[] _laneStep;
    private LaneVector _loss;

    /// <param name="objective">The objective.</param>
    /// <param name="evaluation">Its evaluation at one point.</param>
    /// <param name="gauge">Its continuous symmetries.</param>
    /// <param name="zero">An eigenvalue is a zero mode within this fraction of the largest.</param>
    public Continuations(ILaneObjective objective, PointEvaluation evaluation, EndGauge gauge, double zero)
    {
        _objective = objective;
        _evaluation = evaluation;
        _gauge = gauge;
        _zero = zero;
        _n = objective.ParameterCount;
        _theta = new LaneBuffer(_n);
        _gradient = new LaneBuffer(_n);
        _step = new LaneBuffer(_n);
        _lane = new double[_n];
        _laneGradient = new double[_n];
        _laneStep = new double[_n];
        if (_n <= EndSpectra.MostLaneParameters)
        {
            _hessian = new LaneBuffer(_n * _n);
            _ones = new LaneBuffer(_n);
            _ones.Vectors.Fill(LaneVector.One);
            _cholesky = new LaneCholesky(_n);
        }
    }

    /// <summary>Goes on from the balanced parameters of each point.</summary>
    /// <param name="points">At most eight.</param>
    /// <param name="toTheEnd">
    /// Whether to go on to <see cref="RootStep.GradientTarget"/>; otherwise only until Newton's step is
    /// <paramref name="accuracy"/> at most.
    /// </param>
    /// <param name="accuracy">Relative to max(1, |theta|_inf).</param>
    /// <param name="cancellation">Looked at before each step.</param>
    public Continuation[] From(ReadOnlySpan<EndPoint> points, bool toTheEnd, double accuracy, CancellationToken cancellation)
    {
        int count = points.Length;
        var walks = new Walk[count];
        for (int lane = 0; lane < LaneBuffer.LaneCount; lane++)
        {
            double[] start = points[Math.Min(lane, count - 1)].Balanced;
            _theta.SetLane(lane, start);
            if (lane < count)
            {
                walks[lane] = new Walk(start);
            }
        }

        // A walk's best point never gets worse beyond rounding. Failures counts the steps since it was reached: at 0 the walk stands
        // on it and takes a full step; above 0 it takes one in firm modes only, back onto the floor. MostFailures in a row return
        // it to its best point with a shorter reach, at most MostReturns times (never, where it need not go to the end).
        // It ends with its best point: arrived, given up, or out of steps.
        int active = (1 << count) - 1;
        for (int step = 0; active != 0; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            Evaluate();
            LaneVector gradient = LaneNorm.Infinity(_gradient.Vectors);
            LaneVector size = LaneNorm.Max(LaneVector.One, LaneNorm.Infinity(_theta.Vectors));
            int restoring = 0;
            for (int lane = 0; lane < count; lane++)
            {
                if ((active & (1 << lane)) != 0)
                {
                    Judge(walks[lane], lane, gradient[lane]);
                    restoring |= walks[lane].Failures > 0 ? 1 << lane : 0;
                }
            }

            LaneVector length = Step(active, restoring, toTheEnd, walks);
            for (int lane = 0; lane < count; lane++)
            {
                Walk walk = walks[lane];
                if ((active & (1 << lane)) == 0)
                {
                    continue;
                }

                if (walk.Failures == 0)
                {
                    walk.First = walk.First < 0 ? length[lane] : walk.First;
                    walk.Last = length[lane];
                    walk.Vanished = gradient[lane] <= RootStep.GradientTarget * Math.Min(1, walk.LargestCurvature);
                }

                bool arrived = walk.Failures == 0 && (walk.Vanished || (!toTheEnd && length[lane] <= accuracy * size[lane]));
                bool lost = walk.Failures == MostFailures && (!toTheEnd || walk.Returns == MostReturns);
                if (arrived || lost || step == MostSteps)
                {
                    active &= ~(1 << lane);
                }
                else if (walk.Failures == MostFailures)
                {
                    walk.Return();
                    _theta.SetLane(lane, walk.Best);
                    _laneStep.AsSpan().Clear();
                    _step.SetLane(lane, _laneStep);
                }
            }

            Span<LaneVector> theta = _theta.Vectors;
            Span<LaneVector> change = _step.Vectors;
            for (int p = 0; p < _n; p++)
            {
                theta[p] += change[p];
            }
        }

        var continuations = new Continuation[count];
        for (int lane = 0; lane < count; lane++)
        {
            continuations[lane] = walks[lane].End(points[lane].Balanced);
        }

        return continuations;
    }

    // Whether the point that a walk has reached is its best.
    private void Judge(Walk walk, int lane, double gradient)
    {
        double loss = _loss[lane];
        bool better = loss <= walk.Loss + (LossRounding * Math.Max(1, Math.Abs(walk.Loss))) && (gradient < walk.Gradient || loss < walk.Loss);
        if (!better && !walk.Returned)
        {
            walk.Failures++;
            return;
        }

        if (!walk.Returned)
        {
            walk.Way = DistanceFrom(walk.Best, lane);
            walk.LongestWay = Math.Max(walk.LongestWay, walk.Way);
            _theta.CopyLaneTo(lane, walk.Best);
        }

        walk.Loss = loss;
        walk.Gradient = gradient;
        walk.Failures = 0;
        walk.Returned = false;
    }

    private double DistanceFrom(ReadOnlySpan<double> point, int lane)
    {
        ReadOnlySpan<double> theta = _theta.Doubles;
        double distance = 0;
        for (int p = 0; p < _n; p++)
        {
            distance = Math.Max(distance, Math.Abs(theta[(p * LaneBuffer.LaneCount) + lane] - point[p]));
        }

        return distance;
    }

    private void Evaluate() =>
        _loss = _hessian is null
            ? _objective.Gradient(_theta.Vectors, _gradient.Vectors)
            : _objective.Hessian(_theta.Vectors, _gradient.Vectors, _hessian.Vectors);

    // Sets the step of the active lanes; returns the steps' lengths apart from zero modes.
    private LaneVector Step(int active, int restoring, bool toTheEnd, ReadOnlySpan<Walk> walks)
    {
        ReadOnlySpan<LaneVector> gradient = _gradient.Vectors;
        Span<LaneVector> step = _step.Vectors;
        int byVectors = active;
        LaneVector length = LaneVector.Zero;
        if (_cholesky is not null)
        {
            ReadOnlySpan<LaneVector> hessian = _hessian!.Vectors;
            LaneVector largest = LaneVector.Zero;
            for (int p = 0; p < _n; p++)
            {
                largest = LaneNorm.Max(Vector512.Abs(hessian[(p * _n) + p]), largest);
            }

            for (int lane = 0; lane < walks.Length; lane++)
            {
                walks[lane].LargestCurvature = largest[lane];
            }

            LaneVector definite = _cholesky.Factor(hessian, LaneVector.Zero, _ones!.Vectors, PivotMargin * _zero * largest);
            for (int p = 0; p < _n; p++)
            {
                step[p] = -gradient[p];
            }

            _cholesky.Solve(step);
            length = LaneNorm.Infinity(step);

            // A step that promises twice all that the loss has is rounding in a flat direction, and one that is long may be
            // one to infinity: the eigenvectors tell them apart.
            LaneVector promise = -0.5 * LaneNorm.Dot(gradient, step);
            LaneVector size = LaneNorm.Max(LaneVector.One, LaneNorm.Infinity(_theta.Vectors));
            int sound = LaneEnds.Bits(definite & Vector512.LessThanOrEqual(promise, 2 * _loss) & Vector512.LessThanOrEqual(length, LongestWay * size));
            byVectors &= ~(sound & ~restoring);
        }

        for (int lane = 0; lane < walks.Length; lane++)
        {
            if ((byVectors & (1 << lane)) != 0)
            {
                length = length.WithElement(lane, StepByVectors(lane, walks[lane], (restoring & (1 << lane)) != 0 || !toTheEnd));
            }
        }

        return length;
    }

    private double StepByVectors(int lane, Walk walk, bool staysPut)
    {
        _theta.CopyLaneTo(lane, _lane);
        _gradient.CopyLaneTo(lane, _laneGradient);
        double length = double.PositiveInfinity;
        _laneStep.AsSpan().Clear();
        double[] hessian = _evaluation.Hessian(_lane);
        bool finite = double.IsFinite(FixedOrder.Dot(hessian, hessian));
        if (finite && _cholesky is null && !staysPut && StepByFactor(lane, walk, hessian, out double direct))
        {
            length = direct;
        }
        else if (finite)
        {
            Eigensystem system = SymmetricMatrix.Decompose(hessian, _n);
            walk.LargestCurvature = Math.Max(Math.Abs(system.Values[0]), Math.Abs(system.Values[^1]));

            // Where symmetries explain every zero mode, a way along them leads to copies of the same point; where a penalty bounds the weights,
            // no flat direction leads to infinity.
            double way = staysPut || CountZeroModes(system, walk.LargestCurvature) <= _gauge.DimensionAt(_lane) ? 0 : walk.Reach * Norms.Size(_lane);
            length = RootStep.Of(system, _loss[lane], _laneGradient, _zero, way, _laneStep);
        }

        _step.SetLane(lane, _laneStep);
        return length;
    }

    private int CountZeroModes(Eigensystem system, double largest)
    {
        int count = 0;
        foreach (double value in system.Values)
        {
            count += Math.Abs(value) <= _zero * largest ? 1 : 0;
        }

        return count;
    }

    // Of a large network: Newton's step without eigenvectors, where the Hessian is positive definite and the step is short.
    private bool StepByFactor(int lane, Walk walk, ReadOnlySpan<double> hessian, out double length)
    {
        double largest = 0;
        for (int p = 0; p < _n; p++)
        {
            largest = Math.Max(largest, Math.Abs(hessian[(p * _n) + p]));
            _laneStep[p] = -_laneGradient[p];
        }

        length = 0;
        if (DefiniteSolver.Solve(hessian.ToArray(), _laneStep, PivotMargin * _zero * largest))
        {
            length = Norms.Infinity(_laneStep);
            if (length <= LongestWay * Norms.Size(_lane) && -0.5 * FixedOrder.Dot(_laneGradient, _laneStep) <= 2 * _loss[lane])
            {
                walk.LargestCurvature = largest;
                return true;
            }
        }

        _laneStep.AsSpan().Clear();
        return false;
    }

    /// <summary>One point's way: the best point so far, and what led there.</summary>
    private sealed class Walk(double[] start)
    {
        public double[] Best { get; } = (double[])start.Clone();

        public double Loss { get; set; } = double.PositiveInfinity;

        public double Gradient { get; set; } = double.PositiveInfinity;

        public double LargestCurvature { get; set; }

        public double First { get; set; } = -1;

        public double Last { get; set; }

        public double Way { get; set; }

        public double LongestWay { get; set; }

        public double Reach { get; private set; } = Continuations.LongestWay;

        public int Failures { get; set; }

        public int Returns { get; private set; }

        public bool Returned { get; set; }

        public bool Vanished { get; set; }

        /// <summary>Goes back to the best point, to take shorter ways from there.</summary>
        public void Return()
        {
            Returned = true;
            Returns++;
            Failures = 0;
            Reach *= Shortening;
        }

        public Continuation End(ReadOnlySpan<double> from)
        {
            double moved = 0;
            for (int p = 0; p < from.Length; p++)
            {
                moved = Math.Max(moved, Math.Abs(Best[p] - from[p]));
            }

            return new Continuation(Best, moved / Norms.Size(from), First, Last, Vanished && Way <= RestingPart * LongestWay);
        }
    }
}
