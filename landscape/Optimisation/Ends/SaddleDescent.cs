using OrleansSymmetry.Landscape.Spectra;

namespace OrleansSymmetry.Landscape.Optimisation.Ends;

/// <summary>The way out of a saddle: a short step along the most negative direction, to the side where the loss is lower.</summary>
internal static class SaddleDescent
{
    /// <summary>Length of the step, along a direction of norm 1.</summary>
    private const double Displacement = 1e-2;

    /// <summary>A start below the saddle <paramref name="point"/>.</summary>
    public static double[] From(EndPoint point, PointEvaluation evaluation)
    {
        int n = point.Balanced.Length;
        Eigensystem system = SymmetricMatrix.Decompose(evaluation.Hessian(point.Balanced), n);
        var forward = (double[])point.Balanced.Clone();
        var backward = (double[])point.Balanced.Clone();
        FixedOrder.Add(Displacement, system.Vector(0), forward);
        FixedOrder.Add(-Displacement, system.Vector(0), backward);
        return evaluation.Value(backward) < evaluation.Value(forward) ? backward : forward;
    }
}
