using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Symmetry.Problems;

namespace OrleansSymmetry.Landscape.Census;

/// <summary>The largest difference of two functions on the data: of any two copies under the symmetries of the problem, where these are divided out.</summary>
/// <param name="landscape">The landscape.</param>
/// <param name="problem">The symmetries of the problem; null where functions are compared as they are.</param>
internal sealed class ProblemFunctionMetric(LossLandscape landscape, ProblemSymmetry? problem) : IMetric<FunctionOnData>
{
    /// <summary>Symmetries that are tried for one pair: enough for every problem of few inputs. Beyond, two copies may stay two families.</summary>
    private const int MostSymmetries = 10_000;

    private readonly FunctionMetric _plain = new();

    public double Scale(FunctionOnData item) => _plain.Scale(item.Outputs);

    public bool AreWithin(FunctionOnData a, FunctionOnData b, double bound, out double distance)
    {
        if (_plain.AreWithin(a.Outputs, b.Outputs, bound, out distance))
        {
            return true;
        }

        if (problem is not null && landscape.Data is DataSet data)
        {
            foreach (ProblemElement element in problem.Elements().Take(MostSymmetries))
            {
                double[] copy = OutputsOnData.Of(landscape, data, element.Apply(landscape.Network, a.Theta));
                if (_plain.AreWithin(copy, b.Outputs, bound, out distance))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
