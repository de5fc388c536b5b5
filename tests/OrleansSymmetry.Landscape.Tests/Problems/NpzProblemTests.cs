using System.IO.Compression;
using System.Text;
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

    private static readonly string[] Labels = ["b", "a", "b"];

    [Fact]
    public void Texts_are_classes_and_numbers_are_where_the_sweep_says_so()
    {
        var x = ("X", new NpyArray(new double[] { 1, 2, 3 }, [3]));

        DataSet words = Build(Targets("Y", TargetRule.Auto), x, ("Y", new NpyArray(Labels, [3, 1])));
        DataSet codes = Build(Targets("Y", TargetRule.Class), x, ("Y", new NpyArray(new byte[] { 7, 2, 7 }, [3])));

        Assert.Equal([0, 1, 1, 0, 0, 1], words.Y);
        Assert.Equal([0, 1, 1, 0, 0, 1], codes.Y);
        Assert.Contains("2 classes: 2 1, 7 2", codes.Summary.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_arrays_stand_side_by_side_and_what_rounding_of_float32_alone_moves_is_constant()
    {
        float up = MathF.BitIncrement(0.3f);
        DataSet data = Build(
            new NpzProblem("", ["a", "b"], ["Y"], TargetRule.Auto, StandardiseRule.All),
            ("a", new NpyArray(new double[] { 1, 5, 3, 5 }, [2, 2])),
            ("b", new NpyArray(new[] { 0.3f, up }, [2])),
            ("Y", new NpyArray(new double[] { 10, 20 }, [2])));

        Assert.Equal([-1, 0, 0, 1, 0, 0], data.X);
        Assert.Equal([-1, 1], data.Y);
        Assert.Equal(["1", "2"], data.Summary.Inputs.Constant);
    }

    [Theory]
    [InlineData(new[] { "a", "nan" }, "has 'nan' at entry 1, which may be a missing value")]
    [InlineData(new[] { "a", "" }, "has no label at entry 1")]
    [InlineData(new[] { "a", "A" }, "differ in blanks or in the size of letters alone: 'A' (entry 1), 'a' (entry 0)")]
    [InlineData(new[] { "1", "2" }, "numbers written as text")]
    public void Labels_that_may_be_something_else_are_refused(string[] labels, string words) => Assert.Contains(
        words,
        Assert.Throws<DataFileException>(
            () => Build(Targets("Y", TargetRule.Auto), ("X", new NpyArray(new double[] { 1, 2 }, [2])), ("Y", new NpyArray(labels, [2])))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void An_integer_that_no_double_is_is_refused() => Assert.Contains(
        "holds 9007199254740993 at entry 1, which no double holds exactly",
        Assert.Throws<DataFileException>(() => Build(
            ("X", new NpyArray(new[] { 1, 9007199254740993 }, [2])), ("Y", new NpyArray(new double[] { 1, 2 }, [2])))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_file_that_is_no_npz_is_refused()
    {
        byte[] bytes = "no zip"u8.ToArray();

        Assert.Throws<DataFileException>(() => Build(bytes));
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

    private static NpzProblem Targets(string name, TargetRule rule) => new("", ["X"], [name], rule, StandardiseRule.None);

    private static DataSet Build(params (string Name, NpyArray Array)[] arrays) => Build(Targets("Y", TargetRule.Auto), arrays);

    private static DataSet Build(NpzProblem problem, params (string Name, NpyArray Array)[] arrays) => Build(problem, Archive(arrays));

    private static DataSet Build(byte[] bytes) => Build(Targets("Y", TargetRule.Auto), bytes);

    private static DataSet Build(NpzProblem problem, byte[] bytes) => ProblemAssert.Build(
        problem with { FileHash = DataFiles.HashOf(bytes) }, DataFiles.Of([new ReadOnlyMemory<byte>(bytes)]));

    /// <summary>A zip of .npy files; those of types that are not written here are put together by hand.</summary>
    private static byte[] Archive((string Name, NpyArray Array)[] arrays)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, NpyArray array) in arrays)
            {
                using Stream entry = zip.CreateEntry(name + ".npy").Open();
                entry.Write(Npy(array));
            }
        }

        return stream.ToArray();
    }

    private static byte[] Npy(NpyArray array)
    {
        (string type, byte[] data) = array.Values switch
        {
            byte[] bytes => ("|u1", bytes),
            string[] texts => ("<U4", texts.SelectMany(text => Encoding.UTF32.GetBytes(text.PadRight(4, '\0'))).ToArray()),
            _ => ("", []),
        };
        string header = $"{{'descr': '{type}', 'fortran_order': False, 'shape': ({string.Concat(array.Shape.Select(size => $"{size}, "))}), }}\n";
        return type.Length == 0
            ? NpyCodec.Write(array)
            : [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. Encoding.ASCII.GetBytes(header), .. data];
    }
}
