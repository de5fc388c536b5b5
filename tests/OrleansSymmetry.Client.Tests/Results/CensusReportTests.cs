using OrleansSymmetry.Client.Results;
using OrleansSymmetry.Landscape.Formats;

namespace OrleansSymmetry.Client.Tests.Results;

public sealed class CensusReportTests
{
    [Fact]
    public void Report_keeps_its_bytes()
    {
        byte[] bytes = ReportWriter.Write(SampleReports.Xor);
        var report = CensusReport.Read(bytes, "the file");
        Assert.Same(bytes, report.Bytes);
        Assert.Equal(SampleReports.Xor.Sweep.Id, report.Id);
    }

    [Fact]
    public void Damaged_report_is_named() => Assert.StartsWith(
        "the file cannot be read: ",
        Assert.Throws<InvalidDataException>(() => CensusReport.Read("{"u8.ToArray(), "the file")).Message,
        StringComparison.Ordinal);
}
