using System.Runtime.Intrinsics;

namespace OrleansSymmetry.Landscape.Tests.Optimisation.Problems;

/// <summary>100 (y - x^2)^2 + (1 - x)^2 (Rosenbrock 1960).</summary>
public sealed class Rosenbrock : TestProblem
{
    public Rosenbrock()
        : base(2)
    {
    }

    public override double[][] Minima => [[1, 1]];

    public override double[] Start => [-1.2, 1];

    public override LaneVector Hessian(ReadOnlySpan<LaneVector> theta, Span<LaneVector> gradient, Span<LaneVector> hessian)
    {
        LaneVector x = theta[0];
        LaneVector valley = theta[1] - (x * x);
        LaneVector rest = LaneVector.One - x;
        gradient[0] = (-400 * (x * valley)) - (2 * rest);
        gradient[1] = 200 * valley;
        hessian[0] = (1200 * (x * x)) - (400 * theta[1]) + Vector512.Create(2.0);
        hessian[1] = -400 * x;
        hessian[2] = hessian[1];
        hessian[3] = Vector512.Create(200.0);
        return (100 * (valley * valley)) + (rest * rest);
    }

    protected override void AddSlopes(ReadOnlySpan<LaneVector> theta, Span<LaneVector> matrix)
    {
        AddSquare(matrix, 100, -2 * theta[0], LaneVector.One);
        AddSquare(matrix, 1, -LaneVector.One, LaneVector.Zero);
    }
}
