using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Sweeps;

/// <summary>Reads `train`: the phases of training.</summary>
internal static class PhaseReader
{
    private const string Key = "train";

    private const string Allowed =
        "It must be a list of phases, such as [{ method: adam, steps: 2000, step: 0.01 }, { method: newton, steps: 200, gradient: 1e-11 }].";

    /// <summary>Reads the phases of a landscape.</summary>
    public static IReadOnlyList<PhaseSpec> Read(SpecMapReader landscape)
    {
        FaultList faults = landscape.Faults;
        if (landscape.Require(Key, Allowed) is not { } node)
        {
            return [];
        }

        if (node is not SpecList { Items.Count: >= 1 and <= SweepLimits.Phases } list)
        {
            faults.Refuse(Key, node, $"{Allowed} At most {SweepLimits.Phases}.");
            return [];
        }

        List<PhaseSpec> phases = [];
        for (int i = 0; i < list.Items.Count; i++)
        {
            string path = $"{Key}.{i}";
            if (list.Items[i] is SpecMap map)
            {
                phases.Add(ReadPhase(new SpecMapReader(map, path, faults)));
            }
            else
            {
                faults.Refuse(path, list.Items[i], "It must be a map such as { method: newton, steps: 200, gradient: 1e-11 }.");
            }
        }

        return phases;
    }

    private static PhaseSpec ReadPhase(SpecMapReader keys)
    {
        Method? given = keys.RequiredWord("method", SweepWords.Methods);
        Method method = given ?? Method.Adam;
        int steps = (int)keys.RequiredInteger("steps", 1, SweepLimits.Steps, "the most steps that the phase may take");
        if (given is not null)
        {
            foreach (PhaseKey key in PhaseKey.All.Where(key => !Takes(method, key)))
            {
                string takers = string.Join(", ", SweepWords.Methods.Words.Where(
                    word => SweepWords.Methods.TryFind(word, out Method other) && Takes(other, key)));
                keys.Forbid(key.Name, $"{SweepWords.Methods.WordFor(method)} has no {key.Name}, which belongs to {takers}; remove it.");
            }
        }

        // Without a method any key may belong to it, and all are read for their own faults.
        IReadOnlyList<PhaseKey> taken = given is null ? PhaseKey.All : PhaseForm.Of(method).Keys;
        Dictionary<PhaseKey, double> values = taken.ToDictionary(key => key, key => keys.Number(key.Name, key.Default, key.Range, key.Advice));
        double? gradient = keys.OptionalNumber("gradient", NumberRange.Positive, "the phase stops where the gradient's largest entry is at most this");
        keys.Close();
        return PhaseForm.Of(method).Create(steps, key => values[key], gradient);
    }

    private static bool Takes(Method method, PhaseKey key) => PhaseForm.Of(method).Keys.Contains(key);
}
