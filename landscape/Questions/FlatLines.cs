using OrleansSymmetry.Landscape.Lanes;
using OrleansSymmetry.Landscape.Paths;
using OrleansSymmetry.Landscape.Spectra;

namespace OrleansSymmetry.Landscape.Questions;

/// <summary>Tests directions of constant function by the objective itself.</summary>
/// <param name="survey">The objective.</param>
/// <param name="lines">The same objective on lines.</param>
/// <param name="l2">The penalty.</param>
internal sealed class FlatLines(PointSurvey survey, LineEvaluation lines, double l2)
{
    /// <summary>Lines that are tested: an exchange in front of 64 units or outputs has as many.</summary>
    public const int MostTested = 64;

    /// <summary>
    /// Deviation, relative to the losses met, that is still rounding: a loss adds up some hundred terms of 1e-16, while a line on
    /// which the function does change shows it in the first digits.
    /// </summary>
    private const double ConstantTolerance = 1e-10;

    /// <summary>A residual within this of the largest eigenvalue, or product, is rounding.</summary>
    private const double EigenvectorTolerance = 1e-9;

    /// <summary>Where a line is tested: from within the local quadratic to further than weights are large, a segment to its ends; one for each lane.</summary>
    private static readonly double[] Steps = [-2, -1, -0.5, -0.125, 0.125, 0.5, 1, 2];

    /// <summary>The lines through a point.</summary>
    /// <param name="point">P entries.</param>
    /// <param name="largestEigenvalue">max |eigenvalue| of the Hessian there; null where it is not known.</param>
    /// <param name="directions">At most <see cref="MostTested"/>.</param>
    public IEnumerable<SwapLine> Through(double[] point, double? largestEigenvalue, IReadOnlyList<FlatDirection> directions)
    {
        double loss = lines.At([point])[0];
        foreach (FlatDirection[] some in directions.Chunk(LaneBuffer.LaneCount))
        {
            double[][] products = survey.Products(point, [.. some.Select(direction => direction.Vector)]);
            for (int k = 0; k < some.Length; k++)
            {
                yield return Test(point, loss, largestEigenvalue, some[k], products[k]);
            }
        }
    }

    private SwapLine Test(double[] point, double loss, double? largestEigenvalue, FlatDirection direction, double[] product)
    {
        double[] steps = direction.Reach is { } reach ? [.. Steps.Select(step => step / Steps[^1] * reach)] : Steps;
        double[] losses = lines.At([.. steps.Select(step => Add(point, step, direction.Vector))]);
        double along = Norms.Dot(point, direction.Vector);
        double[] change = [.. losses.Select(there => there - loss)];
        double[] expected = [.. steps.Select(step => l2 * step * (along + (0.5 * step)))];
        double deviation = Norms.Infinity([.. change.Zip(expected, (found, should) => found - should)]);
        double curvature = Norms.Dot(direction.Vector, product);
        double residual = Norms.Euclidean(Add(product, -curvature, direction.Vector));
        double size = Math.Max(Math.Abs(loss), Norms.Infinity(losses));
        return new SwapLine(
            direction.Layer + 1,
            [.. direction.Units.Select(unit => unit + 1)],
            direction.Kind,
            direction.Other,
            direction.Reach,
            steps,
            change,
            expected,
            deviation,
            deviation <= ConstantTolerance * Math.Max(1, size),
            curvature,
            residual,
            residual <= EigenvectorTolerance * Math.Max(1, Math.Max(largestEigenvalue ?? 0, Norms.Euclidean(product))));
    }

    private static double[] Add(double[] a, double factor, double[] b)
    {
        var sum = new double[a.Length];
        for (int p = 0; p < sum.Length; p++)
        {
            sum[p] = Math.FusedMultiplyAdd(factor, b[p], a[p]);
        }

        return sum;
    }
}
