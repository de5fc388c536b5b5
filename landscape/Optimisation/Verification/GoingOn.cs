using System.Runtime.Intrinsics;
using OrleansSymmetry.Landscape.Lanes;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Spectra;

namespace OrleansSymmetry.Landscape.Optimisation.Verification;

/// <summary>Where Newton's iteration leads from an end point whose gradient is within tolerance.</summary>
/// <param name="Theta">The point it led to, P entries.</param>
/// <param name="Moved">Its distance from the start: infinity norm, relative to max(1, |theta|_inf) of the start.</param>
/// <param name="FirstStep">Infinity norm of Newton's step at the start, apart from zero modes.</param>
/// <param name="LastStep">The same where it led.</param>
internal readonly record struct Continuation(double[] Theta, double Moved, double FirstStep, double LastStep);

/// <summary>
/// Goes on from end points (at most eight) by Newton's iteration. A point near an isolated critical
/// point hardly moves; one on the way to a minimum at infinity runs off; and a point whose gradient is within tolerance
/// but whose weights are not accurate is refined.
/// </summary>
internal sealed class GoingOn
{
    /// <summary>Most accepted steps: a run to infinity, which moves on by a like amount in each, is far away by then.</summary>
    private const int MostSteps = 60;

    /// <summary>
    /// Steps in a row that may fail to lower the gradient or the loss before the iteration is given up. A flat valley that leads to
    /// infinity is curved: a step along it climbs the wall, and it takes some more to come back down (the watchdog technique,
    /// Chamberlain, Powell, Lemarechal and Pedersen 1982).
    /// </summary>
    private const int MostFailures = 5;

    /// <summary>A loss that is higher by this, relative to max(1, |F|), is higher.</summary>
    private const double LossRounding = 1e-13;

    /// <summary>A pivot of at most this, relative to the largest diagonal entry, calls for eigenvectors.</summary>
    private const double PivotFloor = 1e-13;

    private readonly ILaneObjective _objective;
    private readonly PointEvaluation _evaluation;
    private readonly double _zero;
    private readonly int _n;
    private readonly LaneBuffer _theta;
    private readonly LaneBuffer _gradient;
    private readonly LaneBuffer _step;
    private readonly double[][] _best;
    private readonly LaneBuffer? _hessian;
    private readonly LaneBuffer? _ones;
    private readonly LaneCholesky? _cholesky;
    private readonly double[] _largest = new double[LaneBuffer.LaneCount];
    private readonly double[] _lane;
    private readonly double[] _laneGradient;
    private readonly double[] _laneStep;
    private LaneVector _loss;

    /// <param name="objective">The objective.</param>
    /// <param name="evaluation">Its evaluation at one point.</param>
    /// <param name="zero">An eigenvalue is a zero mode within this fraction of the largest.</param>
    public GoingOn(ILaneObjective objective, PointEvaluation evaluation, double zero)
    {
        _objective = objective;
        _evaluation = evaluation;
        _zero = zero;
        _n = objective.ParameterCount;
        _theta = new LaneBuffer(_n);
        _gradient = new LaneBuffer(_n);
        _step = new LaneBuffer(_n);
        _best = [.. Enumerable.Range(0, LaneBuffer.LaneCount).Select(_ => new double[_n])];
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
        var first = new double[count];
        var last = new double[count];
        var loss = new double[count];
        var norm = new double[count];
        var failures = new int[count];
        Array.Fill(loss, double.PositiveInfinity);
        for (int lane = 0; lane < LaneBuffer.LaneCount; lane++)
        {
            _theta.SetLane(lane, points[Math.Min(lane, count - 1)].Balanced);
        }

        int active = (1 << count) - 1;
        for (int step = 0; active != 0; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            LaneVector length = Step(active);
            LaneVector gradient = LaneNorm.Infinity(_gradient.Vectors);
            LaneVector size = LaneNorm.Max(LaneVector.One, LaneNorm.Infinity(_theta.Vectors));
            for (int lane = 0; lane < count; lane++)
            {
                if ((active & (1 << lane)) == 0)
                {
                    continue;
                }

                bool better = step == 0 || IsBetter(_loss[lane], gradient[lane], loss[lane], norm[lane]);
                failures[lane] = better ? 0 : failures[lane] + 1;
                bool arrived = false;
                if (better)
                {
                    first[lane] = step == 0 ? length[lane] : first[lane];
                    last[lane] = length[lane];
                    loss[lane] = _loss[lane];
                    norm[lane] = gradient[lane];
                    _theta.CopyLaneTo(lane, _best[lane]);
                    arrived = gradient[lane] <= RootStep.GradientTarget * Math.Min(1, _largest[lane])
                        || (!toTheEnd && length[lane] <= accuracy * size[lane]);
                }

                if (arrived || step == MostSteps || failures[lane] == MostFailures)
                {
                    active &= ~(1 << lane);
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
            double[] start = points[lane].Balanced;
            var theta = (double[])_best[lane].Clone();
            double moved = 0;
            double largest = 1;
            for (int p = 0; p < _n; p++)
            {
                moved = Math.Max(moved, Math.Abs(theta[p] - start[p]));
                largest = Math.Max(largest, Math.Abs(start[p]));
            }

            continuations[lane] = new Continuation(theta, moved / largest, first[lane], last[lane]);
        }

        return continuations;
    }

    private static bool IsBetter(double loss, double gradient, double bestLoss, double bestGradient) =>
        loss <= bestLoss + (LossRounding * Math.Max(1, Math.Abs(bestLoss))) && (gradient < bestGradient || loss < bestLoss);

    // Sets the gradient and the step of the active lanes; returns the steps' lengths apart from zero modes.
    private LaneVector Step(int active)
    {
        Span<LaneVector> gradient = _gradient.Vectors;
        Span<LaneVector> step = _step.Vectors;
        int byVectors = active;
        LaneVector length = LaneVector.Zero;
        if (_cholesky is not null)
        {
            Span<LaneVector> hessian = _hessian!.Vectors;
            _loss = _objective.Hessian(_theta.Vectors, gradient, hessian);
            LaneVector largest = LaneVector.Zero;
            for (int p = 0; p < _n; p++)
            {
                largest = LaneNorm.Max(Vector512.Abs(hessian[(p * _n) + p]), largest);
            }

            for (int lane = 0; lane < LaneBuffer.LaneCount; lane++)
            {
                _largest[lane] = largest[lane];
            }

            LaneVector definite = _cholesky.Factor(hessian, LaneVector.Zero, _ones!.Vectors, PivotFloor * largest);
            for (int p = 0; p < _n; p++)
            {
                step[p] = -gradient[p];
            }

            _cholesky.Solve(step);
            length = LaneNorm.Infinity(step);
            byVectors &= ~LaneEnds.Bits(definite);
        }
        else
        {
            _loss = _objective.Gradient(_theta.Vectors, gradient);
        }

        for (int lane = 0; lane < LaneBuffer.LaneCount; lane++)
        {
            if ((byVectors & (1 << lane)) != 0)
            {
                length = length.WithElement(lane, StepByVectors(lane));
            }
        }

        return length;
    }

    private double StepByVectors(int lane)
    {
        _theta.CopyLaneTo(lane, _lane);
        _gradient.CopyLaneTo(lane, _laneGradient);
        double length = double.PositiveInfinity;
        _laneStep.AsSpan().Clear();
        double[] hessian = _evaluation.Hessian(_lane);
        if (double.IsFinite(FixedOrder.Dot(hessian, hessian)))
        {
            Eigensystem system = SymmetricMatrix.Decompose(hessian, _n);
            _largest[lane] = Math.Max(Math.Abs(system.Values[0]), Math.Abs(system.Values[^1]));
            length = RootStep.Of(system, _laneGradient, _zero, _laneStep);
        }

        _step.SetLane(lane, _laneStep);
        return length;
    }
}
