using System.Runtime.Intrinsics;
using OrleansSymmetry.Landscape.Lanes;
using OrleansSymmetry.Landscape.Objectives;

namespace OrleansSymmetry.Landscape.Tests.Objectives;

/// <summary>
/// Central differences with one step of Richardson extrapolation, (4 D(h/2) - D(h))/3: truncation h^4, rounding 2^-53/h,
/// so that h = 1e-3 leaves about 1e-12 of each.
/// </summary>
internal static class FiniteDifferences
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

    /// <summary>Largest error of the gradient against differences of values, relative to the gradient's largest entry, over all lanes.</summary>
    public static double GradientError(ILaneObjective objective, LaneBuffer theta, double step)
    {
        int size = objective.ParameterCount;
        var gradient = new LaneBuffer(size);
        objective.Gradient(theta.Vectors, gradient.Vectors);
        var estimate = new LaneBuffer(size);
        for (int p = 0; p < size; p++)
        {
            Vector512<double> there = theta.Vectors[p];
            estimate.Vectors[p] = Richardson(h =>
            {
                theta.Vectors[p] = there + Vector512.Create(h);
                Vector512<double> value = objective.Value(theta.Vectors);
                theta.Vectors[p] = there;
                return value;
            }, step);
        }

        return RelativeError(estimate, gradient);
    }

    /// <summary>Largest error of the Hessian product against differences of gradients along the direction.</summary>
    public static double ProductError(ILaneObjective objective, LaneBuffer theta, LaneBuffer direction, double step)
    {
        int size = objective.ParameterCount;
        var product = new LaneBuffer(size);
        objective.HessianVector(theta.Vectors, direction.Vectors, product.Vectors);
        var moved = new LaneBuffer(size);
        LaneBuffer[] gradients = [new(size), new(size), new(size), new(size)];
        double[] steps = [step, -step, step / 2, -step / 2];
        for (int k = 0; k < steps.Length; k++)
        {
            for (int p = 0; p < size; p++)
            {
                moved.Vectors[p] = theta.Vectors[p] + (Vector512.Create(steps[k]) * direction.Vectors[p]);
            }

            objective.Gradient(moved.Vectors, gradients[k].Vectors);
        }

        var estimate = new LaneBuffer(size);
        for (int p = 0; p < size; p++)
        {
            Vector512<double> wide = (gradients[0].Vectors[p] - gradients[1].Vectors[p]) / Vector512.Create(2 * step);
            Vector512<double> narrow = (gradients[2].Vectors[p] - gradients[3].Vectors[p]) / Vector512.Create(step);
            estimate.Vectors[p] = ((Vector512.Create(4.0) * narrow) - wide) / Vector512.Create(3.0);
        }

        return RelativeError(estimate, product);
    }

    /// <summary>Largest error of the Hessian's columns against products with unit vectors.</summary>
    public static double HessianError(ILaneObjective objective, LaneBuffer theta)
    {
        int size = objective.ParameterCount;
        var gradient = new LaneBuffer(size);
        var hessian = new LaneBuffer(size * size);
        objective.Hessian(theta.Vectors, gradient.Vectors, hessian.Vectors);
        var columns = new LaneBuffer(size * size);
        var unit = new LaneBuffer(size);
        for (int p = 0; p < size; p++)
        {
            unit.Vectors.Clear();
            unit.Vectors[p] = Vector512.Create(1.0);
            objective.HessianVector(theta.Vectors, unit.Vectors, columns.Vectors.Slice(p * size, size));
        }

        return RelativeError(columns, hessian);
    }

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

    private static Vector512<double> Richardson(Func<double, Vector512<double>> value, double step)
    {
        Vector512<double> wide = (value(step) - value(-step)) / Vector512.Create(2 * step);
        Vector512<double> narrow = (value(step / 2) - value(-step / 2)) / Vector512.Create(step);
        return ((Vector512.Create(4.0) * narrow) - wide) / Vector512.Create(3.0);
    }
}
