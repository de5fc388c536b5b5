using System.Runtime.Intrinsics;
using OrleansSymmetry.Landscape.Activations;
using OrleansSymmetry.Landscape.Lanes;
using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Witnesses.Textbook;

namespace OrleansSymmetry.Witnesses.Derivatives;

/// <summary>A network, a data set that fits it and a point in parameter space, drawn from a seed.</summary>
public sealed class RandomCase
{
    public RandomCase(
        int seed,
        string activation,
        LossKind loss,
        int[] hidden,
        int inputs = 3,
        int outputs = 2,
        int samples = 21,
        bool bias = true,
        bool fixedOutputWeights = false,
        OutputHead head = OutputHead.Linear,
        double l2 = 0.05,
        double slope = 0.01)
    {
        var random = new Random(seed);
        outputs = loss == LossKind.Logistic ? 1 : outputs;
        Network = new Network(inputs, hidden, outputs, ActivationRegistry.Create(activation, slope), bias, head, fixedOutputWeights);
        double[] x = Normals(random, samples * inputs, 1);
        double[] y = Targets(random, samples, outputs, loss);
        double[] weights = [.. Enumerable.Range(0, samples).Select(_ => 0.5 + random.NextDouble())];
        double sum = weights.Sum();
        Data = new DataSet(x, y, [.. weights.Select(w => w / sum)], inputs, outputs);
        Loss = loss;
        L2 = l2;
        Textbook = new TextbookObjective(
            Network, activation == "leaky-relu" ? TextbookActivations.Piecewise(slope) : TextbookActivations.Of(activation), Data, loss, l2);
        Theta = new LaneBuffer(Network.ParameterCount);
        Normals(random, Theta.Doubles.Length, Spread).CopyTo(Theta.Doubles);
        for (int lane = 0; lane < LaneBuffer.LaneCount; lane++)
        {
            DrawSoundPoint(random, lane);
        }

        Direction = new LaneBuffer(Network.ParameterCount);
        Normals(random, Direction.Doubles.Length, 1).CopyTo(Direction.Doubles);
    }

    /// <summary>Standard deviation of the parameters.</summary>
    private const double Spread = 0.7;

    public Network Network { get; }

    public DataSet Data { get; }

    public LossKind Loss { get; }

    /// <summary>The same objective in 31 digits.</summary>
    public TextbookObjective Textbook { get; }

    public double L2 { get; }

    public LaneBuffer Theta { get; }

    public LaneBuffer Direction { get; }

    public DataSetObjective Objective(int sampleBlock = DataSetObjective.DefaultSampleBlock) => new(Network, Data, Loss, L2, sampleBlock);

    public static double[] Normals(Random random, int count, double scale) =>
        [.. Enumerable.Range(0, count).Select(_ => scale * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()))];

    /// <summary>
    /// Draws a lane's parameters again until no pre-activation is so near a jump of phi' or phi'' that a finite difference could cross
    /// it, and no layer is dead (no unit positive on any sample), where every derivative but the last bias' is 0. A pre-activation of
    /// exactly 0 comes from a dead layer below and stays 0.
    /// </summary>
    private void DrawSoundPoint(Random random, int lane)
    {
        // Far more than a difference's step of 2^-20 moves a pre-activation.
        const double margin = 1e-3;
        bool jumps = JumpsAtZero(Network.Activation);
        double[] theta = new double[Network.ParameterCount];
        Theta.CopyLaneTo(lane, theta);
        while (ArgumentsOfModerateSize(theta).Any(z => z.Max() <= 0 || (jumps && z.Any(value => value != 0 && Math.Abs(value) < margin))))
        {
            theta = Normals(random, theta.Length, Spread);
        }

        Theta.SetLane(lane, theta);
    }

    /// <summary>
    /// The pre-activations, after scaling each layer whose largest is out of proportion: powers of it (of square, layer upon layer)
    /// would leave the range in which a function and its derivatives have a common scale.
    /// </summary>
    private List<double[]> ArgumentsOfModerateSize(double[] theta)
    {
        const double least = 0.5, largest = 3, moderate = 1.5;
        var arguments = new List<double[]>();
        for (int l = 0; l < Network.HiddenLayers; l++)
        {
            double[] z = NetworkFunction.Evaluate(Network, theta, Data.X).PreActivations[l];
            double size = z.Max(Math.Abs);
            if (size is > 0 and (< least or > largest))
            {
                Layer layer = Network.Layers[l];
                int end = layer.Weights + (layer.Outputs * (layer.Inputs + (layer.HasBiases ? 1 : 0)));
                for (int p = layer.Weights; p < end; p++)
                {
                    theta[p] *= moderate / size;
                }

                z = NetworkFunction.Evaluate(Network, theta, Data.X).PreActivations[l];
            }

            arguments.Add(z);
        }

        return arguments;
    }

    /// <summary>Whether phi' or phi'' jumps at 0.</summary>
    private static bool JumpsAtZero(Activation activation)
    {
        const double near = 1e-9, jump = 1e-3;
        LaneVector[] values = [default, default], first = [default, default], second = [default, default];
        activation.Evaluate([Vector512.Create(near), Vector512.Create(-near)], values, first, second);
        return Math.Abs(first[0][0] - first[1][0]) > jump || Math.Abs(second[0][0] - second[1][0]) > jump;
    }

    private static double[] Targets(Random random, int samples, int outputs, LossKind loss)
    {
        if (loss == LossKind.Softmax)
        {
            double[] y = new double[samples * outputs];
            for (int s = 0; s < samples; s++)
            {
                y[(s * outputs) + random.Next(outputs)] = 1;
            }

            return y;
        }

        return loss == LossKind.Logistic
            ? [.. Enumerable.Range(0, samples).Select(_ => (double)random.Next(2))]
            : [.. Enumerable.Range(0, samples * outputs).Select(_ => (2 * random.NextDouble()) - 1)];
    }
}
