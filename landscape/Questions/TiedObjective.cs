using System.Runtime.Intrinsics;
using OrleansSymmetry.Landscape.Lanes;
using OrleansSymmetry.Landscape.Objectives;

namespace OrleansSymmetry.Landscape.Questions;

/// <summary>
/// An objective on the points that a symmetry leaves where they are, theta = B z: gradient B'g, Hessian B'HB. Its critical points are
/// critical for the objective itself (principle of symmetric criticality; Palais 1979, Commun. Math. Phys. 69, 19).
/// </summary>
/// <param name="objective">The objective on all points.</param>
/// <param name="space">The fixed points.</param>
internal sealed class TiedObjective(ILaneObjective objective, TiedSpace space) : ILaneObjective
{
    private readonly LaneBuffer _theta = new(objective.ParameterCount);
    private readonly LaneBuffer _direction = new(objective.ParameterCount);
    private readonly LaneBuffer _full = new(objective.ParameterCount);
    private readonly LaneBuffer _unit = new(space.Dimension);
    private readonly LaneBuffer _column = new(space.Dimension);
    private readonly (int Bias, int Weight)[] _corrections = [.. space.BiasCorrections()];

    /// <inheritdoc/>
    public int ParameterCount => space.Dimension;

    /// <inheritdoc/>
    public LaneVector Value(ReadOnlySpan<LaneVector> theta)
    {
        Spread(theta, _theta.Vectors);
        return objective.Value(_theta.Vectors);
    }

    /// <inheritdoc/>
    public LaneVector Gradient(ReadOnlySpan<LaneVector> theta, Span<LaneVector> gradient)
    {
        Spread(theta, _theta.Vectors);
        LaneVector loss = objective.Gradient(_theta.Vectors, _full.Vectors);
        Gather(_full.Vectors, gradient);
        return loss;
    }

    /// <inheritdoc/>
    public void HessianVector(ReadOnlySpan<LaneVector> theta, ReadOnlySpan<LaneVector> direction, Span<LaneVector> product)
    {
        Spread(theta, _theta.Vectors);
        ProductAtTheta(direction, product);
    }

    /// <inheritdoc/>
    public LaneVector Hessian(ReadOnlySpan<LaneVector> theta, Span<LaneVector> gradient, Span<LaneVector> hessian)
    {
        LaneVector loss = Gradient(theta, gradient);
        int n = ParameterCount;
        Span<LaneVector> unit = _unit.Vectors;
        Span<LaneVector> column = _column.Vectors;
        unit.Clear();
        for (int j = 0; j < n; j++)
        {
            unit[j] = LaneVector.One;
            ProductAtTheta(unit, column);
            unit[j] = LaneVector.Zero;
            for (int i = 0; i < n; i++)
            {
                hessian[(i * n) + j] = column[i];
            }
        }

        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < i; j++)
            {
                LaneVector mean = 0.5 * (hessian[(i * n) + j] + hessian[(j * n) + i]);
                hessian[(i * n) + j] = mean;
                hessian[(j * n) + i] = mean;
            }
        }

        return loss;
    }

    /// <inheritdoc/>
    public LaneVector GaussNewton(ReadOnlySpan<LaneVector> theta, Span<LaneVector> gradient, Span<LaneVector> matrix) =>
        throw new NotSupportedException("Tied points are searched for with exact Hessians; there is no Gauss-Newton matrix of them.");

    private void ProductAtTheta(ReadOnlySpan<LaneVector> direction, Span<LaneVector> product)
    {
        Spread(direction, _direction.Vectors);
        objective.HessianVector(_theta.Vectors, _direction.Vectors, _full.Vectors);
        Gather(_full.Vectors, product);
    }

    // B z.
    private void Spread(ReadOnlySpan<LaneVector> z, Span<LaneVector> theta)
    {
        for (int p = 0; p < theta.Length; p++)
        {
            int orbit = space.OrbitOf[p];
            theta[p] = orbit < 0 ? LaneVector.Zero : space.Coefficients[p] * z[orbit];
        }

        foreach ((int bias, int weight) in _corrections)
        {
            theta[bias] -= 0.5 * theta[weight];
        }
    }

    // B'g; g is used up.
    private void Gather(Span<LaneVector> g, Span<LaneVector> z)
    {
        foreach ((int bias, int weight) in _corrections)
        {
            g[weight] -= 0.5 * g[bias];
        }

        z.Clear();
        for (int p = 0; p < g.Length; p++)
        {
            int orbit = space.OrbitOf[p];
            if (orbit >= 0)
            {
                z[orbit] = Vector512.FusedMultiplyAdd(Vector512.Create(space.Coefficients[p]), g[p], z[orbit]);
            }
        }
    }
}
