using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace OrleansSymmetry.Explorer;

/// <summary>One static file of the page, carried inside the assembly.</summary>
internal sealed class PageFile
{
    private const string ResourceFolder = "page/";
    private const string Index = "index.html";

    private readonly byte[] _bytes;
    private readonly string _contentType;
    private readonly EntityTagHeaderValue _tag;

    private PageFile(string name, byte[] bytes)
    {
        Route = name == Index ? "/" : "/" + name;
        _bytes = bytes;
        _contentType = ContentTypeOf(name);
        _tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]}\"");
    }

    /// <summary>All files of the page.</summary>
    internal static IReadOnlyList<PageFile> All { get; } = Load();

    /// <summary>The path it is served at.</summary>
    internal string Route { get; }

    /// <summary>The file, or "not modified" when the browser has it.</summary>
    internal IResult Answer(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Results.Bytes(_bytes, _contentType, entityTag: _tag);
    }

    private static List<PageFile> Load()
    {
        System.Reflection.Assembly assembly = typeof(PageFile).Assembly;
        var files = new List<PageFile>();
        foreach (string resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(ResourceFolder, StringComparison.Ordinal)))
        {
            using Stream stream = assembly.GetManifestResourceStream(resource)!;
            byte[] bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            files.Add(new PageFile(resource[ResourceFolder.Length..], bytes));
        }

        return files;
    }

    private static string ContentTypeOf(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        string other => throw new InvalidOperationException($"The page has a file of an unknown type: {name} ({other})."),
    };
}
