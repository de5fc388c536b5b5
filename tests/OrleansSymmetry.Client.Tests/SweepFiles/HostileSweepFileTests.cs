using System.Diagnostics;
using System.Text;
using CsCheck;
using OrleansSymmetry.Client.SweepFiles;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Sweeps;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Client.Tests.SweepFiles;

/// <summary>Sweep files from somebody who means harm, on the machine of whoever runs them.</summary>
public sealed class HostileSweepFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("symmetry-").FullName;

    public static TheoryData<string, string> Paths() => new()
    {
        { "/etc/passwd", "is absolute" },
        { "/dev/zero", "is absolute" },
        { "../secret.csv", "leaves the sweep file's folder" },
        { "data/../../secret.csv", "leaves the sweep file's folder" },
        { "out.csv", "leads out of the sweep file's folder" },
        { "out/secret.csv", "leads out of the sweep file's folder" },
        { "twice.csv", "leads out of the sweep file's folder" },
        { "round.csv", "leads out of the sweep file's folder" },
        { "device", "leads out of the sweep file's folder" },
        { "pipe", "no file on a disk" },
        { "data", "a folder" },
        { "nothing.csv", "no such file" },
        { "file:///etc/passwd", "is absolute" },
        { "\\u0000", "No path has such a letter" },
        { "", "missing" },
    };

    [Theory]
    [MemberData(nameof(Paths))]
    public void Data_file_outside_the_sweep_files_folder_is_not_read(string path, string said)
    {
        string sweeps = MakeTrap();
        SweepFileReading reading = Load(sweeps, path);

        Assert.Null(reading.Sweep);
        Assert.Empty(reading.Files.ByHash);
        Assert.Contains(reading.Faults, fault => fault.Message.Contains(said, StringComparison.Ordinal) || path.Length == 0);
        Assert.DoesNotContain(reading.Faults, fault => fault.Message.Contains("secret,", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("table.csv")]
    [InlineData("./data/table.csv")]
    [InlineData("data/../table.csv")]
    [InlineData("inside.csv")]
    public void Data_file_in_the_folder_or_below_it_is_read_also_through_a_link_that_stays_there(string path)
    {
        string sweeps = MakeTrap();
        SweepFileReading reading = Load(sweeps, path);

        Assert.Empty(reading.Faults.Select(fault => fault.Message));
        Assert.Single(reading.Files.ByHash);
    }

    [Fact]
    public void Sweep_names_at_most_sixteen_files()
    {
        string sweeps = MakeTrap();
        for (int i = 0; i < 20; i++)
        {
            File.WriteAllText(Path.Combine(sweeps, $"t{i}.csv"), $"1,{i}\n2,2\n");
        }

        string names = string.Join(", ", Enumerable.Range(0, 20).Select(i => $"t{i}.csv"));
        SweepFileReading reading = Load(sweeps, "table.csv", $"grid: {{ problem.file: [{names}] }}");

        Assert.Contains(reading.Faults, fault => fault.Message.Contains("at most 16 files", StringComparison.Ordinal));
        Assert.Equal(16, reading.Files.ByHash.Count);
    }

    [Fact]
    public void Sweep_file_without_an_end_is_read_as_far_as_a_sweep_file_goes()
    {
        SweepFileReading reading = SweepFile.Load("/dev/zero", [], null);

        Assert.Contains("more than 1048576 bytes", Assert.Single(reading.Faults).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("%YAML 1.2\n---\n{a: &x [*x]}\n")]
    [InlineData("<<: {a: 1}\n")]
    [InlineData("? [a]\n: b\n")]
    [InlineData("!!python/object/apply:os.system ['id']\n")]
    public void Whatever_YAML_can_do_beyond_plain_values_is_refused(string text)
    {
        string path = Path.Combine(_folder, "x.yaml");
        File.WriteAllText(path, text);

        SweepFileReading reading = SweepFile.Load(path, [], null);

        Assert.Null(reading.Sweep);
        Assert.NotEmpty(reading.Faults);
    }

    [Theory]
    [InlineData("a: [", 500_000)]
    [InlineData("- ", 500_000)]
    [InlineData("{", 1_000_000)]
    [InlineData("? ", 500_000)]
    [InlineData("a: b, ", 150_000)]
    [InlineData("'", 1_000_000)]
    [InlineData("a: 1\n", 200_000)]
    [InlineData("#", 1_000_000)]
    public void Megabyte_of_one_thing_is_refused_in_few_words_and_little_memory(string unit, int times)
    {
        string path = Path.Combine(_folder, "x.yaml");
        File.WriteAllText(path, string.Concat(Enumerable.Repeat(unit, Math.Min(times, SweepLimits.FileBytes / unit.Length))));

        long before = GC.GetAllocatedBytesForCurrentThread();
        SweepFileReading reading = SweepFile.Load(path, [], null);
        double megabytes = (GC.GetAllocatedBytesForCurrentThread() - before) / 1048576.0;

        Assert.Null(reading.Sweep);
        Assert.InRange(reading.Faults.Sum(fault => fault.Message.Length), 1, 20_000);
        Assert.True(megabytes < 400, $"{megabytes:F0} MB");
    }

    [Fact]
    public void Setting_a_path_of_a_thousand_steps_is_refused()
    {
        string path = Path.Combine(_folder, "x.yaml");
        File.WriteAllText(path, "name: x\n");

        SweepFileReading reading = SweepFile.Load(path, [$"a{string.Concat(Enumerable.Repeat(".a", 100_000))}=1"], null);

        Assert.Contains(reading.Faults, fault => fault.Message.Contains("It has 100001 keys", StringComparison.Ordinal));
    }

    [Fact]
    public void Whatever_a_sweep_file_is_turned_into_it_is_read_or_refused_and_nothing_is_thrown()
    {
        string[] good = [.. Directory.GetFiles(SweepFaultTests.Folder("good"), "*.yaml").Select(File.ReadAllText)];
        Gen<string> noise = Gen.String[Gen.OneOfConst("{}[]:,-&*!|>'\"%@`#?\n\t \u0000\u00850aé~".ToCharArray()), 0, 8];
        Gen.Select(Gen.OneOfConst(good), Gen.Int[0, 4], Gen.Double[0, 1], noise).Sample(
            (text, kind, place, put) =>
            {
                int at = (int)(place * text.Length);
                string bad = kind switch
                {
                    0 => text[..at] + put + text[at..],
                    1 => text[..at],
                    2 => text[at..],
                    3 => text[..at] + put + text[Math.Min(text.Length, at + put.Length)..],
                    _ => put,
                };
                try
                {
                    _ = SweepReader.Read(YamlSpec.Parse(bad), DataFiles.None);
                }
                catch (YamlSpecException fault)
                {
                    Assert.NotEmpty(fault.Message);
                }
            },
            iter: 5000);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>sweeps/ with tables, links and a pipe, beside secret.csv; the result is sweeps/.</summary>
    private string MakeTrap()
    {
        string sweeps = Path.Combine(_folder, "sweeps");
        string data = Path.Combine(sweeps, "data");
        Directory.CreateDirectory(data);
        File.WriteAllText(Path.Combine(_folder, "secret.csv"), "secret,2\n3,4\n");
        foreach (string table in new[] { Path.Combine(sweeps, "table.csv"), Path.Combine(data, "table.csv") })
        {
            File.WriteAllText(table, "1,2\n3,4\n");
        }

        File.CreateSymbolicLink(Path.Combine(sweeps, "out.csv"), "../secret.csv");
        File.CreateSymbolicLink(Path.Combine(sweeps, "twice.csv"), "data/again.csv");
        File.CreateSymbolicLink(Path.Combine(data, "again.csv"), Path.Combine(_folder, "secret.csv"));
        File.CreateSymbolicLink(Path.Combine(sweeps, "inside.csv"), "data/table.csv");
        File.CreateSymbolicLink(Path.Combine(sweeps, "round.csv"), "round.csv");
        File.CreateSymbolicLink(Path.Combine(sweeps, "device"), "/dev/zero");
        Directory.CreateSymbolicLink(Path.Combine(sweeps, "out"), _folder);
        using Process pipe = Process.Start("mkfifo", [Path.Combine(sweeps, "pipe")]);
        pipe.WaitForExit();
        return sweeps;
    }

    private static SweepFileReading Load(string folder, string file, string more = "")
    {
        string path = Path.Combine(folder, "x.yaml");
        File.WriteAllText(path, $"""
            name: x
            problem: {"{"} kind: csv, file: "{file}", inputs: ["0"], targets: ["1"] {"}"}
            network: {"{"} hidden: [2] {"}"}
            seeds: 4
            train: [{"{"} method: newton, steps: 10 {"}"}]
            {more}
            """, Encoding.UTF8);
        return SweepFile.Load(path, [], null);
    }
}
