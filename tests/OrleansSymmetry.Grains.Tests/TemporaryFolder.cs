namespace OrleansSymmetry.Grains.Tests;

/// <summary>Folders that end with the test process.</summary>
internal static class TemporaryFolder
{
    private static readonly string Root = Directory.CreateTempSubdirectory("orleans-symmetry-").FullName;
    private static int _next;

    static TemporaryFolder() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Root, recursive: true);

    public static string New() => Directory.CreateDirectory(Path.Combine(Root, $"{Interlocked.Increment(ref _next)}")).FullName;
}
