using System.Reflection;

namespace OrleansSymmetry.Architecture.Tests;

public sealed class OneWayDependencyTests
{
    /// <summary>From the console inwards: each project may use those further down, never those further up.</summary>
    private static readonly string[] Order =
    [
        "symmetry",
        "OrleansSymmetry.Silo",
        "OrleansSymmetry.Dashboard",
        "OrleansSymmetry.Grains",
        "OrleansSymmetry.Contracts",
        "OrleansSymmetry.Landscape",
        "OrleansSymmetry.Pictures",
    ];

    /// <summary>What the mathematics may be built on: the runtime and one numerical library.</summary>
    private static readonly string[] AllowedInLandscape = ["System", "MathNet.Numerics", "netstandard", "mscorlib"];

    [Fact]
    public void Projects_depend_only_on_those_further_in()
    {
        var faults = new List<string>();
        for (int i = 0; i < Order.Length; i++)
        {
            HashSet<string> allowed = [.. Order[(i + 1)..]];
            faults.AddRange(
                from reference in References(Order[i])
                where Order.Contains(reference) && !allowed.Contains(reference)
                select $"{Order[i]} -> {reference}");
        }

        Assert.Empty(faults);
    }

    [Fact]
    public void Landscape_uses_the_runtime_and_MathNet_alone()
    {
        IEnumerable<string> foreign = References("OrleansSymmetry.Landscape")
            .Where(name => !AllowedInLandscape.Any(allowed => name == allowed || name.StartsWith(allowed + ".", StringComparison.Ordinal)));
        Assert.Empty(foreign);
    }

    [Fact]
    public void Pictures_are_drawn_from_plain_data_and_use_the_runtime_alone()
    {
        IEnumerable<string> foreign = References("OrleansSymmetry.Pictures").Where(name => !name.StartsWith("System.", StringComparison.Ordinal));
        Assert.Empty(foreign);
    }

    [Fact]
    public void Dashboard_sees_only_the_contracts()
    {
        IEnumerable<string> own = References("OrleansSymmetry.Dashboard").Where(name => name.StartsWith("OrleansSymmetry", StringComparison.Ordinal));
        Assert.Equal(["OrleansSymmetry.Contracts"], own);
    }

    internal static IReadOnlyList<Assembly> Assemblies { get; } = [.. Order.Select(name => Assembly.Load(name))];

    private static IEnumerable<string> References(string assembly) =>
        Assembly.Load(assembly).GetReferencedAssemblies().Select(name => name.Name!);
}
