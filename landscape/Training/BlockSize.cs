using System.Numerics;
using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Specs;

namespace OrleansSymmetry.Landscape.Training;

/// <summary>
/// How many seeds make a block: a power of two from the landscape's spec alone, never from a clock, so that every machine cuts
/// the same blocks. Operations are estimated (a multiply-add of eight lanes is one), and a block gets a
/// fraction of a second of one core.
/// </summary>
public static class BlockSize
{
    private const int Smallest = 8;
    private const int Largest = 4096;

    /// <summary>Lane operations of a block: about 0.2 s at the some 1.5e9 lane operations a second that the kernels reach.</summary>
    private const double OperationsOfBlock = 3e8;

    /// <summary>
    /// The same where runs end at very different steps: a larger block keeps its lanes filled from its queue for longer.
    /// </summary>
    private const double OperationsOfRaggedBlock = 1e9;

    /// <summary>Lane operations of one activation with its derivatives.</summary>
    private const double OperationsOfActivation = 20;

    /// <summary>Cost of a gradient in forward passes: forward, backward, and the weights' part.</summary>
    private const double GradientPasses = 3;

    /// <summary>Lane operations of one pair term of the exact Gaussian objective, besides its d inputs (measured, k = d = 8).</summary>
    private const double OperationsOfPair = 250;

    /// <summary>Second-order methods converge long before their budget: the steps that a run takes of it on the average.</summary>
    private const int UsualSecondOrderSteps = 15;

    /// <summary>First-order phases with a gradient tolerance end before their budget: their usual number of steps.</summary>
    private const int UsualFirstOrderSteps = 4000;

    /// <summary>Seeds of a block of the landscape: 8, 16, ..., 4096.</summary>
    public static int Of(LossLandscape landscape)
    {
        ArgumentNullException.ThrowIfNull(landscape);
        double gradient = GradientOperations(landscape);
        double p = landscape.Network.ParameterCount;
        double hessian = HessianOperations(landscape, gradient);
        double factorisation = (p * p * p / 6) + (2 * p * p);
        double operations = hessian + (p * p * p);
        double ragged = 0;
        foreach (PhaseSpec phase in landscape.Spec.Train)
        {
            bool secondOrder = phase is NewtonPhase or LevenbergMarquardtPhase;
            double steps = secondOrder ? Math.Min(phase.Steps, UsualSecondOrderSteps)
                : phase.Gradient.HasValue ? Math.Min(phase.Steps, UsualFirstOrderSteps)
                : phase.Steps;
            double work = steps * (gradient + (10 * p) + (secondOrder ? hessian + (2 * factorisation) : 0));
            operations += work;
            ragged += phase.Gradient.HasValue ? work : 0;
        }

        double target = ragged > operations / 2 ? OperationsOfRaggedBlock : OperationsOfBlock;
        double groups = Math.Clamp(target / operations, 1, Largest / Smallest);
        return Smallest * (int)BitOperations.RoundUpToPowerOf2((uint)((groups / 2) + 1));
    }

    private static double GradientOperations(LossLandscape landscape)
    {
        Network network = landscape.Network;
        if (landscape.Data is GaussianTeacher teacher)
        {
            double units = network.Layers[0].Outputs;
            return units * (units + teacher.Units) * (OperationsOfPair + (3.0 * network.Inputs));
        }

        double samples = ((DataSet)landscape.Data).Samples;
        double products = 0;
        double activations = 0;
        foreach (Layer layer in network.Layers)
        {
            products += (double)layer.Inputs * layer.Outputs;
            activations += layer.Outputs;
        }

        return samples * ((GradientPasses * products) + (OperationsOfActivation * activations));
    }

    // Pair terms fill the Gaussian Hessian directly; a data set adds a symmetric update of P (P + 1)/2 entries a sample and output.
    private static double HessianOperations(LossLandscape landscape, double gradient)
    {
        double p = landscape.Network.ParameterCount;
        return landscape.Data is DataSet data
            ? gradient + (data.Samples * p * (p + 1) / 2 * data.Outputs)
            : gradient * landscape.Network.Inputs;
    }
}
