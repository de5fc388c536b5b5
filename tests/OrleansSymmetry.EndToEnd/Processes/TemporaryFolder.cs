namespace OrleansSymmetry.EndToEnd.Processes;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder() => Path = Directory.CreateTempSubdirectory("symmetry-").FullName;

    public string Path { get; }

    public static implicit operator string(TemporaryFolder folder) => folder.Path;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>The one file of that name anywhere below.</summary>
    public string Find(string name) => Assert.Single(Directory.GetFiles(Path, name, SearchOption.AllDirectories));

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
