using System.Reflection;
using System.Text.RegularExpressions;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace OrleansSymmetry.Architecture.Tests;

/// <summary>Inside a project the folders are ordered: each uses those that stand before it in the list, and none after it.</summary>
public sealed partial class FolderOrderTests
{
    /// <summary>The folder of a project itself.</summary>
    private const string Top = "";

    private static readonly string Repository = typeof(FolderOrderTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "Repository").Value!;

    private static readonly Project[] Projects =
    [
        new("symmetry", "OrleansSymmetry.Client", "client", ["SweepFiles", "Results", "Clusters", "Views", "Commands", Top]),
        new("OrleansSymmetry.Pictures", "OrleansSymmetry.Pictures", "pictures", ["Text", "Axes", Top, "Plain", "Svg"]),
    ];

    public static TheoryData<string> Names => [.. Projects.Select(project => project.Folder)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Types_use_only_types_of_folders_before_theirs(string name)
    {
        Project project = Projects.Single(each => each.Folder == name);
        using var module = ModuleDefinition.ReadModule(Assembly.Load(project.Assembly).Location);
        IEnumerable<string> faults =
            from type in module.GetTypes()
            where project.Holds(NamespaceOf(type))
            from used in References(type)
            where used.Scope == module && project.Holds(NamespaceOf(used))
            where project.PlaceOf(NamespaceOf(type)) < project.PlaceOf(NamespaceOf(used))
            select $"{type.FullName} -> {used.FullName}";
        Assert.Empty(faults.Distinct());
    }

    /// <summary>A constant leaves no trace in the compiled code, but its `using` line does in the source.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Files_name_only_folders_before_theirs(string name)
    {
        Project project = Projects.Single(each => each.Folder == name);
        string[] files = [.. Directory.EnumerateFiles(Path.Combine(Repository, project.Folder), "*.cs", SearchOption.AllDirectories).Where(IsSource)];
        IEnumerable<string> faults =
            from file in files
            let text = File.ReadAllText(file)
            where NamespaceLine().Match(text) is { Success: true }
            let own = NamespaceLine().Match(text).Groups[1].Value
            from Match use in UsingLine().Matches(text)
            where project.Holds(use.Groups[1].Value)
            where project.PlaceOf(own) < project.PlaceOf(use.Groups[1].Value)
            select $"{Path.GetRelativePath(Repository, file)}: {use.Value}";
        Assert.NotEmpty(files);
        Assert.Empty(faults);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_folder_has_its_place_and_every_place_its_folder(string name)
    {
        Project project = Projects.Single(each => each.Folder == name);
        string root = Path.Combine(Repository, project.Folder);
        IEnumerable<string> folders = Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Where(IsSource)
            .Select(file => Path.GetRelativePath(root, Path.GetDirectoryName(file)!).Replace('/', '.'))
            .Select(folder => folder == "." ? Top : folder)
            .Distinct();
        Assert.Equal(project.Order.Order(StringComparer.Ordinal), folders.Order(StringComparer.Ordinal));
    }

    private static bool IsSource(string file) => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal);

    private static string NamespaceOf(TypeReference type) => type.DeclaringType is { } outer ? NamespaceOf(outer) : type.Namespace;

    /// <summary>All types that a type names: in its declaration, its members and their code.</summary>
    private static IEnumerable<TypeReference> References(TypeDefinition type)
    {
        IEnumerable<TypeReference?> named =
        [
            type.BaseType,
            .. type.Interfaces.Select(each => each.InterfaceType),
            .. type.CustomAttributes.Select(each => each.AttributeType),
            .. type.GenericParameters.SelectMany(parameter => parameter.Constraints.Select(constraint => constraint.ConstraintType)),
            .. type.Fields.Select(field => field.FieldType),
            .. type.Methods.SelectMany(References),
        ];
        return named.OfType<TypeReference>().SelectMany(Parts).Distinct();
    }

    private static IEnumerable<TypeReference?> References(MethodDefinition method) =>
    [
        method.ReturnType,
        .. method.Parameters.Select(parameter => parameter.ParameterType),
        .. method.HasBody ? method.Body.Variables.Select(variable => variable.VariableType) : [],
        .. method.HasBody ? method.Body.Instructions.SelectMany(Operands) : [],
    ];

    private static IEnumerable<TypeReference?> Operands(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        GenericInstanceMethod method => [method.DeclaringType, .. method.GenericArguments],
        MemberReference member => [member.DeclaringType],
        _ => [],
    };

    // List<A[]> is a list, an array and A.
    private static IEnumerable<TypeReference> Parts(TypeReference type) => type switch
    {
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts).Append(generic.ElementType),
        TypeSpecification wrapped => Parts(wrapped.ElementType),
        GenericParameter => [],
        _ => [type],
    };

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(@"^using (?:static )?(?:\w+ = )?([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex UsingLine();

    /// <param name="Assembly">Its assembly.</param>
    /// <param name="Root">The namespace of its own folder.</param>
    /// <param name="Folder">Where it stands in the repository.</param>
    /// <param name="Order">Its folders, as the rest of their namespaces.</param>
    private sealed record Project(string Assembly, string Root, string Folder, string[] Order)
    {
        public bool Holds(string space) => space == Root || space.StartsWith(Root + ".", StringComparison.Ordinal);

        /// <summary>The place of the longest listed beginning of a namespace, so that a type may also be named by an alias.</summary>
        public int PlaceOf(string space)
        {
            string rest = space.Length > Root.Length ? space[(Root.Length + 1)..] : Top;
            return Enumerable.Range(0, Order.Length)
                .Where(i => Order[i] == Top || rest == Order[i] || rest.StartsWith(Order[i] + ".", StringComparison.Ordinal))
                .MaxBy(i => Order[i].Length);
        }
    }
}
