using OrleansSymmetry.Landscape.Activations;
using OrleansSymmetry.Landscape.Lanes;
using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Specs;

namespace OrleansSymmetry.Landscape.Tests.Objectives;

/// <summary>Values that are known in closed form; those with derivatives are among the witnesses.</summary>
public sealed class DataSetObjectiveClosedFormTests
{
    [Theory]
    [InlineData(0.0, 0.0)]
    [InlineData(1e-9, 5e-19)]
    [InlineData(-1e-3, 4.999999166666888888853968e-7)]
    [InlineData(0.9999999, 0.433780754323613731)]
    [InlineData(1.0, 0.433780830483027187)]
    [InlineData(-40.0, 39.3068528194400546906)]
    [InlineData(1e308, 1e308)]
    public void Log_cosh_keeps_its_digits_near_zero_and_does_not_overflow(double residual, double expected)
    {
        // Expected: residual^2/2 - residual^4/12 + residual^6/45 near 0, log cosh 1, |residual| - ln 2.
        var network = new Network(1, [], 1, ActivationRegistry.Create("identity"), bias: false);
        var objective = new DataSetObjective(network, new DataSet([1], [0], [1], 1, 1), LossKind.LogCosh);
        var theta = new LaneBuffer(1);
        theta.SetLane(0, [residual]);
        Assert.Equal(expected, objective.Value(theta.Vectors)[0], 1e-14 * expected);
        var gradient = new LaneBuffer(1);
        Assert.Equal(expected, objective.Gradient(theta.Vectors, gradient.Vectors)[0], 1e-14 * expected);
        Assert.Equal(Math.Tanh(residual), gradient.Vectors[0][0], 1e-15);
    }

    [Fact]
    public void Xor_network_whose_tanh_units_are_written_out_has_that_value()
    {
        // The nine parameters of 2-2-1, in the order W1, b1, W2, b2.
        double[] theta = [0.7, -1.1, 0.4, 0.9, 0.2, -0.3, 1.5, -0.8, 0.1];
        var network = new Network(2, [2], 1, ActivationRegistry.Create("tanh"));
        var data = new DataSet([-1, -1, -1, 1, 1, -1, 1, 1], [-1, 1, 1, -1], [0.25, 0.25, 0.25, 0.25], 2, 1);
        var objective = new DataSetObjective(network, data, LossKind.Mse, 0.01);
        double expected = 0.005 * theta.Sum(t => t * t);
        for (int s = 0; s < 4; s++)
        {
            double x = data.X[2 * s], y = data.X[(2 * s) + 1];
            double output = (1.5 * Math.Tanh((0.7 * x) - (1.1 * y) + 0.2)) - (0.8 * Math.Tanh((0.4 * x) + (0.9 * y) - 0.3)) + 0.1;
            expected += 0.25 * Math.Pow(output - data.Y[s], 2);
        }

        var buffer = new LaneBuffer(9);
        buffer.SetLane(4, theta);
        Assert.Equal(expected, objective.Value(buffer.Vectors)[4], 1e-15);
    }

    [Theory]
    [InlineData(LossKind.Logistic, 1)]
    [InlineData(LossKind.Softmax, 2)]
    public void Confident_classifier_keeps_the_digits_of_a_loss_near_zero_and_does_not_overflow(LossKind loss, int outputs)
    {
        var network = new Network(1, [], outputs, ActivationRegistry.Create("identity"), bias: false);
        double[] right = outputs == 1 ? [1] : [1, 0];
        double[] wrong = outputs == 1 ? [0] : [0, 1];
        foreach (double margin in new[] { 40.0, 600.0 })
        {
            double[] weights = outputs == 1 ? [margin] : [margin, 0];
            Assert.Equal(1, Loss(right, weights) / Math.Exp(-margin), 1e-12);
            Assert.Equal(margin, Loss(wrong, weights), 1e-12);
        }

        Assert.Equal(0, Loss(right, outputs == 1 ? [1000] : [1000, 0]));
        Assert.Equal(1000, Loss(wrong, outputs == 1 ? [1000] : [1000, 0]));

        double Loss(double[] targets, double[] weights)
        {
            var objective = new DataSetObjective(network, new DataSet([1], targets, [1], 1, outputs), loss);
            var theta = new LaneBuffer(outputs);
            theta.SetLane(0, weights);
            var gradient = new LaneBuffer(outputs);
            Assert.Equal(objective.Value(theta.Vectors)[0], objective.Gradient(theta.Vectors, gradient.Vectors)[0]);
            return objective.Value(theta.Vectors)[0];
        }
    }
}
