using System.Text.Json;
using OrleansSymmetry.Explorer;

namespace OrleansSymmetry.Client.Commands;

/// <summary>The contracts as the commands' own JSON: the shapes that the page's interface has, indented, with a last line feed.</summary>
internal static class ContractJson
{
    private static readonly JsonSerializerOptions Options = new(SweepJson.Options) { WriteIndented = true, NewLine = "\n" };

    internal static byte[] Of<T>(T value) => [.. JsonSerializer.SerializeToUtf8Bytes(value, Options), (byte)'\n'];
}
