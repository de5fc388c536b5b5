using System.Runtime.Intrinsics;

namespace OrleansSymmetry.Landscape.Tests.Optimisation.Problems;

/// <summary>(theta - c)' A (theta - c) / 2 with A tridiagonal Toeplitz (2, -1), c = (1, 2, 3, ...).</summary>
public sealed class Quadratic : TestProblem
{
    private const int Size = 6;

    public Quadratic()
        : base(Size)
    {
    }

    public override double[][] Minima => [[1, 2, 3, 4, 5, 6]];

    public override double[] Start => [-3, 1, 4, -1, 5, -9];

    public override LaneVector Hessian(ReadOnlySpan<LaneVector> theta, Span<LaneVector> gradient, Span<LaneVector> hessian)
    {
        hessian.Clear();
        LaneVector loss = LaneVector.Zero;
        for (int i = 0; i < Size; i++)
        {
            gradient[i] = 2 * Offset(theta, i);
            gradient[i] -= i > 0 ? Offset(theta, i - 1) : LaneVector.Zero;
            gradient[i] -= i < Size - 1 ? Offset(theta, i + 1) : LaneVector.Zero;
            loss += 0.5 * (gradient[i] * Offset(theta, i));
            hessian[(i * Size) + i] = Vector512.Create(2.0);
            if (i > 0)
            {
                hessian[(i * Size) + i - 1] = Vector512.Create(-1.0);
                hessian[((i - 1) * Size) + i] = Vector512.Create(-1.0);
            }
        }

        return loss;
    }

    // theta' A theta / 2 is half the sum of the squares of theta_i - theta_i-1, with zeros beyond both ends.
    protected override void AddSlopes(ReadOnlySpan<LaneVector> theta, Span<LaneVector> matrix)
    {
        Span<LaneVector> slopes = stackalloc LaneVector[Size];
        for (int i = 0; i <= Size; i++)
        {
            slopes.Clear();
            if (i < Size)
            {
                slopes[i] = LaneVector.One;
            }

            if (i > 0)
            {
                slopes[i - 1] = -LaneVector.One;
            }

            AddSquare(matrix, 0.5, slopes);
        }
    }

    private static LaneVector Offset(ReadOnlySpan<LaneVector> theta, int i) => theta[i] - Vector512.Create(i + 1.0);
}
