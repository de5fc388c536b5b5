using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Specs;

namespace OrleansSymmetry.Landscape.Tests.Training;

public sealed class InitialisationTests
{
    // tests/witnesses/streams.py, an implementation from the paper with SciPy's normal quantile: normals([7], 4).
    private static readonly double[] FirstNormalsOfSeed7 = [-0.9473297527848231, -0.7544322589523519, 1.035741659960501, -0.3934654495438023];

    [Fact]
    public void First_draws_of_a_seed_are_those_of_the_independent_witness()
    {
        double[] theta = Landscapes.Start(Landscapes.XorTanh(), 7);

        for (int i = 0; i < FirstNormalsOfSeed7.Length; i++)
        {
            Assert.Equal(FirstNormalsOfSeed7[i], theta[i], 1e-14);
        }
    }

    [Theory]
    [InlineData(InitialisationKind.Normal, 1.0, false)]
    [InlineData(InitialisationKind.Uniform, 0.57735, false)]
    [InlineData(InitialisationKind.GlorotNormal, 0.25, true)]
    [InlineData(InitialisationKind.GlorotUniform, 0.25, true)]
    [InlineData(InitialisationKind.HeNormal, 0.353553, true)]
    [InlineData(InitialisationKind.FanInNormal, 0.25, true)]
    public void Weights_have_the_spread_of_their_kind_and_biases_are_drawn_or_0(
        InitialisationKind kind, double deviation, bool zeroBiases)
    {
        // Fan-in and fan-out are 16 in both layers.
        LossLandscape landscape = Landscapes.Build(
            new DataSet(new double[16], new double[16], [1], 16, 16),
            new NetworkSpec([16], "tanh", 0.01, true, OutputHead.Linear, false),
            LossKind.Mse,
            0,
            [],
            kind);
        const int Seeds = 200;
        var sums = new double[2];
        foreach (double[] theta in Enumerable.Range(0, Seeds).Select(seed => Landscapes.Start(landscape, seed)))
        {
            for (int l = 0; l < 2; l++)
            {
                Layer layer = landscape.Network.Layers[l];
                sums[l] += theta.AsSpan(layer.Weights, 256).ToArray().Sum(w => w * w) / (256.0 * Seeds);
                Assert.Equal(zeroBiases, theta.AsSpan(layer.Biases, 16).ToArray().All(b => b == 0));
            }
        }

        Assert.Equal(deviation, Math.Sqrt(sums[0]), 0.01);
        Assert.Equal(deviation, Math.Sqrt(sums[1]), 0.01);
    }

    [Fact]
    public void Seeds_do_not_share_draws() =>
        Assert.Equal(400, Enumerable.Range(0, 100).SelectMany(seed => Landscapes.Start(Landscapes.XorTanh(), seed).Take(4)).Distinct().Count());
}
