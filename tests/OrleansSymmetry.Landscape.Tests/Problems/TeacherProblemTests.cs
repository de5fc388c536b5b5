using OrleansSymmetry.Landscape.Problems;
using OrleansSymmetry.Landscape.Randomness;
using OrleansSymmetry.Landscape.Specs;

namespace OrleansSymmetry.Landscape.Tests.Problems;

public sealed class TeacherProblemTests
{
    [Fact]
    public void Targets_are_the_teachers_outputs_on_the_inputs()
    {
        DataSet data = ProblemAssert.Build(new TeacherProblem(new TeacherNetwork(2, [3], 1, "tanh", true, 5), 50, 5));

        var stream = new CounterStream(5, StreamPurpose.TeacherWeights);
        double[] theta = [.. Enumerable.Range(0, 13).Select(_ => stream.NextNormal())];
        for (int s = 0; s < 50; s++)
        {
            double output = theta[12];
            for (int i = 0; i < 3; i++)
            {
                double z = (theta[2 * i] * data.X[2 * s]) + (theta[(2 * i) + 1] * data.X[(2 * s) + 1]) + theta[6 + i];
                output += theta[9 + i] * Math.Tanh(z);
            }

            Assert.Equal(output, data.Y[s], 1e-13);
        }
    }

    [Fact]
    public void Inputs_are_standard_normal()
    {
        double[] x = ProblemAssert.Build(new TeacherProblem(new TeacherNetwork(4, [2], 1, "relu", false, 1), 10_000, 1)).X;

        // Standard errors 0.005 and 0.007.
        Assert.Equal(0, x.Average(), 0.025);
        Assert.Equal(1, x.Average(value => value * value), 0.035);
    }
}
