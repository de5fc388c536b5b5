using OrleansSymmetry.Landscape.Lanes;
using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Tests.Training;

namespace OrleansSymmetry.Landscape.Tests.Objectives;

public sealed class NaturalUnitsTests
{
    [Theory]
    [InlineData(1, 1, true)]
    [InlineData(100, 1, false)]
    [InlineData(1e-2, 1e5, false)]
    public void Scales_are_the_sizes_of_the_data(double inputs, double targets, bool areTheUsers)
    {
        // Xor has inputs and targets of size 1.
        LossLandscape landscape = Xor(inputs, targets);
        NaturalUnits units = landscape.Units;

        Layer first = landscape.Network.Layers[0];
        Layer last = landscape.Network.Layers[1];
        Assert.Equal(1 / inputs, units.Scales[first.Weights], 1e-15 / inputs);
        Assert.Equal(1, units.Scales[first.Biases]);
        Assert.Equal(targets, units.Scales[last.Weights], 1e-14 * targets);
        Assert.Equal(targets, units.Scales[last.Biases], 1e-14 * targets);
        Assert.Equal(targets * targets, units.Loss, 1e-14 * targets * targets);
        Assert.Equal(areTheUsers, units.AreTheUsers);
    }

    [Theory]
    [InlineData(LossKind.Mse, OutputHead.Linear, 100)]
    [InlineData(LossKind.HalfMse, OutputHead.Linear, 100)]
    [InlineData(LossKind.LogCosh, OutputHead.Linear, 100)]
    [InlineData(LossKind.Mse, OutputHead.Tanh, 1)]
    [InlineData(LossKind.Mse, OutputHead.Sigmoid, 1)]
    public void Targets_have_a_unit_where_the_output_is_linear(LossKind loss, OutputHead head, double unit) =>
        Assert.Equal(unit, Of(Scaled(1, 100), loss, head).Units.Target, 1e-12);

    [Fact]
    public void Cross_entropies_have_no_unit()
    {
        Assert.Equal(1, Of(Scaled(1, 1) with { Y = [0, 1, 1, 0] }, LossKind.Logistic, OutputHead.Linear).Units.Target);
        var words = new DataSet(Landscapes.Xor.X, [1, 0, 0, 1, 0, 1, 1, 0], Landscapes.Xor.Weights, 2, 2);
        Assert.Equal(1, Of(words, LossKind.Softmax, OutputHead.Linear).Units.Target);
    }

    [Fact]
    public void A_column_of_zeros_and_constant_targets_have_units_too()
    {
        DataSet data = Scaled(1, 1) with { X = [0, -1, 0, 1, 0, -1, 0, 1], Y = [4096, 4096, 4096, 4096] };
        NaturalUnits units = Of(data, LossKind.Mse, OutputHead.Linear).Units;

        Assert.Equal(1, units.Scales[0]);
        Assert.Equal(4096, units.Target, 1e-9);
    }

    [Fact]
    public void Natural_objective_is_that_of_data_in_natural_units_to_the_bit()
    {
        // Factors that are powers of two change no digit, so both landscapes are one in natural units.
        LossLandscape plain = Xor(1, 1);
        LossLandscape scaled = Xor(4096, 1.0 / 256);
        ILaneObjective natural = scaled.Units.Of(scaled.CreateObjective());
        ILaneObjective expected = plain.CreateObjective();
        double[] theta = Landscapes.Start(plain, 5);
        int n = theta.Length;
        Assert.Equal(theta, scaled.Units.ToNatural(scaled.Units.ToUser(theta)));

        var point = new LaneBuffer(n);
        var direction = new LaneBuffer(n);
        for (int lane = 0; lane < LaneBuffer.LaneCount; lane++)
        {
            point.SetLane(lane, theta);
            direction.SetLane(lane, Landscapes.Start(plain, 6 + lane));
        }

        double[] Evaluate(ILaneObjective objective)
        {
            var gradient = new LaneBuffer(n);
            var product = new LaneBuffer(n);
            var hessian = new LaneBuffer(n * n);
            var gauss = new LaneBuffer(n * n);
            double value = objective.Value(point.Vectors)[0];
            double loss = objective.Gradient(point.Vectors, gradient.Vectors)[0];
            objective.HessianVector(point.Vectors, direction.Vectors, product.Vectors);
            double again = objective.Hessian(point.Vectors, gradient.Vectors, hessian.Vectors)[0];
            double model = objective.GaussNewton(point.Vectors, gradient.Vectors, gauss.Vectors)[0];
            return [value, loss, again, model, .. gradient.Doubles, .. product.Doubles, .. hessian.Doubles, .. gauss.Doubles];
        }

        Assert.Equal(Evaluate(expected), Evaluate(natural));
    }

    private static LossLandscape Xor(double inputs, double targets) => Of(Scaled(inputs, targets), LossKind.Mse, OutputHead.Linear);

    private static DataSet Scaled(double inputs, double targets) => Landscapes.Xor with
    {
        X = [.. Landscapes.Xor.X.Select(x => x * inputs)],
        Y = [.. Landscapes.Xor.Y.Select(y => y * targets)],
    };

    private static LossLandscape Of(DataSet data, LossKind loss, OutputHead head) =>
        Landscapes.Build(data, new NetworkSpec([2], "tanh", 0.01, true, head, false), loss, 0, []);
}
