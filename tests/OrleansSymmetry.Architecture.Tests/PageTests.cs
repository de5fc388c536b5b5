using System.Reflection;
using System.Text.RegularExpressions;

namespace OrleansSymmetry.Architecture.Tests;

/// <summary>What the pages (*.md) name is there.</summary>
public sealed partial class PageTests
{
    private static readonly string Repository = Path.GetFullPath(typeof(PageTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "Repository").Value!);

    /// <summary>Folders of the repository that hold sources and pages.</summary>
    private static readonly string[] Folders = ["client", "dashboards", "docs", "grains", "landscape", "pictures", "silo", "tests"];

    /// <summary>What a path of a recipe contains in place of a name.</summary>
    private const string Placeholder = "NAME";

    public static TheoryData<string> Pages =>
    [
        .. Directory.EnumerateFiles(Repository, "*.md"),
        .. Folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository, folder), "*.md", SearchOption.AllDirectories)).Where(IsSource),
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Paths_that_a_page_names_exist(string page)
    {
        IEnumerable<string> missing = from Match match in PathInText().Matches(File.ReadAllText(page))
                                      let path = match.Value.TrimEnd('.')
                                      where !path.Contains(Placeholder, StringComparison.Ordinal) && !Path.Exists(Path.Combine(Repository, path))
                                      select path;
        Assert.Empty(missing.Distinct());
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_of_a_page_lead_to_files(string page)
    {
        IEnumerable<string> broken = from Match match in Link().Matches(File.ReadAllText(page))
                                     let target = match.Groups[1].Value
                                     where !target.Contains("://", StringComparison.Ordinal) && !Path.Exists(Path.Combine(Path.GetDirectoryName(page)!, target))
                                     select target;
        Assert.Empty(broken.Distinct());
    }

    private static bool IsSource(string file) => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj");

    /// <summary>
    /// A path from the repository's root: one of its folders, a slash, and what follows. The target of a link is none: it begins at the page.
    /// </summary>
    [GeneratedRegex(@"(?<![\w./(-])(?:client|dashboards|docs|grains|landscape|pictures|silo|tests)/[\w./-]+")]
    private static partial Regex PathInText();

    [GeneratedRegex(@"\]\(([^)#\s]+)(?:#[^)]*)?\)")]
    private static partial Regex Link();
}
