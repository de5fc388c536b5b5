using OrleansSymmetry.Landscape.Problems;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Sweeps;

/// <summary>Finds the data files that a sweep names, so that whoever may open files can bring them along.</summary>
public static class FileNodes
{
    /// <summary>The names of the data files in the order written, each once.</summary>
    public static IReadOnlyList<string> NamesIn(SpecNode root)
    {
        List<string> names = [];
        if (root is SpecMap map)
        {
            foreach (SpecEntry entry in map.Entries)
            {
                if (entry.Key == "problem")
                {
                    Collect(entry, names);
                }
                else if (entry is { Key: "grid", Value: SpecMap grid })
                {
                    foreach (SpecEntry axis in grid.Entries.Where(axis => axis.Key.Split('.')[0] == "problem"))
                    {
                        string last = axis.Key[(axis.Key.LastIndexOf('.') + 1)..];
                        foreach (SpecNode value in (axis.Value as SpecList)?.Items ?? [])
                        {
                            Collect(new SpecEntry(last, axis.KeyOrigin, value), names);
                        }
                    }
                }
            }
        }

        return [.. names.Distinct(StringComparer.Ordinal)];
    }

    private static void Collect(SpecEntry entry, List<string> names)
    {
        switch (entry)
        {
            case { Key: "file", Value: SpecScalar file } when !SpecText.IsNull(file):
                names.Add(file.Text);
                break;
            case { Key: "teacher", Value: SpecScalar teacher } when !SpecText.IsNull(teacher) && teacher.Text != ReluTeacherProblem.Orthonormal:
                names.Add(teacher.Text);
                break;
            case { Value: SpecMap map }:
                foreach (SpecEntry inner in map.Entries)
                {
                    Collect(inner, names);
                }

                break;
        }
    }
}
