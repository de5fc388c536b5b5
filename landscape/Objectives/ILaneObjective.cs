namespace OrleansSymmetry.Landscape.Objectives;

/// <summary>
/// An objective F(theta), evaluated for eight seeds at once: entry p of every span holds parameter p of eight
/// independent networks. A lane's result has the same bits whatever stands in the other lanes.
/// An instance owns its working memory and belongs to one thread at a time.
/// </summary>
public interface ILaneObjective
{
    /// <summary>Number of parameters P.</summary>
    int ParameterCount { get; }

    /// <summary>F(theta). <paramref name="theta"/> has P entries.</summary>
    LaneVector Value(ReadOnlySpan<LaneVector> theta);

    /// <summary>F(theta), with its gradient in <paramref name="gradient"/> (P entries).</summary>
    LaneVector Gradient(ReadOnlySpan<LaneVector> theta, Span<LaneVector> gradient);

    /// <summary>The product of the exact Hessian at theta with <paramref name="direction"/> (P entries each).</summary>
    void HessianVector(ReadOnlySpan<LaneVector> theta, ReadOnlySpan<LaneVector> direction, Span<LaneVector> product);

    /// <summary>
    /// F(theta) with gradient (P entries) and exact Hessian (P * P entries, row-major, both triangles, symmetric to the bit).
    /// </summary>
    LaneVector Hessian(ReadOnlySpan<LaneVector> theta, Span<LaneVector> gradient, Span<LaneVector> hessian);

    /// <summary>
    /// F(theta) with gradient (P entries) and Gauss-Newton matrix (P * P entries, row-major, both triangles, symmetric to the bit):
    /// the Hessian of F with the outputs replaced by their linear models at theta, positive semi-definite.
    /// </summary>
    /// <exception cref="NotSupportedException">The objective is no sum over samples.</exception>
    LaneVector GaussNewton(ReadOnlySpan<LaneVector> theta, Span<LaneVector> gradient, Span<LaneVector> matrix);
}
