using OrleansSymmetry.Landscape.Lanes;
using OrleansSymmetry.Landscape.Objectives;

namespace OrleansSymmetry.Landscape.Tests.Optimisation.Problems;

/// <summary>
/// A function with known critical points, written out with gradient and Hessian: it serves every method and test. Those of
/// <see cref="TestProblems"/> are sums of squares, up to a constant.
/// </summary>
public abstract class TestProblem : ILaneObjective
{
    private readonly LaneBuffer _gradient;
    private readonly LaneBuffer _hessian;

    protected TestProblem(int parameterCount)
    {
        ParameterCount = parameterCount;
        _gradient = new LaneBuffer(parameterCount);
        _hessian = new LaneBuffer(parameterCount * parameterCount);
    }

    public int ParameterCount { get; }

    /// <summary>Minima, each with P entries; every point of least loss where <see cref="Isolated"/>.</summary>
    public abstract double[][] Minima { get; }

    /// <summary>The usual start.</summary>
    public abstract double[] Start { get; }

    /// <summary>Whether the minima are isolated and the Hessian is positive definite there.</summary>
    public virtual bool Isolated => true;

    /// <summary>F at every minimum.</summary>
    public virtual double LeastLoss => 0;

    public override string ToString() => GetType().Name;

    public LaneVector Value(ReadOnlySpan<LaneVector> theta) => Hessian(theta, _gradient.Vectors, _hessian.Vectors);

    public LaneVector Gradient(ReadOnlySpan<LaneVector> theta, Span<LaneVector> gradient) =>
        Hessian(theta, gradient, _hessian.Vectors);

    public void HessianVector(ReadOnlySpan<LaneVector> theta, ReadOnlySpan<LaneVector> direction, Span<LaneVector> product)
    {
        Span<LaneVector> hessian = _hessian.Vectors;
        Hessian(theta, _gradient.Vectors, hessian);
        for (int i = 0; i < ParameterCount; i++)
        {
            product[i] = LaneVector.Zero;
            for (int j = 0; j < ParameterCount; j++)
            {
                product[i] += hessian[(i * ParameterCount) + j] * direction[j];
            }
        }
    }

    public abstract LaneVector Hessian(ReadOnlySpan<LaneVector> theta, Span<LaneVector> gradient, Span<LaneVector> hessian);

    public LaneVector GaussNewton(ReadOnlySpan<LaneVector> theta, Span<LaneVector> gradient, Span<LaneVector> matrix)
    {
        LaneVector loss = Hessian(theta, gradient, matrix);
        matrix.Clear();
        AddSlopes(theta, matrix);
        return loss;
    }

    /// <summary>Adds 2 J'J, J the derivatives of the residuals r of F = r'r + constant.</summary>
    protected abstract void AddSlopes(ReadOnlySpan<LaneVector> theta, Span<LaneVector> matrix);

    /// <summary>Adds 2 scale slopes slopes', what one residual contributes.</summary>
    protected static void AddSquare(Span<LaneVector> matrix, double scale, params ReadOnlySpan<LaneVector> slopes)
    {
        for (int i = 0; i < slopes.Length; i++)
        {
            for (int j = 0; j < slopes.Length; j++)
            {
                matrix[(i * slopes.Length) + j] += 2 * scale * (slopes[i] * slopes[j]);
            }
        }
    }

    /// <summary>Infinity norm of the distance to the nearest minimum.</summary>
    public double DistanceToMinimum(ReadOnlySpan<double> theta)
    {
        double nearest = double.PositiveInfinity;
        foreach (double[] minimum in Minima)
        {
            double distance = 0;
            for (int p = 0; p < minimum.Length; p++)
            {
                distance = Math.Max(distance, Math.Abs(theta[p] - minimum[p]));
            }

            nearest = Math.Min(nearest, distance);
        }

        return nearest;
    }
}
