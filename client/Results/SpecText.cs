using System.Globalization;
using System.Text.Json;

namespace OrleansSymmetry.Client.Results;

/// <summary>What the normalised sweep of a report says about one of its landscapes.</summary>
internal sealed class SpecText
{
    private readonly JsonElement _landscape;

    /// <param name="spec">The normalised sweep.</param>
    /// <param name="position">Which landscape, from 0.</param>
    internal SpecText(JsonElement spec, int position) =>
        _landscape = spec.ValueKind == JsonValueKind.Object
            && spec.TryGetProperty("landscapes", out JsonElement all)
            && all.ValueKind == JsonValueKind.Array
            && position < all.GetArrayLength()
                ? all[position]
                : default;

    /// <summary>The value at a path such as "network.activation", as text; null where there is none.</summary>
    internal string? At(string path)
    {
        JsonElement value = Find(path);
        return value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetDouble().ToString("R", CultureInfo.InvariantCulture),
            JsonValueKind.Object when value.TryGetProperty("kind", out JsonElement kind) => kind.GetString(),
            JsonValueKind.Undefined or JsonValueKind.Null => null,
            _ => value.GetRawText(),
        };
    }

    /// <summary>The list of whole numbers at a path; empty where there is none.</summary>
    internal IReadOnlyList<int> Widths(string path) => Find(path) is { ValueKind: JsonValueKind.Array } list
        ? [.. list.EnumerateArray().Select(item => item.GetInt32())]
        : [];

    private JsonElement Find(string path)
    {
        JsonElement at = _landscape;
        foreach (string key in path.Split('.'))
        {
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(key, out at))
            {
                return default;
            }
        }

        return at;
    }
}
