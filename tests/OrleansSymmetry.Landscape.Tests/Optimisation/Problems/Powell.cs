using System.Runtime.Intrinsics;

namespace OrleansSymmetry.Landscape.Tests.Optimisation.Problems;

/// <summary>
/// (x1 + 10 x2)^2 + 5 (x3 - x4)^2 + (x2 - 2 x3)^4 + 10 (x1 - x4)^4 (Powell 1962): minimum 0 at the origin,
/// where the Hessian has rank 2.
/// </summary>
public sealed class Powell : TestProblem
{
    public Powell()
        : base(4)
    {
    }

    public override double[][] Minima => [[0, 0, 0, 0]];

    public override double[] Start => [3, -1, 0, 1];

    public override bool Isolated => false;

    public override LaneVector Hessian(ReadOnlySpan<LaneVector> theta, Span<LaneVector> gradient, Span<LaneVector> hessian)
    {
        LaneVector a = theta[0] + (10 * theta[1]);
        LaneVector b = theta[2] - theta[3];
        LaneVector c = theta[1] - (2 * theta[2]);
        LaneVector d = theta[0] - theta[3];
        LaneVector c2 = c * c;
        LaneVector d2 = d * d;
        gradient[0] = (2 * a) + (40 * (d * d2));
        gradient[1] = (20 * a) + (4 * (c * c2));
        gradient[2] = (10 * b) - (8 * (c * c2));
        gradient[3] = (-10 * b) - (40 * (d * d2));
        hessian.Clear();
        hessian[0] = Vector512.Create(2.0) + (120 * d2);
        hessian[1] = Vector512.Create(20.0);
        hessian[3] = -120 * d2;
        hessian[5] = Vector512.Create(200.0) + (12 * c2);
        hessian[6] = -24 * c2;
        hessian[10] = Vector512.Create(10.0) + (48 * c2);
        hessian[11] = Vector512.Create(-10.0);
        hessian[15] = Vector512.Create(10.0) + (120 * d2);
        for (int i = 0; i < 4; i++)
        {
            for (int j = 0; j < i; j++)
            {
                hessian[(i * 4) + j] = hessian[(j * 4) + i];
            }
        }

        return (a * a) + (5 * (b * b)) + (c2 * c2) + (10 * (d2 * d2));
    }

    protected override void AddSlopes(ReadOnlySpan<LaneVector> theta, Span<LaneVector> matrix)
    {
        LaneVector zero = LaneVector.Zero;
        LaneVector one = LaneVector.One;
        LaneVector c = 2 * (theta[1] - (2 * theta[2]));
        LaneVector d = 2 * (theta[0] - theta[3]);
        AddSquare(matrix, 1, one, 10 * one, zero, zero);
        AddSquare(matrix, 5, zero, zero, one, -one);
        AddSquare(matrix, 1, zero, c, -2 * c, zero);
        AddSquare(matrix, 10, d, zero, zero, -d);
    }
}
