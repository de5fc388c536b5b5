using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Client.SweepFiles;

/// <summary>
/// --set PATH=VALUE: VALUE is one YAML flow value, PATH is keys and list indices joined by dots. A key that the grid varies is
/// taken out of the grid.
/// </summary>
internal static class SetOption
{
    private const string Option = "--set";

    /// <summary>The tree with the value set; the same tree, with a fault, where it cannot be.</summary>
    public static SpecNode? Apply(SpecNode? root, string text, List<SpecFault> faults)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals < 1)
        {
            faults.Add(new SpecFault("", 0, $"{Option} {text} sets nothing. It must be PATH=VALUE, such as loss.l2=1e-3 or train.0.steps=100."));
            return root;
        }

        string path = text[..equals].Trim();
        if (SweepFile.ParseOption(text[(equals + 1)..], Option, faults) is not { } value || root is not SpecMap)
        {
            return root;
        }

        foreach (string axis in Axes(root))
        {
            if (axis == path || axis.StartsWith(path + ".", StringComparison.Ordinal))
            {
                root = RemoveAxis(root, axis);
            }
            else if (path.StartsWith(axis + ".", StringComparison.Ordinal))
            {
                faults.Add(new SpecFault(path, 0, $"{path} ({Option}) is a part of {axis}, which the grid varies. Set {axis} as a whole."));
                return root;
            }
        }

        SpecNode changed = SpecPath.Set(root, path, value, out string? objection);
        if (objection is null)
        {
            return changed;
        }

        faults.Add(new SpecFault(path, 0, $"{path} ({Option}) leads nowhere. {objection}"));
        return root;
    }

    private static List<string> Axes(SpecNode root) =>
        root is SpecMap map && map.Find("grid") is SpecMap grid ? [.. grid.Entries.Select(entry => entry.Key)] : [];

    private static SpecNode RemoveAxis(SpecNode root, string axis)
    {
        SpecNode without = SpecPath.Remove(root, $"grid.{axis}");
        return Axes(without).Count == 0 ? SpecPath.Remove(without, "grid") : without;
    }
}
