using System.Text.Json;
using System.Text.RegularExpressions;

namespace OrleansSymmetry.Mutation;

/// <summary>One change that Stryker made.</summary>
/// <param name="Id">Its number, which is another after every change of the code.</param>
/// <param name="File">Its file, from the library's folder.</param>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Status">What Stryker says of it: only those without coverage are run here.</param>
/// <param name="Source">The line it begins in.</param>
/// <param name="Original">What is replaced.</param>
/// <param name="Replacement">By what.</param>
internal sealed partial record Mutant(int Id, string File, int Line, string Status, string Source, string Original, string Replacement)
{
    /// <summary>What stays of it when lines and numbers move.</summary>
    public string Text => $"{File}: {Source} :: {Original} => {Replacement}";

    /// <summary>Whether it takes effect once only, in a static initialiser.</summary>
    public bool IsStatic => Source.Contains(" static readonly ", StringComparison.Ordinal);

    /// <summary>The mutants of a report of Stryker.</summary>
    public static IReadOnlyList<Mutant> Read(string report)
    {
        using var document = JsonDocument.Parse(System.IO.File.ReadAllText(report));
        return [.. document.RootElement.GetProperty("files").EnumerateObject().SelectMany(file => OfFile(file.Name, file.Value))];
    }

    private static IEnumerable<Mutant> OfFile(string path, JsonElement file)
    {
        string[] lines = file.GetProperty("source").GetString()!.Split('\n');
        string name = path[(path.LastIndexOf("landscape/", StringComparison.Ordinal) + "landscape/".Length)..];
        foreach (JsonElement mutant in file.GetProperty("mutants").EnumerateArray())
        {
            JsonElement location = mutant.GetProperty("location");
            (int line, int column) = At(location.GetProperty("start"));
            (int endLine, int endColumn) = At(location.GetProperty("end"));
            string original = line == endLine
                ? lines[line - 1][(column - 1)..(endColumn - 1)]
                : string.Join(' ', [lines[line - 1][(column - 1)..], .. lines[line..(endLine - 1)], lines[endLine - 1][..(endColumn - 1)]]);
            yield return new Mutant(
                int.Parse(mutant.GetProperty("id").GetString()!, System.Globalization.CultureInfo.InvariantCulture),
                name,
                line,
                mutant.GetProperty("status").GetString()!,
                lines[line - 1].Trim(),
                Short(original),
                Short(mutant.GetProperty("replacement").GetString()!));
        }
    }

    private static (int Line, int Column) At(JsonElement place) => (place.GetProperty("line").GetInt32(), place.GetProperty("column").GetInt32());

    private static string Short(string code)
    {
        const int Longest = 120;
        string line = Spaces().Replace(code, " ").Trim();
        return line.Length <= Longest ? line : line[..Longest] + " ...";
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
