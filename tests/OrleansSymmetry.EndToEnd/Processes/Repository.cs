using System.Reflection;

namespace OrleansSymmetry.EndToEnd.Processes;

/// <summary>Where the sources and the built programs stand.</summary>
internal static class Repository
{
    public static string Root { get; } = Metadata("RepositoryRoot").TrimEnd(Path.DirectorySeparatorChar);

    public static string ClientProgram { get; } = Program("client", "symmetry.dll");

    public static string SiloProgram { get; } = Program("silo", "OrleansSymmetry.Silo.dll");

    public static string DashboardProgram { get; } = Program("dashboards", "OrleansSymmetry.Dashboard.dll");

    public static string Sweep(string name) => Path.Combine(Root, "client", "sweeps", name);

    private static string Program(string project, string file) =>
        Path.Combine(Root, project, "bin", Metadata("Configuration"), "net10.0", file);

    private static string Metadata(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
