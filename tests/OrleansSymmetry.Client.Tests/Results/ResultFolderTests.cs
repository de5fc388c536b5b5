using System.Text.Json;
using OrleansSymmetry.Client.Results;
using OrleansSymmetry.Landscape.Formats;

namespace OrleansSymmetry.Client.Tests.Results;

public sealed class ResultFolderTests : IDisposable
{
    private static readonly RunFacts Facts = new(DateTimeOffset.UnixEpoch, TimeSpan.FromSeconds(4), 4096, TimeSpan.FromSeconds(6), 2);

    private readonly string _folder = Directory.CreateTempSubdirectory("symmetry-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Files_of_a_census_stand_in_a_folder_of_its_name()
    {
        ResultFolder folder = Write(Facts);
        Assert.Equal([SampleReports.Xor.Sweep.Id], ResultFolder.Ids(_folder));
        Assert.Equal(ReportWriter.Write(SampleReports.Xor), File.ReadAllBytes(folder.Report));
        Assert.Equal("npz"u8.ToArray(), File.ReadAllBytes(folder.Classes));
    }

    [Fact]
    public void Run_is_described_with_what_it_did_and_its_tolerances()
    {
        using JsonDocument run = JsonDocument.Parse(File.ReadAllBytes(Write(Facts).Run));
        Assert.Equal(4096, run.RootElement.GetProperty("runsTrained").GetInt64());
        Assert.Equal(0.75, run.RootElement.GetProperty("trainingShare").GetDouble());
        Assert.Equal(SampleReports.Xor.Landscapes.Count, run.RootElement.GetProperty("tolerances").GetArrayLength());
        Assert.All(run.RootElement.GetProperty("tolerances").EnumerateArray(), each => Assert.Equal(1e-6, each.GetProperty("distance").GetDouble()));
    }

    [Fact]
    public void Results_from_the_store_do_not_change_the_description_of_the_run_that_made_them()
    {
        byte[] before = File.ReadAllBytes(Write(Facts).Run);
        Assert.Equal(before, File.ReadAllBytes(Write(facts: null).Run));
    }

    [Fact]
    public void Folder_without_a_report_is_no_census()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "something"));
        Assert.Empty(ResultFolder.Ids(_folder));
        Assert.Empty(ResultFolder.Ids(Path.Combine(_folder, "nowhere")));
    }

    private ResultFolder Write(RunFacts? facts)
    {
        var folder = new ResultFolder(_folder, SampleReports.Xor.Sweep.Id);
        folder.Write(new CensusResults(ReportWriter.Write(SampleReports.Xor), "npz"u8.ToArray(), facts), SampleReports.Xor, TimeProvider.System);
        return folder;
    }
}
