using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Problems;
using OrleansSymmetry.Landscape.Specs;

namespace OrleansSymmetry.Landscape.Tests.Problems;

public sealed class AutoencoderProblemTests
{
    [Fact]
    public void The_data_have_exactly_the_covariance_as_second_moment()
    {
        double[] covariance = [4, 1, 0.5, 1, 3, 0.25, 0.5, 0.25, 2];

        DataSet data = ProblemAssert.Build(new AutoencoderProblem(covariance, 3));

        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 3; j++)
            {
                double moment = Enumerable.Range(0, 3).Sum(s => data.Weights[s] * data.X[(3 * s) + i] * data.X[(3 * s) + j]);
                Assert.Equal(covariance[(3 * i) + j], moment, 1e-14);
            }
        }

        Assert.Equal(data.X, data.Y);

        // numpy.linalg.cholesky times sqrt(3); samples are its columns.
        ProblemAssert.Near([3.46410162, 0.8660254, 0.4330127, 0, 2.87228132, 0.13055824, 0, 0, 2.40737503], data.X, 5e-9);
    }

    [Fact]
    public void A_diagonal_gives_scaled_unit_vectors()
    {
        DataSet data = ProblemAssert.Build(new AutoencoderProblem([9, 4], 2));

        ProblemAssert.Near([3 * Math.Sqrt(2), 0, 0, 2 * Math.Sqrt(2)], data.X, 1e-15);
    }

    [Theory]
    [InlineData(LossKind.Mse, true)]
    [InlineData(LossKind.HalfMse, true)]
    [InlineData(LossKind.LogCosh, false)]
    [InlineData(LossKind.Softmax, false)]
    public void The_covariance_stands_for_the_distribution_under_the_squared_error_alone(LossKind loss, bool allowed)
    {
        var landscape = new LandscapeSpec(
            new AutoencoderProblem([9, 4], 2),
            new NetworkSpec([1], "identity", 0.01, false, OutputHead.Linear, false),
            new LossSpec(loss, 0),
            new InitialisationSpec(InitialisationKind.Normal, 1),
            [],
            SaddlePolicy.Keep,
            new ToleranceSpec(1e-6, 1e-8, 1e-7, 1e3));

        Assert.Equal(allowed ? [] : ["loss.kind"], landscape.Problem.Objections(landscape).Select(objection => objection.Path));
    }
}
