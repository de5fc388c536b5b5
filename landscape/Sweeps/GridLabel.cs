using System.Text.Json.Nodes;

namespace OrleansSymmetry.Landscape.Sweeps;

/// <summary>A grid point in words.</summary>
public static class GridLabel
{
    /// <summary>Such as "network.hidden=[2], loss.l2=0.001"; empty without a grid.</summary>
    public static string Of(IReadOnlyList<KeyValuePair<string, JsonNode?>> set)
    {
        ArgumentNullException.ThrowIfNull(set);
        return string.Join(", ", set.Select(pair => $"{pair.Key}={Text(pair.Value)}"));
    }

    private static string Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : node?.ToJsonString() ?? "null";
}
