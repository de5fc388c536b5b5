using OrleansSymmetry.Landscape.Spectra;

namespace OrleansSymmetry.Landscape.Optimisation.Ends;

/// <summary>
/// Diverging, first criterion: a run that did not converge stands beyond the limit on |theta|_inf, and its loss still falls
/// along the gradient.
/// </summary>
internal static class DivergenceBySize
{
    /// <summary>First length that is tried along the gradient, relative to |theta|_inf; halved while the loss does not fall.</summary>
    private const double FirstLength = 1e-3;

    private const int MostHalvings = 30;

    /// <summary>Whether the criterion holds.</summary>
    /// <param name="point">The end point; its loss is set.</param>
    /// <param name="limit">The limit.</param>
    /// <param name="evaluation">The objective.</param>
    public static bool Holds(EndPoint point, double limit, PointEvaluation evaluation)
    {
        double size = Norms.Infinity(point.Theta);
        if (size <= limit)
        {
            return false;
        }

        var gradient = new double[point.Theta.Length];
        evaluation.Gradient(point.Theta, gradient);
        double scale = FirstLength * size / Norms.Infinity(gradient);
        var trial = new double[gradient.Length];
        for (int halving = 0; halving < MostHalvings; halving++)
        {
            for (int p = 0; p < trial.Length; p++)
            {
                trial[p] = point.Theta[p] - (scale * gradient[p]);
            }

            if (evaluation.Value(trial) < point.Loss)
            {
                return true;
            }

            scale /= 2;
        }

        return false;
    }
}
