using OrleansSymmetry.Landscape.Lanes;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Witnesses.Arithmetic;

namespace OrleansSymmetry.Witnesses.Derivatives;

/// <summary>How far an objective's answers are from those of a witness, each relative to the largest entry of the witness'.</summary>
/// <param name="Value">Of F.</param>
/// <param name="Gradient">Of the gradient.</param>
/// <param name="Product">Of the Hessian times a direction.</param>
/// <param name="Hessian">Of the full Hessian.</param>
internal readonly record struct DerivativeErrors(double Value, double Gradient, double Product, double Hessian)
{
    /// <summary>What all four must keep: rounding, which six layers of squares (a polynomial of degree 64) multiply by some 1e4.</summary>
    public const double Bound = 1e-10;

    /// <summary>Whether all keep the bound.</summary>
    public bool Hold => Value <= Bound && Gradient <= Bound && Product <= Bound && Hessian <= Bound;

    /// <summary>Entry by entry the worse of two; NaN is the worst.</summary>
    public static DerivativeErrors Worse(DerivativeErrors a, DerivativeErrors b) => new(
        Math.Max(a.Value, b.Value), Math.Max(a.Gradient, b.Gradient), Math.Max(a.Product, b.Product), Math.Max(a.Hessian, b.Hessian));

    /// <summary>One lane of an objective against differences of a function.</summary>
    public static DerivativeErrors Of(
        ILaneObjective objective, LaneBuffer theta, LaneBuffer direction, int lane, Func<DoubleDouble[], DoubleDouble> function)
    {
        double[] point = Lane(theta, lane);
        (double value, double[] slopes, double[] matrix) = Differences.Of(function, point);
        return Of(objective, theta, direction, lane, value, slopes, matrix);
    }

    /// <summary>One lane of an objective against a witness' value, gradient and Hessian.</summary>
    public static DerivativeErrors Of(
        ILaneObjective objective, LaneBuffer theta, LaneBuffer direction, int lane, double value, double[] slopes, double[] matrix)
    {
        int size = objective.ParameterCount;
        var gradient = new LaneBuffer(size);
        var again = new LaneBuffer(size);
        var product = new LaneBuffer(size);
        var hessian = new LaneBuffer(size * size);
        double found = objective.Value(theta.Vectors)[lane];
        objective.Gradient(theta.Vectors, gradient.Vectors);
        objective.HessianVector(theta.Vectors, direction.Vectors, product.Vectors);
        objective.Hessian(theta.Vectors, again.Vectors, hessian.Vectors);
        double[] along = Lane(direction, lane);
        double[] expectedProduct = [.. Enumerable.Range(0, size).Select(i => matrix.AsSpan(i * size, size).ToArray().Zip(along, (a, b) => a * b).Sum())];
        return new DerivativeErrors(
            Relative([value], [found]),
            Math.Max(Relative(slopes, Lane(gradient, lane)), Relative(slopes, Lane(again, lane))),
            Relative(expectedProduct, Lane(product, lane)),
            Relative(matrix, Lane(hessian, lane)));
    }

    /// <summary>The largest difference relative to the largest expected entry; NaN where there is one.</summary>
    public static double Relative(IReadOnlyList<double> expected, IReadOnlyList<double> actual)
    {
        double error = 0, scale = 0;
        for (int i = 0; i < expected.Count; i++)
        {
            // Math.Max keeps NaN.
            error = Math.Max(error, Math.Abs(expected[i] - actual[i]));
            scale = Math.Max(scale, Math.Abs(expected[i]));
        }

        return error == 0 ? 0 : error / scale;
    }

    /// <summary>One lane of a buffer.</summary>
    public static double[] Lane(LaneBuffer buffer, int lane)
    {
        var entries = new double[buffer.Length];
        buffer.CopyLaneTo(lane, entries);
        return entries;
    }
}
