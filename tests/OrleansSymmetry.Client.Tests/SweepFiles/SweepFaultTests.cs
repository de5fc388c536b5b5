using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using OrleansSymmetry.Client.SweepFiles;

namespace OrleansSymmetry.Client.Tests.SweepFiles;

/// <summary>Every message that a wrong sweep file gets, in one golden file: one paragraph per file of the folder `bad`.</summary>
public sealed class SweepFaultTests
{
    [Fact]
    public void A_bad_sweep_file_is_refused_with_every_fault_and_its_line()
    {
        var text = new StringBuilder();
        foreach (string path in Directory.GetFiles(Folder("bad")).Order(StringComparer.Ordinal))
        {
            SweepFileReading reading = SweepFile.Load(path, [], null);
            Assert.Null(reading.Sweep);
            Append(text, Path.GetFileName(path), reading);
        }

        GoldenFile.Check("sweep-faults.txt", text.ToString());
    }

    [Fact]
    public async Task A_bad_sweep_file_ends_the_command_with_its_exit_code_and_leaves_nothing_behind()
    {
        var text = new StringBuilder();
        foreach (string path in Directory.GetFiles(Folder("bad")).Order(StringComparer.Ordinal))
        {
            using var shell = new Shell();
            string data = Path.Combine(shell.Folder, "results");
            int code = await shell.Run("run", path, "--data", data);
            Assert.Empty(shell.Output);
            Assert.False(Directory.Exists(data), path);
            string said = shell.Error.Replace(Folder("bad"), "bad", StringComparison.Ordinal);
            text.Append(CultureInfo.InvariantCulture, $"## {Path.GetFileName(path)}: exit {code}\n{said}\n");
        }

        GoldenFile.Check("bad-files.txt", text.ToString());
    }

    [Fact]
    public void A_bad_option_is_refused_with_the_option_in_place_of_the_line()
    {
        (string[] Sets, string? Seeds)[] cases =
        [
            (["loss.l2=-0.1"], null),
            (["loss.l2"], null),
            (["=3"], null),
            (["loss.l2=[1"], null),
            (["loss..l2=1"], null),
            (["lss.l2=1"], null),
            (["network.hidden.0=3"], null),
            (["train.5.steps=100"], null),
            (["name.first=x"], null),
            (["network.hidden="], null),
            (["network.activation=&a tanh"], null),
            (["problem={ kind: csv, file: nowhere.csv, inputs: a, targets: b }"], null),
            ([], "10..2"),
            ([], "many"),
            ([], "[1, 1]"),
            (["seeds=10..2", "loss.kind=hinge", "init.scale=nan"], "0..9999999999"),
        ];
        var text = new StringBuilder();
        foreach ((string[] sets, string? seeds) in cases)
        {
            SweepFileReading reading = SweepFile.Load(Path.Combine(Folder("good"), "grid.yaml"), sets, seeds);
            Assert.Null(reading.Sweep);
            string title = string.Join(" ", sets.Select(set => $"--set '{set}'").Append(seeds is null ? "" : $"--seeds '{seeds}'")).Trim();
            Append(text, title, reading);
        }

        GoldenFile.Check("sweep-option-faults.txt", text.ToString());
    }

    [Theory]
    [InlineData(4, "name: y\nproblem: xor\nnetwork:\n\thidden: [2]\n")]
    [InlineData(1, "\tname: y\nproblem: xor\n")]
    [InlineData(5, "name: y\nproblem: xor\nnetwork:\n  hidden: [2]\n\tactivation: tanh\n")]
    [InlineData(5, "name: y\nproblem: xor\nnetwork: { hidden: [2] }\ntrain:\n\t- { method: adam, steps: 3 }\n")]
    [InlineData(6, "name: y\nproblem: xor\nnetwork: { hidden: [2] }\ntrain:\n  - { method: adam, steps: 3 }\n\t- { method: newton, steps: 3 }\n")]
    [InlineData(6, "name: y\nproblem: xor\nnetwork: { hidden: [2] }\nloss:\n  kind: mse\n\tl2: 1e-2\nseeds: 8\n")]
    [InlineData(5, "name: y\r\nproblem: xor\r\n\r\nnetwork:\r\n\t\thidden: [2]\r\nseeds: 8\r\n")]
    [InlineData(6, "name: y\nproblem: xor\nnetwork: { hidden: [2],\n\tactivation: tanh }\nloss:\n\tl2: 1\nseeds: 3\n")]
    [InlineData(5, "name: y\nproblem: xor\nnetwork:\n  hidden: [2]\n\tactivation: tanh\nloss:\n\tl2: 1\n")]
    public void A_tab_that_indents_is_named_by_its_line(int line, string yaml)
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, yaml);

            Assert.Equal(
                $"The file is not YAML (line {line}). That line is indented with a tab. YAML indents with blanks alone: put blanks in its place.",
                Assert.Single(SweepFile.Load(path, [], null).Faults).Message);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_tab_between_brackets_or_inside_a_line_is_no_fault()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "name:\ty\nproblem: xor\nnetwork: { hidden: [2],\n\tactivation: tanh }\nseeds:\t8\n");

            Assert.Empty(SweepFile.Load(path, [], null).Faults);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_sweep_file_that_is_not_there_is_refused()
    {
        SweepFileReading missing = SweepFile.Load(Path.Combine(Folder("good"), "none.yaml"), [], null);
        SweepFileReading folder = SweepFile.Load(Folder("good"), [], null);

        Assert.StartsWith("There is no sweep file", Assert.Single(missing.Faults).Message, StringComparison.Ordinal);
        Assert.Contains("is a folder", Assert.Single(folder.Faults).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sweep_file_of_two_megabytes_is_refused()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, new string('#', 2 << 20));

            Assert.Contains("2097152 bytes", Assert.Single(SweepFile.Load(path, [], null).Faults).Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    internal static string Folder(string name, [CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, name);

    private static void Append(StringBuilder text, string title, SweepFileReading reading)
    {
        Assert.NotEmpty(reading.Faults);
        text.Append("## ").Append(title).Append('\n');
        foreach (string message in reading.Faults.Select(fault => fault.Message))
        {
            text.Append(message.Replace(Folder("bad") + Path.DirectorySeparatorChar, "", StringComparison.Ordinal)).Append('\n');
        }

        text.Append('\n');
    }
}
