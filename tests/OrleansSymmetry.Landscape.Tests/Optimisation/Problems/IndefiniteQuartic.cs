namespace OrleansSymmetry.Landscape.Tests.Optimisation.Problems;

/// <summary>x^4/4 - x^2/2 + y^2/2: minima -1/4 at (+-1, 0), a saddle of index 1 at the origin.</summary>
public sealed class IndefiniteQuartic : TestProblem
{
    public IndefiniteQuartic()
        : base(2)
    {
    }

    public override double[][] Minima => [[1, 0], [-1, 0]];

    public override double[] Start => [1e-3, 2];

    public override double LeastLoss => -0.25;

    public override LaneVector Hessian(ReadOnlySpan<LaneVector> theta, Span<LaneVector> gradient, Span<LaneVector> hessian)
    {
        LaneVector x = theta[0];
        LaneVector y = theta[1];
        LaneVector square = x * x;
        gradient[0] = (square - LaneVector.One) * x;
        gradient[1] = y;
        hessian[0] = (3 * square) - LaneVector.One;
        hessian[1] = LaneVector.Zero;
        hessian[2] = LaneVector.Zero;
        hessian[3] = LaneVector.One;
        return (0.25 * (square * square)) - (0.5 * square) + (0.5 * (y * y));
    }

    // F = (x^2 - 1)^2/4 + y^2/2 - 1/4.
    protected override void AddSlopes(ReadOnlySpan<LaneVector> theta, Span<LaneVector> matrix)
    {
        AddSquare(matrix, 0.25, 2 * theta[0], LaneVector.Zero);
        AddSquare(matrix, 0.5, LaneVector.Zero, LaneVector.One);
    }
}
