using System.Runtime.Intrinsics;
using OrleansSymmetry.Landscape.Lanes;

namespace OrleansSymmetry.Landscape.Objectives;

/// <summary>An objective as a function of parameters in natural units, divided by the unit of the loss.</summary>
/// <param name="objective">The objective, of parameters in the units of the sweep.</param>
/// <param name="units">The natural units.</param>
internal sealed class NaturalObjective(ILaneObjective objective, NaturalUnits units) : ILaneObjective
{
    private readonly LaneBuffer _theta = new(objective.ParameterCount);
    private readonly LaneBuffer _direction = new(objective.ParameterCount);
    private readonly double[] _scales = [.. units.Scales];
    private readonly double _inverse = 1 / units.Loss;

    /// <inheritdoc/>
    public int ParameterCount => objective.ParameterCount;

    /// <inheritdoc/>
    public LaneVector Value(ReadOnlySpan<LaneVector> theta)
    {
        ToUser(theta, _theta.Vectors);
        return objective.Value(_theta.Vectors) * _inverse;
    }

    /// <inheritdoc/>
    public LaneVector Gradient(ReadOnlySpan<LaneVector> theta, Span<LaneVector> gradient)
    {
        ToUser(theta, _theta.Vectors);
        LaneVector loss = objective.Gradient(_theta.Vectors, gradient);
        Express(gradient);
        return loss * _inverse;
    }

    /// <inheritdoc/>
    public void HessianVector(ReadOnlySpan<LaneVector> theta, ReadOnlySpan<LaneVector> direction, Span<LaneVector> product)
    {
        ToUser(theta, _theta.Vectors);
        ToUser(direction, _direction.Vectors);
        objective.HessianVector(_theta.Vectors, _direction.Vectors, product);
        Express(product);
    }

    /// <inheritdoc/>
    public LaneVector Hessian(ReadOnlySpan<LaneVector> theta, Span<LaneVector> gradient, Span<LaneVector> hessian)
    {
        ToUser(theta, _theta.Vectors);
        LaneVector loss = objective.Hessian(_theta.Vectors, gradient, hessian);
        Express(gradient);
        ExpressMatrix(hessian);
        return loss * _inverse;
    }

    /// <inheritdoc/>
    public LaneVector GaussNewton(ReadOnlySpan<LaneVector> theta, Span<LaneVector> gradient, Span<LaneVector> matrix)
    {
        ToUser(theta, _theta.Vectors);
        LaneVector loss = objective.GaussNewton(_theta.Vectors, gradient, matrix);
        Express(gradient);
        ExpressMatrix(matrix);
        return loss * _inverse;
    }

    private void ToUser(ReadOnlySpan<LaneVector> natural, Span<LaneVector> theta)
    {
        for (int p = 0; p < _scales.Length; p++)
        {
            theta[p] = natural[p] * Vector512.Create(_scales[p]);
        }
    }

    private void Express(Span<LaneVector> gradient)
    {
        for (int p = 0; p < _scales.Length; p++)
        {
            gradient[p] *= Vector512.Create(_scales[p] * _inverse);
        }
    }

    private void ExpressMatrix(Span<LaneVector> matrix)
    {
        int n = _scales.Length;
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                matrix[(i * n) + j] *= Vector512.Create(_scales[i] * _scales[j] * _inverse);
            }
        }
    }
}
