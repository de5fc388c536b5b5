using System.Reflection;

namespace OrleansSymmetry.Tests;

/// <summary>What a person sees, kept as files: UPDATE_GOLDEN=1 writes them anew, and the diff shows what changed.</summary>
internal static class GoldenFile
{
    private static readonly string Folder = typeof(GoldenFile).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "GoldenFolder").Value!;

    internal static void Check(string name, string actual)
    {
        string path = Path.Combine(Folder, name);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Folder);
            File.WriteAllText(path, actual);
        }

        Assert.True(File.Exists(path), $"{path} is missing; run the tests with UPDATE_GOLDEN=1 and look at what they write.");
        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), actual);
    }
}
