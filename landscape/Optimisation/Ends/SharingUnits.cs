using OrleansSymmetry.Landscape.Networks;

namespace OrleansSymmetry.Landscape.Optimisation.Ends;

/// <summary>
/// Units at a global optimum beside fixed output weights that another unit could replace. For a positively homogeneous activation
/// phi(a w.x) + phi((1 - a) w.x) = phi(w.x), so a unit may take any share of another one's weights, and the function stays. Where a unit has
/// nothing of its own the point lies on a family. At a corner of it, where a unit is 0, the loss may yet rise in every single direction.
/// </summary>
internal static class SharingUnits
{
    /// <summary>How many units could give their weights to another one and leave the loss at 0; 0 where units cannot share.</summary>
    /// <param name="network">The network; one hidden layer.</param>
    /// <param name="theta">P entries, of loss 0.</param>
    /// <param name="evaluation">The objective.</param>
    public static int Count(Network network, double[] theta, PointEvaluation evaluation)
    {
        if (!network.FixedOutputWeights || network.Activation.Homogeneity != 1 || network.HiddenLayers != 1)
        {
            return 0;
        }

        Layer layer = network.Layers[0];
        return Enumerable.Range(0, layer.Outputs).Count(giver =>
            Enumerable.Range(0, layer.Outputs).Any(taker => taker != giver && IsReachedWithout(giver, taker)));

        bool IsReachedWithout(int giver, int taker)
        {
            var moved = (double[])theta.Clone();
            for (int i = 0; i < layer.Inputs; i++)
            {
                Give(layer.Weights + (giver * layer.Inputs) + i, layer.Weights + (taker * layer.Inputs) + i);
            }

            if (layer.HasBiases)
            {
                Give(layer.Biases + giver, layer.Biases + taker);
            }

            return CriticalPoint.IsReached(evaluation.Value(moved));

            void Give(int from, int to)
            {
                moved[to] += moved[from];
                moved[from] = 0;
            }
        }
    }
}
