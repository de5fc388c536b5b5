using OrleansSymmetry.Landscape.Lanes;

namespace OrleansSymmetry.Landscape.Tests.Objectives;

/// <summary>Steps of the differences that Jacobians are estimated by, and how far an estimate is off.</summary>
internal static class JacobianDifferences
{
    private const double SmoothStep = 1e-3;

    /// <summary>Where phi or phi' is only piecewise smooth a step must not cross a kink, so it is smaller; the pieces are nearly quadratic.</summary>
    private const double PiecewiseStep = 2e-5;

    /// <summary>Layers of squares have large higher derivatives.</summary>
    private const double GrowingStep = 1e-4;

    public static double StepFor(string activation) =>
        activation switch
        {
            "relu" or "leaky-relu" or "abs" or "elu" or "softsign" => PiecewiseStep,
            "square" => GrowingStep,
            _ => SmoothStep,
        };

    /// <summary>The largest difference, relative to the largest exact entry, over all lanes.</summary>
    public static double RelativeError(LaneBuffer estimate, LaneBuffer exact)
    {
        double worst = 0;
        for (int lane = 0; lane < LaneBuffer.LaneCount; lane++)
        {
            double error = 0, scale = 0;
            for (int p = 0; p < exact.Length; p++)
            {
                double a = exact.Doubles[(p * LaneBuffer.LaneCount) + lane];
                double b = estimate.Doubles[(p * LaneBuffer.LaneCount) + lane];

                // NaN must not slip through a maximum.
                error = Math.Abs(a - b) <= error ? error : Math.Abs(a - b);
                scale = Math.Max(scale, Math.Abs(a));
            }

            double relative = error / scale;
            worst = relative <= worst ? worst : relative;
        }

        return worst;
    }
}
