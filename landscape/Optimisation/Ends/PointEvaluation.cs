using System.Runtime.Intrinsics;
using OrleansSymmetry.Landscape.Lanes;
using OrleansSymmetry.Landscape.Objectives;

namespace OrleansSymmetry.Landscape.Optimisation.Ends;

/// <summary>Evaluates an objective at one point, with all eight lanes at work where that helps.</summary>
internal sealed class PointEvaluation(ILaneObjective objective)
{
    private const int LaneCount = LaneBuffer.LaneCount;

    private readonly LaneBuffer _theta = new(objective.ParameterCount);
    private readonly LaneBuffer _direction = new(objective.ParameterCount);
    private readonly LaneBuffer _product = new(objective.ParameterCount);

    /// <summary>F.</summary>
    public double Value(ReadOnlySpan<double> theta)
    {
        Broadcast(theta);
        return objective.Value(_theta.Vectors)[0];
    }

    /// <summary>F, with its gradient (P entries).</summary>
    public double Gradient(ReadOnlySpan<double> theta, Span<double> gradient)
    {
        Broadcast(theta);
        double loss = objective.Gradient(_theta.Vectors, _product.Vectors)[0];
        _product.CopyLaneTo(0, gradient);
        return loss;
    }

    /// <summary>The exact Hessian, P * P entries, row-major, symmetric: eight columns by one Hessian-vector product.</summary>
    public double[] Hessian(ReadOnlySpan<double> theta)
    {
        int n = objective.ParameterCount;
        var hessian = new double[n * n];
        Broadcast(theta);
        Span<double> directions = _direction.Doubles;
        ReadOnlySpan<double> products = _product.Doubles;
        for (int first = 0; first < n; first += LaneCount)
        {
            int count = Math.Min(LaneCount, n - first);
            directions.Clear();
            for (int lane = 0; lane < count; lane++)
            {
                directions[((first + lane) * LaneCount) + lane] = 1;
            }

            objective.HessianVector(_theta.Vectors, _direction.Vectors, _product.Vectors);
            for (int lane = 0; lane < count; lane++)
            {
                for (int i = 0; i < n; i++)
                {
                    hessian[((first + lane) * n) + i] = products[(i * LaneCount) + lane];
                }
            }
        }

        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < i; j++)
            {
                double mean = 0.5 * (hessian[(i * n) + j] + hessian[(j * n) + i]);
                hessian[(i * n) + j] = mean;
                hessian[(j * n) + i] = mean;
            }
        }

        return hessian;
    }

    private void Broadcast(ReadOnlySpan<double> theta)
    {
        Span<LaneVector> lanes = _theta.Vectors;
        for (int p = 0; p < theta.Length; p++)
        {
            lanes[p] = Vector512.Create(theta[p]);
        }
    }
}
