using OrleansSymmetry.Witnesses.Arithmetic;

namespace OrleansSymmetry.Witnesses.Derivatives;

/// <summary>
/// Central differences of a function in 31 digits, at h and h/2, extrapolated by Richardson's (4 D(h/2) - D(h))/3. With h = 2^-20 the
/// truncation is about 1e-24 times a sixth derivative, the rounding 1e-31/h^2 = 1e-19 times the function: below what the kernels have.
/// </summary>
internal static class Differences
{
    /// <summary>h = 2^-20.</summary>
    private const double Step = 1.0 / (1 << 20);

    /// <summary>Value, gradient and Hessian (row-major, full) at a point.</summary>
    public static (double Value, double[] Gradient, double[] Hessian) Of(Func<DoubleDouble[], DoubleDouble> function, ReadOnlySpan<double> point)
    {
        DoubleDouble[] x = [.. point.ToArray().Select(value => (DoubleDouble)value)];
        DoubleDouble value = function(x);
        (DoubleDouble[] wideGradient, DoubleDouble[] wideHessian) = Central(function, x, value, Step);
        (DoubleDouble[] gradient, DoubleDouble[] hessian) = Central(function, x, value, Step / 2);
        return (value.High, Extrapolated(wideGradient, gradient), Extrapolated(wideHessian, hessian));
    }

    private static double[] Extrapolated(DoubleDouble[] wide, DoubleDouble[] narrow) =>
        [.. wide.Zip(narrow, (w, n) => (((n * 4) - w) / 3).High)];

    private static (DoubleDouble[] Gradient, DoubleDouble[] Hessian) Central(
        Func<DoubleDouble[], DoubleDouble> function, DoubleDouble[] x, DoubleDouble value, double step)
    {
        int n = x.Length;
        var up = new DoubleDouble[n];
        var down = new DoubleDouble[n];
        var gradient = new DoubleDouble[n];
        var hessian = new DoubleDouble[n * n];
        for (int i = 0; i < n; i++)
        {
            up[i] = At(i, i, step / 2);
            down[i] = At(i, i, -step / 2);
            gradient[i] = (up[i] - down[i]) / (2 * step);
            hessian[(i * n) + i] = (up[i] + down[i] - (value * 2)) / (step * step);
        }

        // F(+i+j) + F(-i-j) - F(+i) - F(-i) - F(+j) - F(-j) + 2F = 2 h^2 F_ij + O(h^4).
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < i; j++)
            {
                DoubleDouble mixed = At(i, j, step) + At(i, j, -step) + (value * 2) - up[i] - down[i] - up[j] - down[j];
                hessian[(i * n) + j] = hessian[(j * n) + i] = mixed / (2 * step * step);
            }
        }

        return (gradient, hessian);

        DoubleDouble At(int i, int j, double distance)
        {
            (DoubleDouble xi, DoubleDouble xj) = (x[i], x[j]);
            x[i] += distance;
            x[j] += distance;
            DoubleDouble moved = function(x);
            (x[i], x[j]) = (xi, xj);
            return moved;
        }
    }
}
