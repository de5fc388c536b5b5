using OrleansSymmetry.Landscape.Lanes;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Spectra;

namespace OrleansSymmetry.Landscape.Optimisation.Ends;

/// <summary>
/// Decides what runs ended as, in natural units. The criteria are tested in this order, and the first that holds decides: failed, diverging by
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

    /// <summary>
    /// When a run goes on, modes below this fraction of the largest eigenvalue are flat: it moves along them only downhill, a limited way. No
    /// verdict depends on it.
    /// </summary>
    private const double FlatFraction = 1e-7;

    private readonly ILaneObjective _users;
    private readonly NaturalUnits? _units;
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
    private GradientRounding? _rounding;

    /// <param name="objective">The objective, of parameters in the units of the sweep.</param>
    /// <param name="gauge">Its continuous symmetries.</param>
    /// <param name="data">The criteria that look at the data.</param>
    /// <param name="spec">Tolerances, penalty, and whether ways down from saddles are wanted.</param>
    /// <param name="units">The natural units; null where they are those of the sweep.</param>
    public EndVerifier(ILaneObjective objective, EndGauge gauge, DataCriteria data, LandscapeSpec spec, NaturalUnits? units = null)
    {
        _users = objective;
        _units = units is { AreTheUsers: true } ? null : units;
        _objective = _units?.Of(objective) ?? objective;
        _gauge = gauge;
        _data = data;
        _tolerance = spec.Tolerance;
        _gradientTolerance = ConvergenceTolerance.Of(spec);
        _penalised = spec.Loss.L2 > 0;
        _escape = spec.Saddles == SaddlePolicy.Escape;
        _evaluation = new PointEvaluation(_objective);
        _theta = new LaneBuffer(objective.ParameterCount);
        _gradient = new LaneBuffer(objective.ParameterCount);
    }

    /// <summary>The verifier of a landscape's runs.</summary>
    public static EndVerifier Of(LossLandscape landscape, ILaneObjective objective) =>
        new(objective, EndGauge.Of(landscape), DataCriteria.Of(landscape), landscape.Spec, landscape.Units);

    /// <summary>Decides the ends of runs.</summary>
    /// <param name="runs">The runs, trained.</param>
    /// <param name="cancellation">Looked at between points.</param>
    /// <returns>The end points, in the order of the runs, in the units of the sweep.</returns>
    public EndPoint[] Verify(IReadOnlyList<SeedRun> runs, CancellationToken cancellation)
    {
        var points = new EndPoint[runs.Count];
        for (int i = 0; i < points.Length; i++)
        {
            points[i] = new EndPoint(runs[i], _units?.ToNatural(runs[i].Theta) ?? runs[i].Theta);
        }

        for (int first = 0; first < points.Length; first += LaneBuffer.LaneCount)
        {
            cancellation.ThrowIfCancellationRequested();
            Evaluate(points.AsSpan(first, Math.Min(LaneBuffer.LaneCount, points.Length - first)), run => run.AsTrained, _units);
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

        ToUsersUnits(points);
        return points;
    }

    private void ToUsersUnits(EndPoint[] points)
    {
        if (_units is null)
        {
            return;
        }

        for (int i = 0; i < points.Length; i++)
        {
            // A point that nothing has refined keeps its digits.
            points[i].Theta = points[i].IsAsTrained ? points[i].AsTrained : _units.ToUser(points[i].Theta);
            points[i].WayDown = points[i].WayDown is { } below ? _units.ToUser(below) : null;
        }

        for (int first = 0; first < points.Length; first += LaneBuffer.LaneCount)
        {
            Evaluate(points.AsSpan(first, Math.Min(LaneBuffer.LaneCount, points.Length - first)), point => point.Theta, null);
        }
    }

    private double[] InUsersUnits(double[] theta) => _units?.ToUser(theta) ?? theta;

    // Loss and gradient at parameters in the units of the sweep, as which they carry no rounding of a conversion; told in the given units.
    private void Evaluate(ReadOnlySpan<EndPoint> points, Func<EndPoint, double[]> thetaOf, NaturalUnits? units)
    {
        for (int lane = 0; lane < LaneBuffer.LaneCount; lane++)
        {
            _theta.SetLane(lane, thetaOf(points[Math.Min(lane, points.Length - 1)]));
        }

        LaneVector loss = _users.Gradient(_theta.Vectors, _gradient.Vectors);
        LaneVector norm = units is null ? LaneNorm.Infinity(_gradient.Vectors) : LaneNorm.Infinity(_gradient.Vectors, units.GradientScales);
        for (int lane = 0; lane < points.Length; lane++)
        {
            points[lane].Loss = loss[lane] / (units?.Loss ?? 1);
            points[lane].Gradient = norm[lane];
        }
    }

    // What the loss, the gradient and the units' arguments decide.
    private void JudgeGradient(EndPoint point)
    {
        bool converged = point.Gradient <= _gradientTolerance;
        if (!converged && double.IsFinite(point.Gradient) && (_rounding ??= new GradientRounding(_objective)).Explains(point.Theta))
        {
            converged = true;
            point.LastPhase = PhaseEnd.AtRounding;
        }

        if (!double.IsFinite(point.Loss) || !double.IsFinite(point.Gradient))
        {
            point.Ended = Ended.Failed;
        }
        else if (!converged && !_penalised && DivergenceBySize.Holds(point, _tolerance.Diverging, _evaluation))
        {
            point.Ended = Ended.Diverging;
        }
        else if (_data.StandsAtKink(InUsersUnits(point.Theta)))
        {
            // No loss is negative: at loss 0 the point is a global minimum, and its gradient is 0 on every side of the kink.
            point.AtKink = true;
            point.Ended = converged && CriticalPoint.IsReached(point.Loss) ? null : Ended.Unconverged;
        }
        else if (!converged)
        {
            point.Ended = Ended.Unconverged;
        }
        else if (point.Loss < _data.SeparatedBelow)
        {
            point.Ended = Ended.Diverging;
        }

        if (point.Ended is null && point.Theta.Length > MostVerifiedParameters)
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

        _continuations ??= new Continuations(_objective, _evaluation, _gauge, FlatFraction);
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

        int gauge = _gauge.DimensionAt(point.Balanced);
        var judged = CriticalPoint.Judge(inertia, gauge, point.Loss);
        bool reached = CriticalPoint.IsReached(point.Loss);
        if (!_penalised && judged.Excess > 0 && !reached && _data.AnySaturated(InUsersUnits(point.Theta)))
        {
            point.Ended = Ended.Diverging;
        }
        else if (judged.Kind == Ended.Saddle)
        {
            point.Ended = Ended.Saddle;
            point.FamilyDimension = FamilyDimension(point, judged.Excess, gauge);
            point.WayDown = _escape ? SaddleDescent.From(point, _evaluation) : null;
        }
        else if (judged.Kind == Ended.Degenerate)
        {
            _probe ??= new DegeneracyProbe(_objective, _evaluation, _gradientTolerance);
            double[]? below = _probe.PointBelow(point, cancellation);
            point.Ended = below is null ? Ended.Degenerate : Ended.Saddle;
            point.FamilyDimension = below is null ? judged.Excess : FamilyDimension(point, judged.Excess, gauge);
            point.WayDown = _escape ? below : null;
        }
        else
        {
            // Without a penalty a Newton step that leads far away leads to infinity.
            double distance = Accuracy(point, continuation) / Norms.Size(point.Balanced);
            point.Ended = distance <= accuracy ? Ended.Minimum
                : !_penalised && !reached && distance > MovedToInfinity ? Ended.Diverging
                : Ended.Unconverged;
        }

        // At loss 0 a kink, or a unit that may share another one's weights, stands on a family although second order holds it fast.
        int corners = reached && _data.Network is { } network ? SharingUnits.Count(network, point.Theta, _evaluation) : 0;
        if (reached && (point.AtKink || corners > 0) && point.Ended is Ended.Minimum or Ended.Degenerate or Ended.Unconverged)
        {
            point.Ended = Ended.Degenerate;
            point.FamilyDimension = Math.Max(1, Math.Max(0, judged.Excess) + corners);
        }
    }

    // 0 for an isolated point.
    private int FamilyDimension(EndPoint point, int excess, int gauge) =>
        excess > 0 && IsolationProbe.IsOnFamily(point, gauge, _evaluation) ? excess : 0;

    // How far from the critical point it stands, by Newton's step in all modes that are no zero modes.
    private static double Accuracy(EndPoint point, Continuation continuation) =>
        point.ResolvingStep ?? Math.Min(continuation.FirstStep, continuation.LastStep);
}
