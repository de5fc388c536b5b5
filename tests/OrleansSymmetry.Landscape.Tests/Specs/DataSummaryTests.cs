using OrleansSymmetry.Landscape.Arrays;
using OrleansSymmetry.Landscape.Problems;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Sweeps;
using OrleansSymmetry.Landscape.Tests.Sweeps;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Tests.Specs;

/// <summary>What is said of the data of each problem; the numbers follow from its definition or stand in its source.</summary>
public sealed class DataSummaryTests
{
    private static readonly DataFiles Files = DataFiles.Of(
    [
        KeyValuePair.Create("t.csv", new ReadOnlyMemory<byte>("x,y,kind\n1,2,low\n3,4,top\n5,6,low\n"u8.ToArray())),
        KeyValuePair.Create("t.npz", new ReadOnlyMemory<byte>(NpzCodec.Write(
        [
            KeyValuePair.Create("X", new NpyArray(new double[] { 1, 2, 3, 4 }, [2, 2])),
            KeyValuePair.Create("Y", new NpyArray(new float[] { 5, 7 }, [2])),
            KeyValuePair.Create("w", new NpyArray(new double[] { 1, 3 }, [2])),
        ]))),
        KeyValuePair.Create("teacher.csv", new ReadOnlyMemory<byte>("1,2\n3,4\n5,6\n"u8.ToArray())),
    ]);

    /// <summary>A problem with what is said of it.</summary>
    public static TheoryData<string, string> Problems() => new()
    {
        { "'xor'", "4 rows, 2 inputs, 1 target (-1 in 2 rows, 1 in 2)" },
        { "{'kind': 'parity', 'bits': 4, 'coding': 'binary'}", "16 rows, 4 inputs, 1 target (0 in 8 rows, 1 in 8)" },
        {
            "'iris'",
            "150 rows, 4 inputs (sepal_length, sepal_width, petal_length, petal_width; standardised), 3 classes: setosa 50, versicolor 50, virginica 50"
        },
        {
            "{'kind': 'iris', 'samples': 60}",
            "60 rows, 4 inputs (sepal_length, sepal_width, petal_length, petal_width; standardised), 3 classes: setosa 50, versicolor 10, virginica 0"
        },
        {
            "'wine'",
            "178 rows, 13 inputs (alcohol, malic_acid, ash, alcalinity_of_ash, magnesium, total_phenols and 7 more; standardised), 3 classes: 0 59, 1 71, 2 48"
        },
        {
            "'digits'",
            "1,797 rows, 64 inputs (p00, p01, p02, p03, p04, p05 and 58 more; standardised; constant: p00, p40, p47), "
                + "10 classes: 0 178, 1 182, 2 177, 3 183, 4 181, 5 182, 6 181, 7 179, 8 174, 9 180"
        },
        { "{'kind': 'spirals', 'points': 40}", "40 rows, 2 inputs, 1 target (0 in 20 rows, 1 in 20)" },
        { "{'kind': 'moons', 'points': 40}", "40 rows, 2 inputs, 1 target (0 in 20 rows, 1 in 20)" },
        { "{'kind': 'circles', 'points': 2000}", "2,000 rows, 2 inputs, 1 target (0 in 1,000 rows, 1 in 1,000)" },
        { "{'kind': 'regression', 'function': 'cubic', 'points': 21}", "21 rows, 1 input, 1 target (-1 to 1)" },
        { "{'kind': 'teacher', 'inputs': 3, 'hidden': [2], 'samples': 50}", "50 rows, 3 inputs, 1 target (" },
        {
            "{'kind': 'relu-teacher', 'inputs': 6}",
            "no rows: the expectation over inputs from N(0, I), target the sum of 6 orthonormal relu teachers, 6 inputs, 1 target"
        },
        {
            "{'kind': 'relu-teacher', 'inputs': 2, 'teachers': 3, 'teacher': 'teacher.csv'}",
            "no rows: the expectation over inputs from N(0, I), target the sum of 3 relu teachers of a file, 2 inputs, 1 target"
        },
        {
            "{'kind': 'gauss-hermite', 'target': 'x^2', 'nodes': 3}",
            "no rows: the expectation over an input from N(0, 1) by 3 nodes of quadrature, target x^2, 1 input, 1 target (0 to 3)"
        },
        {
            "{'kind': 'gauss-hermite', 'teacher': {'hidden': [3], 'activation': 'erf', 'seed': 1}}",
            "no rows: the expectation over an input from N(0, 1) by 64 nodes of quadrature, target a teacher 1-3-1 erf, 1 input, 1 target ("
        },
        {
            "{'kind': 'csv', 'file': 't.csv', 'inputs': ['x', 'y'], 'targets': ['kind']}",
            "3 rows, 2 inputs (x, y; standardised), 2 classes: low 2, top 1; heading in the first line"
        },
        {
            "{'kind': 'npz', 'file': 't.npz', 'standardise': false}",
            "2 rows, 2 inputs, 1 target (5 in 1 row, 7 in 1), weights 0.25 to 0.75; inputs X of float64; targets Y of float32"
        },
        {
            "{'kind': 'autoencoder', 'covariance': [4, 3, 2]}",
            "no rows: a distribution of mean 0 with a diagonal covariance, whose targets are its inputs, 3 inputs, 3 targets"
        },
    };

    [Fact]
    public void Every_problem_is_here() =>
        Assert.Equal(ProblemRegistry.Names.Order(), Problems().Select(row => Kind(row.Data.Item1)).Distinct().Order());

    [Theory]
    [MemberData(nameof(Problems))]
    public void Data_of_a_problem_are_said_in_one_line(string problem, string said)
    {
        string network = Kind(problem) == "autoencoder" ? "'network': {'hidden': [2], 'activation': 'identity', 'bias': false}" : "'network': {'hidden': [2]}";
        SweepReading reading = SweepText.Read(
            $"{{'name': 'x', 'problem': {problem}, {network}, 'seeds': 4, 'train': {SweepText.Phases}}}", Files);
        SweepSpec sweep = SweepText.Valid(reading);

        DataSummary data = Assert.Single(reading.Data).Value;

        Assert.StartsWith(said, data.Words, StringComparison.Ordinal);
        Assert.Equal(said.EndsWith('('), said != data.Words);
        ProblemShape shape = sweep.Landscapes[0].Landscape.Problem.Shape(Files);
        Assert.Equal((shape.Inputs, shape.Outputs), (data.Inputs.Count, data.Targets.Count));
    }

    private static string Kind(string problem) => problem.Split('\'') is [_, "kind", _, var kind, ..] ? kind : problem.Trim('\'');
}
