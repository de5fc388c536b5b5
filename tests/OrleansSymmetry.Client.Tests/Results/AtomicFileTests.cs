using OrleansSymmetry.Client.Results;

namespace OrleansSymmetry.Client.Tests.Results;

public sealed class AtomicFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("symmetry-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void File_is_written_with_its_folder_and_replaces_the_one_before()
    {
        string path = Path.Combine(_folder, "new", "report.json");
        AtomicFile.Write(path, "first, and longer"u8);
        AtomicFile.Write(path, "second"u8);
        Assert.Equal("second", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public void File_that_cannot_be_written_is_named_and_leaves_no_draft()
    {
        string taken = Directory.CreateDirectory(Path.Combine(_folder, "taken")).FullName;
        IOException fault = Assert.Throws<IOException>(() => AtomicFile.Write(taken, "bytes"u8));
        Assert.StartsWith($"{taken} cannot be written: ", fault.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder));
    }
}
