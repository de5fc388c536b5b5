using OrleansSymmetry.Client.Commands;
using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Formats;

namespace OrleansSymmetry.Client.Tests.Commands;

public sealed class ReportCommandTests
{
    [Fact]
    public async Task Report_prints_the_census_of_any_unique_beginning_of_an_id()
    {
        using Shell shell = WithReports("xor-1a2b3c4d", "iris-11112222");
        Assert.Equal(ExitCode.Done, await shell.Run("report", "xo", "--data", shell.Folder));
        Assert.StartsWith("xor-1a2b3c4d\n", shell.Output, StringComparison.Ordinal);
        Assert.Empty(shell.Error);
    }

    [Fact]
    public async Task Json_to_standard_output_is_the_bytes_of_the_file_and_nothing_else()
    {
        using Shell shell = WithReports("xor-1a2b3c4d");
        Assert.Equal(ExitCode.Done, await shell.Run("report", "xor", "--data", shell.Folder, "--json", "-"));
        Assert.Equal(File.ReadAllBytes(Path.Combine(shell.Folder, "xor-1a2b3c4d", "report.json")), shell.OutputBytes);
        Assert.Contains("loss levels", shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_to_a_file_leaves_the_census_on_standard_output()
    {
        using Shell shell = WithReports("xor-1a2b3c4d");
        string copy = Path.Combine(shell.Folder, "new", "copy.json");
        Assert.Equal(ExitCode.Done, await shell.Run("report", "xor", "--data", shell.Folder, "--json", copy));
        Assert.Equal(File.ReadAllBytes(Path.Combine(shell.Folder, "xor-1a2b3c4d", "report.json")), File.ReadAllBytes(copy));
        Assert.Contains("loss levels", shell.Output, StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(Path.Combine(shell.Folder, "new")));
    }

    [Fact]
    public async Task Csv_has_one_row_per_class_and_per_loss_level_of_the_rest_with_figures_that_read_back_the_same()
    {
        using Shell shell = WithReports("xor-1a2b3c4d");
        string csv = Path.Combine(shell.Folder, "classes.csv");
        Assert.Equal(ExitCode.Done, await shell.Run("report", "xor", "--data", shell.Folder, "--csv", csv));
        string[] rows = File.ReadAllText(csv).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        // Levels of runs in no class: 30 + 1 + 2 and 10 runs without a finite loss; then 1 + 1 + 1.
        Assert.Equal(1 + 6 + 23 + 34 + 3, rows.Length);
        int columns = rows[0].Split(',').Length;
        Assert.All(rows, row => Assert.Equal(columns, row.Split(',').Length));
        int loss = Array.IndexOf(rows[0].Split(','), "loss");
        Assert.Equal(
            SampleReports.Xor.Landscapes.SelectMany(landscape => landscape.Classes.Select(found => found.Loss).Concat(
                landscape.Ends.Where(end => end.Ended != "minimum").SelectMany(end => end.Levels).Select(level => level.Loss))),
            rows.Skip(1).Where(row => row.Split(',')[loss].Length > 0)
                .Select(row => double.Parse(row.Split(',')[loss], System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Contains("00112233445566aa,network.hidden=[4],,,unconverged (spent),,0.25,5,,,,,,,,,,,,,8,", rows);
        Assert.Contains("fedcba9876543210,network.hidden=[52],,,failed,,,10,,,,,,,,,,,,,,", rows);
    }

    [Fact]
    public async Task Sweep_that_is_not_there_or_not_one_exits_2_with_a_sentence()
    {
        using Shell shell = WithReports("xor-1a2b3c4d", "xor-1a2b0000", "iris-11112222");
        Assert.Equal(ExitCode.WrongInput, await shell.Run("report", "xor", "--data", shell.Folder));
        Assert.Equal(ExitCode.WrongInput, await shell.Run("report", "wine", "--data", shell.Folder));
        Assert.Equal(ExitCode.WrongInput, await shell.Run("report", "xor", "--data", Path.Combine(shell.Folder, "empty")));
        Assert.Empty(shell.Output);
        GoldenFile.Check("report-ids.txt", shell.Error);
    }

    [Fact]
    public async Task Report_that_is_damaged_exits_1_and_names_the_file()
    {
        using Shell shell = WithReports("xor-1a2b3c4d");
        File.WriteAllText(Path.Combine(shell.Folder, "xor-1a2b3c4d", "report.json"), "{ \"schema\": 1");
        Assert.Equal(ExitCode.Failed, await shell.Run("report", "xor", "--data", shell.Folder));
        Assert.Contains("DIR/xor-1a2b3c4d/report.json", shell.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verbose_adds_the_stack_trace()
    {
        using Shell shell = WithReports("xor-1a2b3c4d");
        File.WriteAllText(Path.Combine(shell.Folder, "xor-1a2b3c4d", "report.json"), "{ \"schema\": 1");
        Assert.Equal(ExitCode.Failed, await shell.Run("report", "xor", "--data", shell.Folder, "--verbose"));
        Assert.Contains("   at ", shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_that_cannot_be_written_exits_1_and_leaves_nothing_beside_it()
    {
        using Shell shell = WithReports("xor-1a2b3c4d");
        string folder = Directory.CreateDirectory(Path.Combine(shell.Folder, "taken", "copy.json")).Parent!.FullName;
        Assert.Equal(ExitCode.Failed, await shell.Run("report", "xor", "--data", shell.Folder, "--json", Path.Combine(folder, "copy.json")));
        Assert.Contains("cannot be written", shell.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder));
    }

    private static Shell WithReports(params string[] ids)
    {
        var shell = new Shell();
        foreach (string id in ids)
        {
            Report report = SampleReports.Xor with { Sweep = SampleReports.Xor.Sweep with { Id = id } };
            string folder = Directory.CreateDirectory(Path.Combine(shell.Folder, id)).FullName;
            File.WriteAllBytes(Path.Combine(folder, "report.json"), ReportWriter.Write(report));
        }

        return shell;
    }
}
