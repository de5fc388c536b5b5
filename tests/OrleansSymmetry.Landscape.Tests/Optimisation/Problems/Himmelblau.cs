using System.Runtime.Intrinsics;

namespace OrleansSymmetry.Landscape.Tests.Optimisation.Problems;

/// <summary>(x^2 + y - 11)^2 + (x + y^2 - 7)^2 (Himmelblau 1972): four minima, four saddles, one maximum.</summary>
public sealed class Himmelblau : TestProblem
{
    public Himmelblau()
        : base(2)
    {
    }

    public override double[][] Minima =>
    [
        [3, 2],
        [-2.805118086952745, 3.131312518250573],
        [-3.779310253377747, -3.283185991286170],
        [3.584428340330492, -1.848126526964404],
    ];

    public override double[] Start => [0.1, 0.2];

    public override LaneVector Hessian(ReadOnlySpan<LaneVector> theta, Span<LaneVector> gradient, Span<LaneVector> hessian)
    {
        LaneVector x = theta[0];
        LaneVector y = theta[1];
        LaneVector a = (x * x) + y - Vector512.Create(11.0);
        LaneVector b = x + (y * y) - Vector512.Create(7.0);
        gradient[0] = (4 * (x * a)) + (2 * b);
        gradient[1] = (2 * a) + (4 * (y * b));
        hessian[0] = (4 * a) + (8 * (x * x)) + Vector512.Create(2.0);
        hessian[1] = 4 * (x + y);
        hessian[2] = hessian[1];
        hessian[3] = (4 * b) + (8 * (y * y)) + Vector512.Create(2.0);
        return (a * a) + (b * b);
    }

    protected override void AddSlopes(ReadOnlySpan<LaneVector> theta, Span<LaneVector> matrix)
    {
        AddSquare(matrix, 1, 2 * theta[0], LaneVector.One);
        AddSquare(matrix, 1, LaneVector.One, 2 * theta[1]);
    }
}
