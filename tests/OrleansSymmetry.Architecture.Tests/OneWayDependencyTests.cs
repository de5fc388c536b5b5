using System.Reflection;

namespace OrleansSymmetry.Architecture.Tests;

public sealed class OneWayDependencyTests
{
    /// <summary>From the console inwards: each project may use those further down, never those further up.</summary>
    private static readonly string[] Order =
    [
        "symmetry",
        "OrleansSymmetry.Silo",
        "OrleansSymmetry.Hosting",
        "OrleansSymmetry.Dashboard",
        "OrleansSymmetry.Explorer",
        "OrleansSymmetry.Grains",
        "OrleansSymmetry.Contracts",
        "OrleansSymmetry.Access",
        "OrleansSymmetry.Landscape",
        "OrleansSymmetry.Pictures",
    ];

    /// <summary>What is started; what others need of it is a library.</summary>
    private static readonly string[] Programs = ["symmetry", "OrleansSymmetry.Silo", "OrleansSymmetry.Dashboard"];

    /// <summary>What the mathematics may be built on: the runtime, a numerical library, and one that cuts delimited text into cells.</summary>
    private static readonly string[] AllowedInLandscape = ["System", "MathNet.Numerics", "Sep", "netstandard", "mscorlib"];

    /// <summary>What grain interfaces and wire records take, and what repeats a call.</summary>
    private static readonly string[] AllowedInContracts = ["System.Runtime", "System.Collections", "System.Linq", "System.Memory", "Orleans", "Polly.Core"];

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
    public void Landscape_uses_the_runtime_MathNet_and_Sep_alone()
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
    public void Contracts_are_built_on_Orleans_and_Polly_alone()
    {
        IEnumerable<string> foreign = References("OrleansSymmetry.Contracts")
            .Where(name => !AllowedInContracts.Any(allowed => name == allowed || name.StartsWith(allowed + ".", StringComparison.Ordinal)));
        Assert.Empty(foreign);
    }

    [Fact]
    public void Way_into_a_cluster_knows_the_version_of_the_numerics_and_no_grain() =>
        Assert.DoesNotContain(Own("OrleansSymmetry.Access"), name => name != "OrleansSymmetry.Landscape");

    [Fact]
    public void Page_sees_the_contracts_alone_and_its_program_the_way_into_a_cluster()
    {
        Assert.Equal(["OrleansSymmetry.Contracts"], Own("OrleansSymmetry.Explorer"));
        Assert.Equal(["OrleansSymmetry.Access", "OrleansSymmetry.Explorer"], Own("OrleansSymmetry.Dashboard"));
    }

    [Fact]
    public void No_project_is_built_on_a_program()
    {
        IEnumerable<string> faults = from user in Order
                                     from used in References(user)
                                     where Programs.Contains(used)
                                     select $"{user} -> {used}";
        Assert.Empty(faults);
    }

    internal static IReadOnlyList<Assembly> Assemblies { get; } = [.. Order.Select(name => Assembly.Load(name))];

    private static IEnumerable<string> Own(string assembly) =>
        References(assembly).Where(name => name.StartsWith("OrleansSymmetry", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    private static IEnumerable<string> References(string assembly) =>
        Assembly.Load(assembly).GetReferencedAssemblies().Select(name => name.Name!);
}
