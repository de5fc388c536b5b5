using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Sweeps;

/// <summary>Reads `train`: the phases of training.</summary>
internal static class PhaseReader
{
    private const string Key = "train";

    private const string Allowed =
        "It must be a list of phases, such as [{ method: adam, steps: 2000, step: 0.01 }, { method: newton, steps: 200, gradient: 1e-11 }].";

    private static readonly string[] SomeMethodsKeys = ["step", "momentum", "beta1", "beta2", "epsilon"];

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
            foreach (string key in SomeMethodsKeys.Where(key => !MethodKeys.Takes(method, key)))
            {
                string takers = string.Join(", ", SweepWords.Methods.Words.Where(
                    word => SweepWords.Methods.TryFind(word, out Method other) && MethodKeys.Takes(other, key)));
                keys.Forbid(key, $"{SweepWords.Methods.WordFor(method)} has no {key}, which belongs to {takers}; remove it.");
            }
        }

        double Take(string key, double fallback, NumberRange range, string advice) =>
            given is null || MethodKeys.Takes(method, key) ? keys.Number(key, fallback, range, advice) : 0;

        var phase = new PhaseSpec(
            method,
            steps,
            Take("step", 0.01, NumberRange.Positive, "0.01 is the usual size of a step"),
            Take("momentum", 0.9, NumberRange.Fraction, "0.9 is usual"),
            Take("beta1", 0.9, NumberRange.Fraction, "0.9 is usual"),
            Take("beta2", 0.999, NumberRange.Fraction, "0.999 is usual"),
            Take("epsilon", 1e-8, NumberRange.Positive, "1e-8 is usual"),
            keys.OptionalNumber("gradient", NumberRange.Positive, "the phase stops where the gradient's largest entry is at most this"));
        keys.Close();
        return phase;
    }
}
