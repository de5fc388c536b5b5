using OrleansSymmetry.Landscape.Activations;
using OrleansSymmetry.Landscape.Networks;

namespace OrleansSymmetry.Landscape.Tests.Networks;

public sealed class NetworkFunctionTests
{
    [Theory]
    [InlineData(OutputHead.Linear, true, false, 13)]
    [InlineData(OutputHead.Sigmoid, true, false, 8)]
    [InlineData(OutputHead.Tanh, false, false, 1)]
    [InlineData(OutputHead.Linear, true, true, 17)]
    public void Outputs_and_pre_activations_are_those_of_the_layers_written_out(OutputHead head, bool bias, bool fixedOutputWeights, int samples)
    {
        var random = new Random(samples);
        var network = new Network(3, [4, 2], 2, ActivationRegistry.Create("tanh"), bias, head, fixedOutputWeights);
        double[] theta = [.. Enumerable.Range(0, network.ParameterCount).Select(_ => (2 * random.NextDouble()) - 1)];
        double[] x = [.. Enumerable.Range(0, samples * 3).Select(_ => (2 * random.NextDouble()) - 1)];
        NetworkResponse response = NetworkFunction.Evaluate(network, theta, x);
        Assert.Equal(samples * 2, response.Outputs.Length);
        Assert.Equal([samples * 4, samples * 2], response.PreActivations.Select(z => z.Length));
        for (int s = 0; s < samples; s++)
        {
            double[] a = x[(3 * s)..(3 * (s + 1))];
            for (int l = 0; l < 3; l++)
            {
                Layer layer = network.Layers[l];
                double[] z = new double[layer.Outputs];
                for (int i = 0; i < layer.Outputs; i++)
                {
                    z[i] = layer.HasBiases ? theta[layer.Biases + i] : 0;
                    for (int j = 0; j < layer.Inputs; j++)
                    {
                        z[i] += (layer.HasWeights ? theta[layer.Weights + (i * layer.Inputs) + j] : 1) * a[j];
                    }
                }

                if (l < 2)
                {
                    AssertClose(z, response.PreActivations[l].AsSpan(s * layer.Outputs, layer.Outputs));
                    a = [.. z.Select(Math.Tanh)];
                }
                else
                {
                    a = head switch
                    {
                        OutputHead.Sigmoid => [.. z.Select(t => 1 / (1 + Math.Exp(-t)))],
                        OutputHead.Tanh => [.. z.Select(Math.Tanh)],
                        _ => z,
                    };
                    AssertClose(a, response.Outputs.AsSpan(s * 2, 2));
                }
            }
        }
    }

    [Fact]
    public void Lengths_that_do_not_fit_are_refused()
    {
        var network = new Network(2, [2], 1, ActivationRegistry.Create("tanh"));
        string message = Assert.Throws<ArgumentException>(() => NetworkFunction.Evaluate(network, new double[8], new double[4])).Message;
        Assert.Contains("9 parameters", message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => NetworkFunction.Evaluate(network, new double[9], new double[3]));
    }

    private static void AssertClose(double[] expected, ReadOnlySpan<double> actual)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], 1e-14);
        }
    }
}
