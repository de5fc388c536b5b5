using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Tests.Problems;

/// <summary>What every test of a problem's data does.</summary>
internal static class ProblemAssert
{
    private static readonly NetworkSpec AnyNetwork = new([2], "tanh", 0.01, true, OutputHead.Linear, false);

    /// <summary>Builds a data set and checks that it has the shape that was announced.</summary>
    public static DataSet Build(Problem problem, DataFiles? files = null)
    {
        var data = (DataSet)problem.Build(AnyNetwork, files ?? DataFiles.None);
        ProblemShape shape = problem.Shape(files ?? DataFiles.None);
        Assert.Equal(new ProblemShape(data.Inputs, data.Outputs, data.Samples), shape);
        Assert.Equal(data.Samples * data.Inputs, data.X.Length);
        Assert.Equal(data.Samples * data.Outputs, data.Y.Length);
        Assert.Equal(1, data.Weights.Sum(), 1e-12);
        return data;
    }

    public static GaussianTeacher BuildTeacher(Problem problem, DataFiles? files = null) =>
        (GaussianTeacher)problem.Build(AnyNetwork, files ?? DataFiles.None);

    /// <summary>Entry by entry within a tolerance relative to max(1, |expected|).</summary>
    public static void Near(IReadOnlyList<double> expected, IReadOnlyList<double> actual, double tolerance)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (int i = 0; i < expected.Count; i++)
        {
            Assert.True(
                Math.Abs(expected[i] - actual[i]) <= tolerance * Math.Max(1, Math.Abs(expected[i])), $"entry {i}: expected {expected[i]:R}, got {actual[i]:R}");
        }
    }
}
