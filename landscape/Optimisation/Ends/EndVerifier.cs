using OrleansSymmetry.Landscape.Lanes;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Spectra;

namespace OrleansSymmetry.Landscape.Optimisation.Ends;

/// <summary>
/// Decides what runs ended as. The criteria are tested in this order, and the first that holds decides: failed, diverging by
/// size, at a kink, unconverged, diverging by separation, diverging when it goes on, diverging by saturation, saddle,
/// degenerate (a family, or a saddle of higher order), minimum.
/// </summary>
internal sealed class EndVerifier
{
    /// <summary>Most parameters whose spectrum is computed; an end point of a larger network is not verified.</summary>
    public const int MostVerifiedParameters = 4000;

    /// <summary>Newton's step at an end point is at most this part of the distance at which two optima count as the same.</summary>
    private const double AccuracyOfDistance = 1e-2;

    /// <summary>A run that moves further, relative to max(1, |theta|_inf), when it goes on, and comes to no rest, is on its way to infinity.</summary>
    private const double MovedToInfinity = 1e-2;

    private readonly ILaneObjective _objective;
    private readonly EndGauge _gauge;
    private readonly DataCriteria _data;
    private readonly ToleranceSpec _tolerance;
    private readonly double _gradientTolerance;
    private readonly bool _penalised;
    private readonly bool _escape;
    private readonly PointEvaluation _evaluation;
    private readonly LaneBuffer _theta;
    private readonly LaneBuffer _gradient;

    // Made when the first critical point is met: large networks and diverging sweeps never need them.
    private EndSpectra? _spectra;
    private Continuations? _continuations;
    private DegeneracyProbe? _probe;

    /// <param name="objective">The objective.</param>
    /// <param name="gauge">Its continuous symmetries.</param>
    /// <param name="data">The criteria that look at the data.</param>
    /// <param name="spec">Tolerances, penalty, and whether ways down from saddles are wanted.</param>
    public EndVerifier(ILaneObjective objective, EndGauge gauge, DataCriteria data, LandscapeSpec spec)
    {
        _objective = objective;
        _gauge = gauge;
        _data = data;
        _tolerance = spec.Tolerance;
        _gradientTolerance = ConvergenceTolerance.Of(spec);
        _penalised = spec.Loss.L2 > 0;
        _escape = spec.Saddles == SaddlePolicy.Escape;
        _evaluation = new PointEvaluation(objective);
        _theta = new LaneBuffer(objective.ParameterCount);
        _gradient = new LaneBuffer(objective.ParameterCount);
    }

    /// <summary>Decides the ends of runs.</summary>
    /// <param name="runs">The runs, trained.</param>
    /// <param name="cancellation">Looked at between points.</param>
    /// <returns>The end points, in the order of the runs.</returns>
    public EndPoint[] Verify(IReadOnlyList<SeedRun> runs, CancellationToken cancellation)
    {
        var points = new EndPoint[runs.Count];
        for (int i = 0; i < points.Length; i++)
        {
            points[i] = new EndPoint(runs[i]);
        }

        for (int first = 0; first < points.Length; first += LaneBuffer.LaneCount)
        {
            cancellation.ThrowIfCancellationRequested();
            Evaluate(points.AsSpan(first, Math.Min(LaneBuffer.LaneCount, points.Length - first)));
        }

        var critical = new List<EndPoint>();
        foreach (EndPoint point in points)
        {
            cancellation.ThrowIfCancellationRequested();
            JudgeGradient(point);
            if (point.Ended is null)
            {
                critical.Add(point);
            }
        }

        EndPoint[] open = [.. critical];
        for (int first = 0; first < open.Length; first += LaneBuffer.LaneCount)
        {
            JudgeCriticalPoints(open.AsSpan(first, Math.Min(LaneBuffer.LaneCount, open.Length - first)), cancellation);
        }

        return points;
    }

    private void Evaluate(ReadOnlySpan<EndPoint> points)
    {
        for (int lane = 0; lane < LaneBuffer.LaneCount; lane++)
        {
            _theta.SetLane(lane, points[Math.Min(lane, points.Length - 1)].Theta);
        }

        LaneVector loss = _objective.Gradient(_theta.Vectors, _gradient.Vectors);
        LaneVector norm = LaneNorm.Infinity(_gradient.Vectors);
        for (int lane = 0; lane < points.Length; lane++)
        {
            points[lane].Loss = loss[lane];
            points[lane].Gradient = norm[lane];
        }
    }

    // What the loss, the gradient and the units' arguments decide.
    private void JudgeGradient(EndPoint point)
    {
        bool converged = point.Gradient <= _gradientTolerance;
        if (!double.IsFinite(point.Loss) || !double.IsFinite(point.Gradient))
        {
            point.Ended = Ended.Failed;
        }
        else if (!converged && !_penalised && DivergenceBySize.Holds(point, _tolerance.Diverging, _evaluation))
        {
            point.Ended = Ended.Diverging;
        }
        else if (_data.StandsAtKink(point.Theta))
        {
            point.Ended = Ended.Unconverged;
            point.AtKink = true;
        }
        else if (!converged)
        {
            point.Ended = Ended.Unconverged;
        }
        else if (point.Loss < _data.SeparatedBelow)
        {
            point.Ended = Ended.Diverging;
        }
        else if (point.Theta.Length > MostVerifiedParameters)
        {
            point.Ended = Ended.Minimum;
        }
    }

    // What second order and beyond decides, for at most eight points.
    private void JudgeCriticalPoints(ReadOnlySpan<EndPoint> points, CancellationToken cancellation)
    {
        foreach (EndPoint point in points)
        {
            point.Balanced = _gauge.Balance(point.Theta);
        }

        _continuations ??= new Continuations(_objective, _evaluation, _gauge, _tolerance.Zero);
        double accuracy = AccuracyOfDistance * _tolerance.Distance;
        Continuation[] continuations = _continuations.From(points, toTheEnd: !_penalised, accuracy, cancellation);
        for (int i = 0; i < points.Length; i++)
        {
            JudgeContinuation(points[i], continuations[i], accuracy);
        }

        _spectra ??= new EndSpectra(_objective, _evaluation, _tolerance.Zero);
        _spectra.Measure(points);
        for (int i = 0; i < points.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (points[i].Ended is null)
            {
                JudgeSpectrum(points[i], continuations[i], accuracy, cancellation);
            }
        }
    }

    // A run that moves far is diverging; one that is not accurate in its weights is refined where going on leads to a point that is.
    private void JudgeContinuation(EndPoint point, Continuation continuation, double accuracy)
    {
        bool movedFar = !(continuation.Moved <= MovedToInfinity);
        if (movedFar && !(continuation.AtRest && !_penalised && CriticalPoint.IsReached(point.Loss)))
        {
            point.Ended = _penalised ? Ended.Unconverged : Ended.Diverging;
            return;
        }

        if (!movedFar && continuation.FirstStep <= accuracy * Norms.Size(point.Balanced))
        {
            return;
        }

        var gradient = new double[point.Theta.Length];
        double loss = _evaluation.Gradient(continuation.Theta, gradient);
        double norm = Norms.Infinity(gradient);

        // A walk that was given up on its way may end higher on the wall than it began; then the run's own end is the better one.
        if (norm <= Math.Max(_gradientTolerance, point.Gradient))
        {
            point.Theta = continuation.Theta;
            point.Balanced = _gauge.Balance(continuation.Theta);
            point.Loss = loss;
            point.Gradient = norm;
        }
    }

    private void JudgeSpectrum(EndPoint point, Continuation continuation, double accuracy, CancellationToken cancellation)
    {
        if (point.Inertia is not { } inertia)
        {
            point.Ended = Ended.Failed;
            return;
        }

        var judged = CriticalPoint.Judge(inertia, _gauge.DimensionAt(point.Balanced), point.Loss);
        if (!_penalised && judged.Excess > 0 && !CriticalPoint.IsReached(point.Loss) && _data.AnySaturated(point.Theta))
        {
            point.Ended = Ended.Diverging;
        }
        else if (judged.Kind == Ended.Saddle)
        {
            point.Ended = Ended.Saddle;
            point.WayDown = _escape ? SaddleDescent.From(point, _evaluation) : null;
        }
        else if (judged.Kind == Ended.Degenerate)
        {
            _probe ??= new DegeneracyProbe(_objective, _evaluation, _gradientTolerance, _tolerance.Zero);
            double[]? below = _probe.PointBelow(point, cancellation);
            point.Ended = below is null ? Ended.Degenerate : Ended.Saddle;
            point.FamilyDimension = below is null ? judged.Excess : 0;
            point.WayDown = _escape ? below : null;
        }
        else
        {
            bool accurate = Math.Min(continuation.FirstStep, continuation.LastStep) <= accuracy * Norms.Size(point.Balanced);
            point.Ended = accurate ? Ended.Minimum : Ended.Unconverged;
        }
    }
}
