using System.Runtime.CompilerServices;
using System.Text;
using OrleansSymmetry.Client.SweepFiles;
using OrleansSymmetry.Landscape.Problems;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Sweeps;

namespace OrleansSymmetry.Client.Tests.SweepFiles;

public sealed class SweepFileTests
{
    private static readonly string Grid = Path.Combine(SweepFaultTests.Folder("good"), "grid.yaml");

    public static TheoryData<string> Examples() =>
        [.. Directory.GetFiles(ExampleFolder(), "*.yaml").Order(StringComparer.Ordinal).Select(path => Path.GetFileName(path))];

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_is_accepted_and_its_canonical_form_reads_back_equal(string name)
    {
        SweepFileReading reading = SweepFile.Load(Path.Combine(ExampleFolder(), name), [], null);

        Assert.Empty(reading.Faults);
        SweepReading back = SweepReader.Read(CanonicalJson.Of(reading.Sweep!), reading.Files);
        Assert.Empty(back.Faults);
        Assert.Equal(reading.Sweep, back.Sweep);
        Assert.Equal(Path.GetFileNameWithoutExtension(name), reading.Sweep!.Name);
    }

    [Fact]
    public void The_commented_example_is_the_same_sweep_without_its_phases()
    {
        string path = Path.Combine(ExampleFolder(), "xor.yaml");
        string folder = Directory.CreateTempSubdirectory("symmetry-").FullName;
        try
        {
            string brief = Path.Combine(folder, "xor.yaml");
            string[] lines = File.ReadAllLines(path);
            string[] rest =
                [.. lines.Where(line => !line.StartsWith("train:", StringComparison.Ordinal) && !line.StartsWith("  - {", StringComparison.Ordinal))];
            Assert.Equal(lines.Length - 3, rest.Length);
            File.WriteAllLines(brief, rest);

            Assert.Equal(Load(path), Load(brief));
            Assert.Equal(SweepIdentity.Of(Load(path)), SweepIdentity.Of(Load(brief)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Part_of_a_default_phase_is_set_by_index()
    {
        string folder = Directory.CreateTempSubdirectory("symmetry-").FullName;
        try
        {
            string brief = Path.Combine(folder, "brief.yaml");
            File.WriteAllText(brief, "name: brief\nproblem: xor\nnetwork: { hidden: [2] }\nloss: { l2: 1e-2 }\n");
            SweepSpec sweep = Load(brief, "train.1.gradient=1e-9");

            Assert.Equal([2000, 200], sweep.Landscapes[0].Landscape.Train.Select(phase => phase.Steps));
            Assert.Equal([null, 1e-9], sweep.Landscapes[0].Landscape.Train.Select(phase => phase.Gradient));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_grid_expands_with_the_last_key_varying_fastest()
    {
        SweepSpec sweep = Load(Grid);

        Assert.Equal(
            ["network.hidden=[2], loss.l2=0.001", "network.hidden=[2], loss.l2=0.01", "network.hidden=[3], loss.l2=0.001", "network.hidden=[3], loss.l2=0.01"],
            sweep.Landscapes.Select(point => GridLabel.Of(point.Set)));
        Assert.Equal([2, 2, 3, 3], sweep.Landscapes.Select(point => point.Landscape.Network.Hidden[0]));
        Assert.Equal([1e-3, 1e-2, 1e-3, 1e-2], sweep.Landscapes.Select(point => point.Landscape.Loss.L2));
    }

    [Fact]
    public void Setting_a_key_of_the_grid_removes_its_axis()
    {
        SweepSpec one = Load(Grid, "network.hidden=[4]");
        SweepSpec none = Load(Grid, "network.hidden=[4]", "loss.l2=0.5");

        Assert.Equal(["loss.l2=0.001", "loss.l2=0.01"], one.Landscapes.Select(point => GridLabel.Of(point.Set)));
        Assert.All(one.Landscapes, point => Assert.Equal([4], point.Landscape.Network.Hidden));
        GridPoint only = Assert.Single(none.Landscapes);
        Assert.Empty(only.Set);
        Assert.Equal(0.5, only.Landscape.Loss.L2);
    }

    [Fact]
    public void Setting_a_map_removes_the_axes_inside_it()
    {
        SweepSpec sweep = Load(Grid, "network={ hidden: [5], activation: relu }");

        Assert.Equal(2, sweep.Landscapes.Count);
        Assert.All(sweep.Landscapes, point => Assert.Equal([5], point.Landscape.Network.Hidden));
    }

    [Fact]
    public void List_items_are_set_by_index_and_later_sets_win()
    {
        SweepSpec sweep = Load(Grid, "train.0.steps=7", "train.1.gradient=1e-5", "train.0.steps=1e3");

        Assert.Equal(1000, sweep.Landscapes[0].Landscape.Train[0].Steps);
        Assert.Equal(1e-5, sweep.Landscapes[0].Landscape.Train[1].Gradient);
    }

    [Fact]
    public void A_key_inside_a_problem_that_was_given_by_name_can_be_set()
    {
        SweepSpec sweep = Load(Grid, "problem.coding=binary");

        Assert.Equal(new XorProblem(BitCoding.ZeroOne), sweep.Landscapes[0].Landscape.Problem);
    }

    [Fact]
    public void The_option_seeds_comes_after_file_and_set()
    {
        SweepFileReading reading = SweepFile.Load(Grid, ["seeds=0..4"], "[3, 5..6]");

        Assert.Equal([new SeedRange(3, 3), new SeedRange(5, 6)], reading.Sweep!.Seeds.Seeds!.Ranges);
    }

    [Fact]
    public void A_data_file_is_read_beside_the_sweep_file_and_named_by_its_hash()
    {
        string path = Path.Combine(SweepFaultTests.Folder("good"), "table.yaml");

        SweepFileReading reading = SweepFile.Load(path, [], null);

        Assert.Empty(reading.Faults);
        LandscapeSpec landscape = reading.Sweep!.Landscapes[0].Landscape;
        byte[] bytes = File.ReadAllBytes(Path.Combine(SweepFaultTests.Folder("good"), "table.csv"));
        string hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));
        Assert.Equal([hash], landscape.Problem.FileHashes);
        Assert.Equal(bytes, reading.Files.ByHash[hash].ToArray());
        Assert.Contains($"\"file\":\"sha256:{hash}\"", Encoding.UTF8.GetString(CanonicalJson.Of(reading.Sweep)), StringComparison.Ordinal);
        var data = (DataSet)landscape.Problem.Build(landscape.Network, reading.Files);
        Assert.Equal([1, 0, 0, 1, 1, 0], data.Y);
    }

    [Fact]
    public void The_canonical_form_as_a_file_is_the_same_sweep()
    {
        SweepSpec sweep = Load(Grid);
        string path = Path.ChangeExtension(Path.GetTempFileName(), ".json");
        try
        {
            File.WriteAllBytes(path, CanonicalJson.Of(sweep));

            Assert.Equal(SweepIdentity.Of(sweep), SweepIdentity.Of(Load(path)));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static SweepSpec Load(string path, params string[] sets)
    {
        SweepFileReading reading = SweepFile.Load(path, sets, null);
        Assert.Empty(reading.Faults);
        return reading.Sweep!;
    }

    private static string ExampleFolder([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "client", "sweeps"));
}
