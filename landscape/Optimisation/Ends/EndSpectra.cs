using OrleansSymmetry.Landscape.Lanes;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Spectra;

namespace OrleansSymmetry.Landscape.Optimisation.Ends;

/// <summary>The signs of the spectra of the Hessians at up to eight points.</summary>
internal sealed class EndSpectra
{
    /// <summary>
    /// Most parameters for which eight Hessians are held and reduced in lanes (at 192: 19 MB). Above, one point after the
    /// other, with the lanes along its Hessian's columns.
    /// </summary>
    public const int MostLaneParameters = 192;

    private readonly ILaneObjective _objective;
    private readonly PointEvaluation _evaluation;
    private readonly double? _zero;
    private readonly LaneBuffer? _theta;
    private readonly LaneBuffer? _gradient;
    private readonly LaneBuffer? _hessian;
    private readonly LaneTridiagonalisation? _reduction;
    private readonly double[] _eigenvalues;
    private readonly double[] _resolvedGradient;

    /// <param name="objective">The objective.</param>
    /// <param name="evaluation">Its evaluation at one point.</param>
    /// <param name="zero">An eigenvalue is a zero mode within this fraction of the largest; null: where arithmetic cannot tell it from 0.</param>
    public EndSpectra(ILaneObjective objective, PointEvaluation evaluation, double? zero)
    {
        _objective = objective;
        _evaluation = evaluation;
        _zero = zero;
        int p = objective.ParameterCount;
        _eigenvalues = new double[p];
        _resolvedGradient = new double[p];
        if (p <= MostLaneParameters)
        {
            _theta = new LaneBuffer(p);
            _gradient = new LaneBuffer(p);
            _hessian = new LaneBuffer(p * p);
            _reduction = new LaneTridiagonalisation(p);
        }
    }

    /// <summary>Sets the inertia of each point (at most eight), taken at its balanced parameters; null where the Hessian is not finite.</summary>
    public void Measure(ReadOnlySpan<EndPoint> points)
    {
        if (_reduction is null)
        {
            foreach (EndPoint point in points)
            {
                double[] hessian = _evaluation.Hessian(point.Balanced);
                if (AllFinite(hessian))
                {
                    Judge(point, SymmetricMatrix.Eigenvalues(hessian, point.Balanced.Length));
                }
            }

            return;
        }

        for (int lane = 0; lane < LaneBuffer.LaneCount; lane++)
        {
            _theta!.SetLane(lane, points[Math.Min(lane, points.Length - 1)].Balanced);
        }

        _objective.Hessian(_theta!.Vectors, _gradient!.Vectors, _hessian!.Vectors);
        LaneVector finite = LaneNorm.IsFinite(LaneNorm.Infinity(_hessian.Vectors));
        _reduction.Reduce(_hessian.Vectors);
        for (int lane = 0; lane < points.Length; lane++)
        {
            if ((LaneEnds.Bits(finite) & (1 << lane)) == 0)
            {
                continue;
            }

            _reduction.Eigenvalues(lane, _eigenvalues);
            Judge(points[lane], _eigenvalues);
        }
    }

    // Sets inertia and threshold; a spectrum that is not clear is resolved first, at a better point if there is one.
    private void Judge(EndPoint point, ReadOnlySpan<double> eigenvalues)
    {
        if (_zero is not null || ZeroModes.AreClear(eigenvalues))
        {
            point.ZeroThreshold = ZeroModes.ThresholdOf(eigenvalues, _zero);
            point.Inertia = Inertia.Within(eigenvalues, point.ZeroThreshold);
            return;
        }

        ResolvedSpectrum resolved = ZeroModes.Resolve(_evaluation, point.Balanced, null);
        point.ZeroThreshold = resolved.Threshold;
        point.Inertia = Inertia.Within(resolved.Eigenvalues, resolved.Threshold);
        point.ResolvingStep = resolved.Step;
        double loss = _evaluation.Gradient(resolved.Theta, _resolvedGradient);
        double norm = Norms.Infinity(_resolvedGradient);
        if (norm <= point.Gradient)
        {
            (point.Theta, point.Balanced, point.Loss, point.Gradient) = (resolved.Theta, resolved.Theta, loss, norm);
        }
    }

    private static bool AllFinite(ReadOnlySpan<double> values)
    {
        foreach (double value in values)
        {
            if (!double.IsFinite(value))
            {
                return false;
            }
        }

        return true;
    }
}
