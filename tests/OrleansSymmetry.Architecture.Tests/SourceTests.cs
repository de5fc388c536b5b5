using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OrleansSymmetry.Architecture.Tests;

/// <summary>What holds for source files, whatever is compiled from them.</summary>
public sealed class SourceTests
{
    /// <summary>As in .editorconfig: two files fit side by side on a wide screen.</summary>
    private const int Columns = 160;

    private static readonly string Repository = Path.GetFullPath(typeof(SourceTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "Repository").Value!);

    private static readonly string[] Folders =
    [
        "client", "dashboards", "grains/Access", "grains/Contracts", "grains/Grains", "landscape", "pictures", "silo",
        .. Tests("Access", "Architecture", "Client", "Contracts", "Dashboard", "Grains", "Landscape", "Pictures", "Silo"),
        "tests/OrleansSymmetry.EndToEnd", "tests/OrleansSymmetry.Witnesses", "tests/OrleansSymmetry.Benchmarks", "tests/mutation",
    ];

    /// <summary>The classes of benchmarks are the exception: BenchmarkDotNet derives its own from them.</summary>
    private const string Benchmarks = "tests/OrleansSymmetry.Benchmarks/";

    /// <summary>The runtime derives a class of its own from a proxy's, which therefore cannot be sealed.</summary>
    private const string Derived = "DispatchProxy";

    public static TheoryData<string> Sources => [.. Folders];

    /// <summary>Projects, and the projects of their tests.</summary>
    public static TheoryData<string, string> Tested => new()
    {
        { "landscape", "OrleansSymmetry.Landscape.Tests" },
        { "grains/Grains", "OrleansSymmetry.Grains.Tests" },
        { "grains/Access", "OrleansSymmetry.Access.Tests" },
        { "client", "OrleansSymmetry.Client.Tests" },
        { "pictures", "OrleansSymmetry.Pictures.Tests" },
        { "silo", "OrleansSymmetry.Silo.Tests" },
        { "dashboards", "OrleansSymmetry.Dashboard.Tests" },
    };

    [Theory]
    [MemberData(nameof(Sources))]
    public void Lines_are_no_longer_than_the_columns_allow(string folder)
    {
        IEnumerable<string> faults = from file in FilesOf(folder)
                                     from line in File.ReadLines(Path.Combine(Repository, file)).Index()
                                     where line.Item.Length > Columns
                                     select $"{file}:{line.Index + 1} has {line.Item.Length} columns";
        Assert.Empty(faults);
    }

    [Fact]
    public void Classes_of_tests_are_sealed_or_abstract()
    {
        IEnumerable<string> open = from file in FilesOf("tests")
                                   where !file.StartsWith(Benchmarks, StringComparison.Ordinal)
                                   let tree = CSharpSyntaxTree.ParseText(File.ReadAllText(Path.Combine(Repository, file)))
                                   from type in tree.GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>()
                                   where !type.Modifiers.Any(modifier => modifier.Text is "sealed" or "abstract" or "static")
                                   where type.Identifier.Text != "Program"
                                   where type.BaseList?.Types.Any(each => each.Type.ToString() == Derived) != true
                                   select $"{file}: {type.Identifier.Text}";
        Assert.Empty(open);
    }

    [Theory]
    [MemberData(nameof(Tested))]
    public void Every_folder_of_sources_has_its_folder_of_tests(string project, string tests)
    {
        string[] folders = [.. FilesOf(project).Select(file => Path.GetRelativePath(project, Path.GetDirectoryName(file)!)).Distinct()];
        IEnumerable<string> untested = folders.Where(folder => folder != "."
            && !(Directory.Exists(Path.Combine(Repository, "tests", tests, folder))
                && Directory.EnumerateFiles(Path.Combine(Repository, "tests", tests, folder), "*Tests.cs").Any()));
        Assert.NotEmpty(folders);
        Assert.Empty(untested);
    }

    private static IEnumerable<string> Tests(params string[] projects) => projects.Select(project => $"tests/OrleansSymmetry.{project}.Tests");

    /// <summary>Source files from the repository's root.</summary>
    private static IEnumerable<string> FilesOf(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Repository, folder), "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Repository, file))
            .Where(file => !file.Split('/').Any(part => part is "bin" or "obj"));
}
