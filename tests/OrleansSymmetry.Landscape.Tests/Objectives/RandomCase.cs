using OrleansSymmetry.Landscape.Lanes;
using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Problems;
using OrleansSymmetry.Landscape.Sweeps;

namespace OrleansSymmetry.Landscape.Tests.Objectives;

/// <summary>A network, a data set that fits it and a point in parameter space, drawn from a seed.</summary>
internal sealed class RandomCase
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
        Theta = new LaneBuffer(Network.ParameterCount);
        Normals(random, Theta.Doubles.Length, 0.7).CopyTo(Theta.Doubles);
        for (int lane = 0; lane < LaneBuffer.LaneCount; lane++)
        {
            AvoidKinks(random, lane);
        }

        Direction = new LaneBuffer(Network.ParameterCount);
        Normals(random, Direction.Doubles.Length, 1).CopyTo(Direction.Doubles);
    }

    public Network Network { get; }

    public DataSet Data { get; }

    public LossKind Loss { get; }

    public double L2 { get; }

    public LaneBuffer Theta { get; }

    public LaneBuffer Direction { get; }

    public DataSetObjective Objective(int sampleBlock = DataSetObjective.DefaultSampleBlock) => new(Network, Data, Loss, L2, sampleBlock);

    public static double[] Normals(Random random, int count, double scale) =>
        [.. Enumerable.Range(0, count).Select(_ => scale * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()))];

    /// <summary>Draws a lane's parameters again until no pre-activation is so near 0 that a finite difference could cross it.</summary>
    private void AvoidKinks(Random random, int lane)
    {
        const double margin = 3e-3;
        double[] theta = new double[Network.ParameterCount];
        Theta.CopyLaneTo(lane, theta);
        while (NetworkFunction.Evaluate(Network, theta, Data).PreActivations.Any(z => z.Any(value => Math.Abs(value) < margin)))
        {
            theta = Normals(random, theta.Length, 0.7);
        }

        Theta.SetLane(lane, theta);
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
