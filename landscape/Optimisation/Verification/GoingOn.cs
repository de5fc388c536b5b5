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
/// Goes on from end points (at most eight) by Newton's iteration for a root of the gradient. A point near an isolated critical
/// point hardly moves; one on the way to a minimum at infinity runs off; and a point whose gradient is within tolerance
/// but whose weights are not accurate is refined.
/// </summary>
internal sealed class GoingOn
{
    /// <summary>Most accepted steps: doubling its way in each, a run to infinity is far beyond one per cent by then.</summary>
    private const int MostSteps = 60;

    /// <summary>A pivot of at most this, relative to the largest diagonal entry, calls for eigenvectors.</summary>
    private const double PivotFloor = 1e-13;

    private readonly ILaneObjective _objective;
    private readonly PointEvaluation _evaluation;
    private readonly double _zero;
    private readonly int _n;
    private readonly LaneBuffer _theta;
    private readonly LaneBuffer _gradient;
    private readonly LaneBuffer _step;
    private readonly LaneBuffer _trial;
    private readonly LaneBuffer _trialGradient;
    private readonly LaneBuffer? _hessian;
    private readonly LaneBuffer? _ones;
    private readonly LaneCholesky? _cholesky;
    private readonly double[] _lane;
    private readonly double[] _laneGradient;
    private readonly double[] _laneStep;

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
        _trial = new LaneBuffer(_n);
        _trialGradient = new LaneBuffer(_n);
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
    /// Whether to go on to a gradient of <see cref="RootStep.GradientTarget"/>; otherwise only until Newton's step is
    /// <paramref name="accuracy"/> at most.
    /// </param>
    /// <param name="accuracy">Relative to max(1, |theta|_inf).</param>
    /// <param name="cancellation">Looked at before each step.</param>
    public Continuation[] From(ReadOnlySpan<EndPoint> points, bool toTheEnd, double accuracy, CancellationToken cancellation)
    {
        int count = points.Length;
        var first = new double[count];
        var last = new double[count];
        var steps = new int[count];
        for (int lane = 0; lane < LaneBuffer.LaneCount; lane++)
        {
            _theta.SetLane(lane, points[Math.Min(lane, count - 1)].Balanced);
        }

        int active = (1 << count) - 1;
        while (active != 0)
        {
            cancellation.ThrowIfCancellationRequested();
            LaneVector length = Step(active);
            LaneVector norm = LaneNorm.Infinity(_gradient.Vectors);
            LaneVector size = LaneNorm.Max(LaneVector.One, LaneNorm.Infinity(_theta.Vectors));
            for (int lane = 0; lane < count; lane++)
            {
                if ((active & (1 << lane)) == 0)
                {
                    continue;
                }

                first[lane] = steps[lane] == 0 ? length[lane] : first[lane];
                last[lane] = length[lane];
                bool accurate = length[lane] <= accuracy * size[lane];
                bool arrived = norm[lane] <= RootStep.GradientTarget || (!toTheEnd && accurate);
                if (arrived || steps[lane] == MostSteps)
                {
                    active &= ~(1 << lane);
                }

                steps[lane]++;
            }

            if (active != 0)
            {
                active &= Accept(norm, active);
            }
        }

        var continuations = new Continuation[count];
        for (int lane = 0; lane < count; lane++)
        {
            double[] start = points[lane].Balanced;
            var theta = new double[_n];
            _theta.CopyLaneTo(lane, theta);
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
            _objective.Hessian(_theta.Vectors, gradient, hessian);
            LaneVector largest = LaneVector.Zero;
            for (int p = 0; p < _n; p++)
            {
                largest = LaneNorm.Max(Vector512.Abs(hessian[(p * _n) + p]), largest);
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
            _objective.Gradient(_theta.Vectors, gradient);
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
            length = RootStep.Of(SymmetricMatrix.Decompose(hessian, _n), _laneGradient, _zero, _laneStep);
        }

        _step.SetLane(lane, _laneStep);
        return length;
    }

    // Takes the steps that lower the gradient's norm; returns the lanes that took one.
    private int Accept(LaneVector norm, int active)
    {
        Span<LaneVector> theta = _theta.Vectors;
        Span<LaneVector> step = _step.Vectors;
        Span<LaneVector> trial = _trial.Vectors;
        for (int p = 0; p < _n; p++)
        {
            trial[p] = theta[p] + step[p];
        }

        LaneVector loss = _objective.Gradient(trial, _trialGradient.Vectors);
        LaneVector lower = Vector512.LessThan(LaneNorm.Infinity(_trialGradient.Vectors), norm) & LaneNorm.IsFinite(loss);
        int accepted = LaneEnds.Bits(lower) & active;
        LaneVector taken = LaneVector.Zero;
        for (int lane = 0; lane < LaneBuffer.LaneCount; lane++)
        {
            taken = (accepted & (1 << lane)) != 0 ? taken.WithElement(lane, BitConverter.Int64BitsToDouble(-1)) : taken;
        }

        for (int p = 0; p < _n; p++)
        {
            theta[p] = Vector512.ConditionalSelect(taken, trial[p], theta[p]);
        }

        return accepted;
    }
}
