using System.Text;
using OrleansSymmetry.Client.Commands;
using OrleansSymmetry.Client.SweepFiles;
using OrleansSymmetry.Landscape.Specs;

namespace OrleansSymmetry.Client.Tests.Commands;

public sealed class NewCommandTests
{
    private const string Flowers = """
        length,width,species
        5.1,3.5,setosa
        4.9,3.0,setosa
        6.2,2.9,versicolor
        5.9,3.2,versicolor
        6.3,3.3,virginica
        5.8,2.7,virginica

        """;

    public static TheoryData<string, string> Files { get; } = new()
    {
        { "flowers", Flowers },
        { "semicolons", "acid;sugar;quality\n7.4;1.9;5\n7.8;2.6;5\n6.3;1.6;6\n8.1;2.1;7\n" },
        { "decimal-comma", "\"acid\";\"sugar\";\"quality\"\n7,4;1,9;5\n7,8;2,6;5\n6,3;1,6;6\n8,1;2,1;7\n" },
        { "headless", "0.2,1.1,low\n0.3,0.9,low\n1.4,0.2,mid\n1.5,0.1,mid\n2.9,2.2,top\n2.7,2.4,top\n" },
        { "headless-decimal-comma", "7,4;1,9\n7,8;2,6\n6,3;1,6\n8,1;2,1\n" },
        { "tabs-and-missing", "id\tweight\tname\tmpg\n1\t3.5\ta\t18\n2\t3.7\tb\t?\n3\tNA\tc\t24\n4\t2.8\td\t22\n5\t2.2\te\t27\n" },
        { "bits", "x,k,y\n-2,5,0\n-1,5,1\n1,5,1\n2,5,0\n" },
        { "codes", "x,kind\n0.1,0\n0.9,1\n0.4,2\n0.3,0\n1.2,1\n0.5,2\n" },
        { "doubled-name", "x,x\n0.5,0.1\n1,0.9\n2,0.3\n3,0.8\n" },
        { "years", "2018,2019,2020\n0.5,0.1,3\n1,0.9,2.5\n2,0.3,2.25\n3,0.8,1\n" },
        { "time", "t,y\n1,0.1\n2,0.9\n3,0.3\n4,0.8\n" },
        { "quotes", "\"it's, a\",\"y: #1\"\n0.5,0.1\n1,0.9\n2,0.3\n3,0.8\n" },
    };

    [Fact]
    public async Task Sweeps_for_files_of_many_kinds_read_as_agreed()
    {
        var text = new StringBuilder();
        foreach ((string name, string csv) in Files.Select(row => row.Data))
        {
            using var shell = new Shell();
            string file = Write(shell, name + ".csv", csv);
            Assert.Equal(ExitCode.Done, await shell.Run("new", "csv", file));
            text.Append("# ").Append(name).Append('\n').Append(shell.Output).Append("# said: ").Append(shell.Error).Append('\n');
        }

        GoldenFile.Check("new-sweeps.txt", text.ToString());
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Sweep_that_was_written_runs_at_once(string name, string csv)
    {
        using var shell = new Shell();
        string file = Write(shell, name + ".csv", csv);
        string sweep = Path.Combine(shell.Folder, "new.yaml");

        Assert.Equal(ExitCode.Done, await shell.Run("new", "csv", file, "--out", sweep));
        Assert.Empty(shell.Output);
        Assert.Contains("symmetry run DIR/new.yaml", shell.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, await shell.Run("run", sweep, "--seeds", "8", "--data", Path.Combine(shell.Folder, "results")));
        Assert.Contains("8 runs in", shell.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sweep_reads_the_file_as_it_stands()
    {
        using var shell = new Shell();
        string sweep = Path.Combine(shell.Folder, "wine.yaml");
        string file = Write(shell, "wine.csv", "\"acid\";\"sugar\";\"quality\"\n7,4;1,9;5\n7,8;2,6;5\n6,3;1,6;6\n8,1;2,1;7\n");
        await shell.Run("new", "csv", file, "--out", sweep);

        SweepFileReading reading = SweepFile.Load(sweep, ["problem.standardise=false"], null);
        LandscapeSpec landscape = Assert.Single(reading.Sweep!.Landscapes).Landscape;
        var data = (DataSet)landscape.Problem.Build(landscape.Network, reading.Files);

        Assert.Equal([7.4, 1.9, 7.8, 2.6, 6.3, 1.6, 8.1, 2.1], data.X);
        Assert.Equal([5, 5, 6, 7], data.Y);
        Assert.Equal("wine", reading.Sweep.Name);
    }

    [Fact]
    public async Task Many_rows_get_fewer_seeds()
    {
        using var shell = new Shell();
        var csv = new StringBuilder("a,b,c\n");
        for (int row = 0; row < 20_000; row++)
        {
            csv.Append(System.Globalization.CultureInfo.InvariantCulture, $"{Math.Sin(row):F4},{Math.Sin(row * 0.7):F4},{Math.Sin(row * 0.3):F4}\n");
        }

        Assert.Equal(ExitCode.Done, await shell.Run("new", "csv", Write(shell, "many.csv", csv.ToString())));

        // 13 parameters: 2200 steps of 20 000 rows are 5.7e8 multiplications a run.
        Assert.Contains("\nseeds: 256 ", shell.Output, StringComparison.Ordinal);
        Assert.Contains("hidden: [3]", shell.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Target_is_named_by_name_or_number()
    {
        using var byName = new Shell();
        using var byNumber = new Shell();
        await byName.Run("new", "csv", Write(byName, "flowers.csv", Flowers), "--target", "width");
        await byNumber.Run("new", "csv", Write(byNumber, "flowers.csv", Flowers), "--target", "1");

        Assert.Contains("targets: ['width']", byName.Output, StringComparison.Ordinal);
        Assert.Contains("inputs: ['length']", byName.Output, StringComparison.Ordinal);
        Assert.Equal(byName.Output, byNumber.Output);
    }

    [Fact]
    public async Task What_cannot_be_done_exits_2_and_writes_nothing()
    {
        (string Name, string Csv, string[] Options)[] cases =
        [
            ("exists", Flowers, ["--out", "exists.csv"]),
            ("elsewhere", Flowers, ["--out", "below/sweep.yaml"]),
            ("no-such-target", Flowers, ["--target", "colour"]),
            ("mixed-target", "x,y\n1.5,2\n2,NaN5\n3,4\n", ["--target", "y"]),
            ("no-target", "a,b\nred,blue\ngreen,black\n", []),
            ("no-input", "name,y\nanna,1\nbert,2\ncarl,4\n", []),
            ("ragged", "x,y\n1,2\n3\n", []),
            ("empty", "", []),
            ("missing", null!, []),
        ];
        var text = new StringBuilder();
        foreach ((string name, string csv, string[] options) in cases)
        {
            using var shell = new Shell();
            string file = Path.Combine(shell.Folder, name + ".csv");
            if (csv is not null)
            {
                Write(shell, name + ".csv", csv);
            }

            string[] there = Directory.GetFileSystemEntries(shell.Folder);
            string[] given = [.. options.Select(option => option.Contains('.', StringComparison.Ordinal) ? Path.Combine(shell.Folder, option) : option)];
            Assert.Equal(ExitCode.WrongInput, await shell.Run(["new", "csv", file, .. given]));
            Assert.Empty(shell.Output);
            Assert.Equal(there, Directory.GetFileSystemEntries(shell.Folder));
            text.Append("# ").Append(name).Append('\n').Append(shell.Error).Append('\n');
        }

        GoldenFile.Check("new-mistakes.txt", text.ToString());
    }

    private static string Write(Shell shell, string name, string csv)
    {
        string path = Path.Combine(shell.Folder, name);
        File.WriteAllText(path, csv);
        return path;
    }
}
