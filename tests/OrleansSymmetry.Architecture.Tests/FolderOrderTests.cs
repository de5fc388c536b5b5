using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Mono.Cecil;

namespace OrleansSymmetry.Architecture.Tests;

/// <summary>Inside a project the folders are ordered: each uses those that stand before it in the list, and none after it.</summary>
public sealed partial class FolderOrderTests
{
    private const string Top = FolderOrder.Top;

    private static readonly string Repository = typeof(FolderOrderTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "Repository").Value!;

    private static readonly FolderOrder[] Projects =
    [
        new("symmetry", "OrleansSymmetry.Client", "client", ["SweepFiles", "Results", "Clusters", "Views", "Commands", Top]),
        new("OrleansSymmetry.Grains", "OrleansSymmetry.Grains", "grains/Grains",
        [
            "Telemetry", "Compute", "Store", "Catalogue", "Runs", "Work", "Canonicalization", "Training", "Geometry", "Sweeps", "Access", Top,
        ]),
        new("OrleansSymmetry.Pictures", "OrleansSymmetry.Pictures", "pictures", ["Text", "Axes", Top, "Plain", "Svg"]),
        new("OrleansSymmetry.Landscape", "OrleansSymmetry.Landscape", "landscape",
        [
            Top, "Lanes", "Randomness", "Spectra", "Statistics", "Assignment", "Arrays", "Trees", "Activations", "Networks", "Specs", "Tables", "Problems",
            "Objectives.Losses", "Objectives",
            "Symmetry.Groups", "Symmetry.Moves", "Symmetry.Gauge", "Symmetry.Problems", "Symmetry.Matching",
            "Optimisation", "Optimisation.Methods", "Optimisation.Ends", "Training",
            "Paths", "Census", "Formats", "Questions", "Sweeps", "Published",
        ]),
    ];

    private static readonly FolderOrder Toy = new("Toy", "Toy", "toy", ["Early", "Late", "Late.Inner"]);

    public static TheoryData<string> Names => [.. Projects.Select(project => project.Folder)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Types_use_only_types_of_folders_before_theirs(string name)
    {
        FolderOrder project = Projects.Single(each => each.Folder == name);
        using var module = ModuleDefinition.ReadModule(Assembly.Load(project.Assembly).Location);
        Assert.Empty(project.Faults(module));
    }

    /// <summary>A constant leaves no trace in the compiled code, but its `using` line does in the source.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Files_name_only_folders_before_theirs(string name)
    {
        FolderOrder project = Projects.Single(each => each.Folder == name);
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
        FolderOrder project = Projects.Single(each => each.Folder == name);
        string root = Path.Combine(Repository, project.Folder);
        IEnumerable<string> folders = Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Where(IsSource)
            .Select(file => Path.GetRelativePath(root, Path.GetDirectoryName(file)!).Replace('/', '.'))
            .Select(folder => folder == "." ? Top : folder)
            .Distinct();
        Assert.Equal(project.Folders.Order(StringComparer.Ordinal), folders.Order(StringComparer.Ordinal));
    }

    /// <summary>ARCHITECTURE.md has one row for each folder of the mathematics, and one line for each of the other projects.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Page_names_the_folders_in_their_order(string name)
    {
        FolderOrder project = Projects.Single(each => each.Folder == name);
        string[] lines = File.ReadAllLines(Path.Combine(Repository, "docs", "ARCHITECTURE.md"));
        IEnumerable<string> expected = project.Folders.Where(folder => folder != Top).Select(folder => folder.Replace('.', '/'));
        IEnumerable<string> rows = lines.Where(line => line.StartsWith($"| `{name}/", StringComparison.Ordinal))
            .Select(line => line.Split('`')[1][(name.Length + 1)..]);
        IEnumerable<string> list = lines.Where(line => line.StartsWith($"- `{name}`: ", StringComparison.Ordinal))
            .SelectMany(line => Code().Matches(line).Skip(1).Select(match => match.Groups[1].Value));
        Assert.Equal(expected, name == "landscape" ? rows : list);
    }

    [Theory]
    [InlineData("class User : Late.Used;")]
    [InlineData("class User { Late.Used[] field = []; }")]
    [InlineData("class User { void M(System.Func<Late.Used> argument) { } }")]
    [InlineData("class User { void M<T>() where T : Late.Used { } }")]
    [InlineData("class User { object M() => new Late.Used(); }")]
    [InlineData("class User { int M() => Late.Used.Static(); }")]
    [InlineData("class User { System.Func<int> M() => () => Late.Used.Static(); }")]
    [InlineData("class User { bool M(object value) => value is Late.Inner.Deep; }")]
    [InlineData("class User { object M() => System.Array.Empty<Late.Used>(); }")]
    [InlineData("class User { void M() { try { System.GC.Collect(); } catch (Late.Fault) { } } }")]
    [InlineData("class User { [Late.Mark] void M() { } }")]
    [InlineData("class User { class Nested { Late.Used field; } }")]
    public void Use_of_a_later_folder_is_found_wherever_it_stands(string user)
    {
        using ModuleDefinition module = Compiled(user, "class Free;");
        Assert.NotEmpty(Toy.Faults(module));
        Assert.All(Toy.Faults(module), fault => Assert.StartsWith("Toy.Early.User", fault, StringComparison.Ordinal));
    }

    [Fact]
    public void Use_of_an_earlier_folder_is_no_fault()
    {
        using ModuleDefinition module = Compiled("public class User;", "class Free { Early.User field; Inner.Deep M() => new(); }");
        Assert.Equal(["Toy.Late.Free -> Toy.Late.Inner.Deep"], Toy.Faults(module));
    }

    private static ModuleDefinition Compiled(string early, string late)
    {
        string source = $$"""
            namespace Toy.Early { {{early}} }
            namespace Toy.Late
            {
                class Used { public static int Static() => 1; }
                class Fault : System.Exception;
                class Mark : System.Attribute;
                {{late}}
            }
            namespace Toy.Late.Inner { class Deep; }
            """;
        var compilation = CSharpCompilation.Create(
            "Toy",
            [CSharpSyntaxTree.ParseText(source, cancellationToken: TestContext.Current.CancellationToken)],
            [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var image = new MemoryStream();
        Microsoft.CodeAnalysis.Emit.EmitResult result = compilation.Emit(image, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(result.Success, string.Join(Environment.NewLine, result.Diagnostics));
        image.Position = 0;
        return ModuleDefinition.ReadModule(image);
    }

    private static bool IsSource(string file) => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal);

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(@"^using (?:static )?(?:\w+ = )?([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex UsingLine();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();
}
