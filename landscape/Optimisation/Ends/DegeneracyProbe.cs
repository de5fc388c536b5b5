using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Optimisation.Methods;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Spectra;

namespace OrleansSymmetry.Landscape.Optimisation.Ends;

/// <summary>
/// Decides what second order does not: a critical point without negative eigenvalues that has more zero modes than the gauge
/// is a saddle of higher order if minimising from a neighbour along a zero mode leads below it, else a point of a family.
/// </summary>
internal sealed class DegeneracyProbe
{
    /// <summary>How far along a zero mode, of norm 1, the neighbours stand.</summary>
    public const double Displacement = 1e-2;

    /// <summary>The least fall of the loss that makes the point a saddle.</summary>
    public const double LeastFall = 1e-10;

    /// <summary>Most zero modes that are probed, those nearest 0 in order of the spectrum: a cap on the work at one point.</summary>
    private const int MostModes = 32;

    /// <summary>Most Newton steps from a neighbour; quadratic convergence needs ten, a flat valley some dozens.</summary>
    private const int Steps = 100;

    private readonly PointEvaluation _evaluation;
    private readonly LaneMethod _method;

    /// <param name="objective">The objective.</param>
    /// <param name="evaluation">Its evaluation at one point.</param>
    /// <param name="tolerance">Gradient at which a minimisation ends.</param>
    public DegeneracyProbe(ILaneObjective objective, PointEvaluation evaluation, double tolerance)
    {
        _evaluation = evaluation;
        _method = LaneMethods.Create(new NewtonPhase(Steps, tolerance), objective);
    }

    /// <summary>
    /// A point below <paramref name="point"/> to which a neighbour along a zero mode descends; null where all lead back to its loss.
    /// </summary>
    public double[]? PointBelow(EndPoint point, CancellationToken cancellation)
    {
        // Second order is 0 along a zero mode, so a way down shows only in higher orders: at a displacement of 0.01 a quartic term is
        // 1e-8, which a minimisation that starts there follows. From each side of each zero mode Newton's method minimises; the
        // first end, in the order of the spectrum, that lies lower by LeastFall is the answer, whichever lane finished first.
        // Where the modes are those of a family or of the gauge, every neighbour falls back to the loss of the point.
        //
        // No objective here is negative, so nothing can lie that far below.
        if (point.Loss <= LeastFall)
        {
            return null;
        }

        int n = point.Balanced.Length;
        Eigensystem system = SymmetricMatrix.Decompose(_evaluation.Hessian(point.Balanced), n);
        var neighbours = new List<SeedRun>();
        for (int k = 0; k < n && neighbours.Count < 2 * MostModes; k++)
        {
            if (Math.Abs(system.Values[k]) <= point.ZeroThreshold)
            {
                neighbours.Add(Neighbour(point, system.Vector(k), Displacement));
                neighbours.Add(Neighbour(point, system.Vector(k), -Displacement));
            }
        }

        PhaseRunner.Run(_method, Steps, neighbours, cancellation);
        foreach (SeedRun neighbour in neighbours)
        {
            if (_evaluation.Value(neighbour.Theta) < point.Loss - LeastFall)
            {
                return neighbour.Theta;
            }
        }

        return null;
    }

    private static SeedRun Neighbour(EndPoint point, ReadOnlySpan<double> mode, double amount)
    {
        var theta = (double[])point.Balanced.Clone();
        FixedOrder.Add(amount, mode, theta);
        return new SeedRun(0, theta);
    }
}
