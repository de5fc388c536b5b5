using OrleansSymmetry.Landscape.Activations;
using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Paths;
using OrleansSymmetry.Landscape.Symmetry.Groups;

namespace OrleansSymmetry.Landscape.Tests.Paths;

public sealed class UnitTurningTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_copy_with_its_units_turned_comes_to_lie_on_the_point(bool bias)
    {
        var network = new Network(4, [3, 2], 3, ActivationRegistry.Create("identity"), bias: bias);
        var random = new Random(3);
        double[] a = [.. Enumerable.Range(0, network.ParameterCount).Select(_ => (2 * random.NextDouble()) - 1)];
        NetworkWeights turned = NetworkWeights.Read(network, a);
        Rotate(turned, 0, 0, 2, 0.7);
        Rotate(turned, 0, 1, 2, -1.9);
        Rotate(turned, 1, 0, 1, 2.5);
        double[] b = turned.ToTheta(network);
        Assert.True(Distance(a, b) > 0.5);

        Assert.Equal(0, Distance(a, UnitTurning.Closest(network, a, b)), 1e-12);
    }

    [Fact]
    public void Another_point_comes_closer_and_keeps_its_function()
    {
        var network = new Network(3, [2], 2, ActivationRegistry.Create("identity"), bias: false);
        var random = new Random(4);
        double[] a = [.. Enumerable.Range(0, network.ParameterCount).Select(_ => (2 * random.NextDouble()) - 1)];
        double[] b = [.. Enumerable.Range(0, network.ParameterCount).Select(_ => (2 * random.NextDouble()) - 1)];

        double[] closest = UnitTurning.Closest(network, a, b);

        // Rotations and reflections by hand, every one degree.
        double least = Enumerable.Range(0, 720).Min(i =>
        {
            NetworkWeights weights = NetworkWeights.Read(network, b);
            if (i >= 360)
            {
                Mirror(weights);
            }

            Rotate(weights, 0, 0, 1, i * Math.PI / 180);
            return Distance(a, weights.ToTheta(network));
        });
        Assert.InRange(Distance(a, closest), 0, least + 1e-12);
        Assert.Equal(least, Distance(a, closest), 1e-3);
        Assert.All(Product(network, b).Zip(Product(network, closest)), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    private static void Rotate(NetworkWeights weights, int layer, int i, int j, double angle)
    {
        (double sine, double cosine) = Math.SinCos(angle);
        int inputs = weights.Widths[layer];
        for (int c = 0; c < inputs; c++)
        {
            Turn(ref weights.Matrices[layer][(i * inputs) + c], ref weights.Matrices[layer][(j * inputs) + c]);
        }

        if (weights.Biases[layer] is { } bias)
        {
            Turn(ref bias[i], ref bias[j]);
        }

        int width = weights.Widths[layer + 1];
        for (int r = 0; r < weights.Widths[layer + 2]; r++)
        {
            Turn(ref weights.Matrices[layer + 1][(r * width) + i], ref weights.Matrices[layer + 1][(r * width) + j]);
        }

        void Turn(ref double x, ref double y) => (x, y) = ((cosine * x) - (sine * y), (sine * x) + (cosine * y));
    }

    private static void Mirror(NetworkWeights weights)
    {
        weights.ScaleIncoming(0, 0, -1);
        weights.ScaleColumn(1, 0, -1);
    }

    private static double[] Product(Network network, double[] theta)
    {
        NetworkWeights weights = NetworkWeights.Read(network, theta);
        return [.. from r in Enumerable.Range(0, 2)
                   from c in Enumerable.Range(0, 3)
                   select (weights.Matrices[1][2 * r] * weights.Matrices[0][c]) + (weights.Matrices[1][(2 * r) + 1] * weights.Matrices[0][3 + c])];
    }

    private static double Distance(double[] a, double[] b) => Math.Sqrt(a.Zip(b, (x, y) => (x - y) * (x - y)).Sum());
}
