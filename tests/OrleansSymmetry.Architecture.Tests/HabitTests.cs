using System.Reflection;
using System.Runtime.CompilerServices;

namespace OrleansSymmetry.Architecture.Tests;

public sealed class HabitTests
{
    private static readonly string[] Rooms = ["Helper", "Util", "Manager", "Common", "Misc", "Base"];

    /// <summary>Namespaces that code generators write into.</summary>
    private static readonly string[] Generated = ["OrleansCodeGen", "System.", "Microsoft."];

    [Fact]
    public void Classes_are_sealed_or_abstract()
    {
        IEnumerable<string?> open = from type in Written()
                                    where type is { IsClass: true, IsSealed: false, IsAbstract: false }
                                    select type.FullName;
        Assert.Empty(open);
    }

    [Fact]
    public void No_type_is_named_after_a_room_where_anything_goes()
    {
        IEnumerable<string?> vague = from type in Written()
                                     where Rooms.Any(room => type.Name.EndsWith(room, StringComparison.Ordinal)
                                         || type.Name.EndsWith(room + "s", StringComparison.Ordinal))
                                     select type.FullName;
        Assert.Empty(vague);
    }

    [Fact]
    public void Namespaces_follow_folders_of_the_assembly()
    {
        IEnumerable<string?> strays = from assembly in OneWayDependencyTests.Assemblies
                                      let root = assembly.GetName().Name == "symmetry" ? "OrleansSymmetry.Client" : assembly.GetName().Name!
                                      from type in Written(assembly)
                                      where type.Namespace is { } space && space != root && !space.StartsWith(root + ".", StringComparison.Ordinal)
                                      select type.FullName;
        Assert.Empty(strays);
    }

    private static IEnumerable<Type> Written() => OneWayDependencyTests.Assemblies.SelectMany(Written);

    /// <summary>Types that stand in the source: compilers and code generators add others.</summary>
    private static IEnumerable<Type> Written(Assembly assembly) =>
        from type in assembly.GetTypes()
        where type.GetCustomAttribute<CompilerGeneratedAttribute>() is null
            && type.GetCustomAttribute<System.CodeDom.Compiler.GeneratedCodeAttribute>() is null
            && !Generated.Any(space => type.Namespace?.StartsWith(space, StringComparison.Ordinal) == true)
            && !type.Name.Contains('<', StringComparison.Ordinal)
            && type.Name != "Program"
        select type;
}
