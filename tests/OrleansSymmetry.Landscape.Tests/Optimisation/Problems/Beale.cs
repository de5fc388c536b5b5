using System.Runtime.Intrinsics;

namespace OrleansSymmetry.Landscape.Tests.Optimisation.Problems;

/// <summary>sum_k (c_k - x (1 - y^k))^2, c = 1.5, 2.25, 2.625 (Beale 1958): minimum 0 at (3, 0.5).</summary>
public sealed class Beale : TestProblem
{
    private static readonly double[] Constants = [1.5, 2.25, 2.625];

    public Beale()
        : base(2)
    {
    }

    public override double[][] Minima => [[3, 0.5]];

    public override double[] Start => [1, 0.1];

    public override LaneVector Hessian(ReadOnlySpan<LaneVector> theta, Span<LaneVector> gradient, Span<LaneVector> hessian)
    {
        LaneVector x = theta[0];
        LaneVector y = theta[1];
        gradient.Clear();
        hessian.Clear();
        LaneVector loss = LaneVector.Zero;
        LaneVector power = LaneVector.One;
        LaneVector below = LaneVector.Zero;
        LaneVector belowThat = LaneVector.Zero;
        for (int k = 1; k <= Constants.Length; k++)
        {
            belowThat = below;
            below = power;
            power *= y;

            // r = c - x (1 - y^k), its first and second derivatives.
            LaneVector rx = power - LaneVector.One;
            LaneVector residual = Vector512.Create(Constants[k - 1]) + (x * rx);
            LaneVector ry = k * (x * below);
            LaneVector rxy = k * below;
            LaneVector ryy = k * (k - 1) * (x * belowThat);
            loss += residual * residual;
            gradient[0] += 2 * (residual * rx);
            gradient[1] += 2 * (residual * ry);
            hessian[0] += 2 * (rx * rx);
            hessian[1] += 2 * ((rx * ry) + (residual * rxy));
            hessian[3] += 2 * ((ry * ry) + (residual * ryy));
        }

        hessian[2] = hessian[1];
        return loss;
    }

    protected override void AddSlopes(ReadOnlySpan<LaneVector> theta, Span<LaneVector> matrix)
    {
        LaneVector below = LaneVector.One;
        for (int k = 1; k <= Constants.Length; k++)
        {
            AddSquare(matrix, 1, (below * theta[1]) - LaneVector.One, k * (theta[0] * below));
            below *= theta[1];
        }
    }
}
