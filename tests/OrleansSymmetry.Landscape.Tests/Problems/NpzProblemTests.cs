using OrleansSymmetry.Landscape.Arrays;
using OrleansSymmetry.Landscape.Problems;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Sweeps;
using OrleansSymmetry.Landscape.Tests.Sweeps;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Tests.Problems;

public sealed class NpzProblemTests
{
    [Fact]
    public void Arrays_become_a_data_set_with_their_weights()
    {
        DataSet data = Build(("X", new NpyArray(new float[] { 1, 2, 3, 4 }, [2, 2])), ("Y", new NpyArray(new long[] { 7, 8 }, [2])),
            ("w", new NpyArray(new double[] { 1, 3 }, [2])));

        Assert.Equal([1, 2, 3, 4], data.X);
        Assert.Equal([7, 8], data.Y);
        Assert.Equal([0.25, 0.75], data.Weights);
    }

    [Theory]
    [InlineData(3, 1, "Array X of the data file has 2 rows and array Y of the data file 3. They must be as many.")]
    [InlineData(2, 0, "not all 0")]
    public void Arrays_that_do_not_go_together_are_refused(int targets, double weight, string words)
    {
        DataFileException refusal = Assert.Throws<DataFileException>(() => Build(
            ("X", new NpyArray(new double[] { 1, 2 }, [2, 1])),
            ("Y", new NpyArray(new double[targets], [targets])),
            ("w", new NpyArray(new double[] { weight, weight }, [2]))));

        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_npz_is_refused()
    {
        byte[] bytes = "no zip"u8.ToArray();

        Assert.Throws<InvalidDataException>(() => Build(bytes));
    }

    [Fact]
    public void A_teacher_from_a_file_is_the_network_of_its_arrays()
    {
        byte[] bytes = NpzCodec.Write(
        [
            KeyValuePair.Create("W1", new NpyArray(new double[] { 1, -2, 0.5, 3 }, [2, 2])),
            KeyValuePair.Create("W2", new NpyArray(new double[] { 2, -1 }, [1, 2])),
        ]);
        DataFiles files = DataFiles.Of([KeyValuePair.Create("t.npz", new ReadOnlyMemory<byte>(bytes))]);
        SweepSpec sweep = SweepText.Valid(SweepText.Read(
            $"{{'name': 'x', 'problem': {{'kind': 'teacher', 'file': 't.npz', 'samples': 20, 'seed': 4}}, "
            + $"'network': {{'hidden': [4]}}, 'seeds': 1, 'train': {SweepText.Phases}}}",
            files));

        DataSet data = ProblemAssert.Build(sweep.Landscapes[0].Landscape.Problem, files);

        ProblemAssert.Near(
            [.. data.X.Chunk(2).Select(x => (2 * Math.Tanh(x[0] - (2 * x[1]))) - Math.Tanh((0.5 * x[0]) + (3 * x[1])))], data.Y, 1e-14);
        Assert.Equal(sweep, SweepText.Valid(SweepReader.Read(CanonicalJson.Of(sweep), files)));
    }

    private static DataSet Build(params (string Name, NpyArray Array)[] arrays)
    {
        byte[] bytes = NpzCodec.Write([.. arrays.Select(array => KeyValuePair.Create(array.Name, array.Array))]);
        return Build(bytes);
    }

    private static DataSet Build(byte[] bytes) => ProblemAssert.Build(
        new NpzProblem(DataFiles.HashOf(bytes), ["X"], ["Y"], TargetRule.Auto, StandardiseRule.None), DataFiles.Of([new ReadOnlyMemory<byte>(bytes)]));
}
