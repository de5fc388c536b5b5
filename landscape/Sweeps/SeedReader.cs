using System.Globalization;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Sweeps;

/// <summary>
/// Reads `seeds`: a range 0..4095 (both ends included), a number of seeds 4096 (short for 0..4095), a list of seeds and ranges,
/// or { until: { coverage: 0.99 }, atMost: 1000000 }.
/// </summary>
internal static class SeedReader
{
    private const string Key = "seeds";

    private const string Allowed =
        "It must be a range such as 0..4095, a number of seeds such as 4096, a list such as [1, 5, 9], or { until: { coverage: 0.99 }, atMost: 1000000 }.";

    /// <summary>Reads the seeds; null with faults.</summary>
    public static SeedPlan? Read(SpecNode node, FaultList faults)
    {
        int before = faults.Count;
        switch (node)
        {
            case SpecMap map:
                return ReadUntil(map, faults);
            case SpecList list:
                List<SeedRange> ranges = [];
                for (int i = 0; i < list.Items.Count; i++)
                {
                    if (ReadItem(list.Items[i], $"{Key}.{i}", faults) is { } range)
                    {
                        ranges.Add(range);
                    }
                }

                if (list.Items.Count == 0)
                {
                    faults.Refuse(Key, node, "It must hold at least one seed.");
                }

                return faults.Count == before ? Fixed(ranges, node, faults) : null;
            default:
                if (SpecText.TryInteger(node, out long count))
                {
                    if (count is >= 1 and <= SweepLimits.Seeds)
                    {
                        return Fixed([new SeedRange(0, count - 1)], node, faults);
                    }

                    faults.Refuse(
                        Key, node, $"A number of seeds must be between 1 and {SweepLimits.Seeds}; {Key}: [{count}] would be a single seed.");
                    return null;
                }

                return ReadItem(node, Key, faults) is { } whole ? Fixed([whole], node, faults) : null;
        }
    }

    private static SeedPlan? Fixed(List<SeedRange> ranges, SpecNode node, FaultList faults)
    {
        List<SeedRange> merged = [];
        foreach (SeedRange range in ranges.OrderBy(range => range.First))
        {
            if (merged.Count > 0 && range.First <= merged[^1].Last)
            {
                faults.Refuse(Key, node, $"Seed {range.First} is in it twice; name every seed once.");
                return null;
            }

            if (merged.Count > 0 && range.First == merged[^1].Last + 1)
            {
                merged[^1] = merged[^1] with { Last = range.Last };
            }
            else
            {
                merged.Add(range);
            }
        }

        var seeds = new SeedSet(merged);
        if (seeds.Count > SweepLimits.Seeds)
        {
            faults.Refuse(Key, node, $"These are {seeds.Count} seeds. At most {SweepLimits.Seeds} are allowed.");
            return null;
        }

        return new SeedPlan(seeds, null, seeds.Count);
    }

    private static SeedRange? ReadItem(SpecNode node, string path, FaultList faults)
    {
        if (SpecText.TryInteger(node, out long seed))
        {
            if (seed is >= 0 and <= SweepLimits.LargestSeed)
            {
                return new SeedRange(seed, seed);
            }

            faults.Refuse(path, node, $"A seed must be between 0 and {SweepLimits.LargestSeed}.");
            return null;
        }

        string text = (node as SpecScalar)?.Text ?? "";
        int dots = text.IndexOf("..", StringComparison.Ordinal);
        if (dots < 0 || !TryWhole(text[..dots], out long first) || !TryWhole(text[(dots + 2)..], out long last))
        {
            faults.Refuse(path, node, path == Key ? Allowed : "It must be a seed such as 5 or a range such as 0..4095.");
            return null;
        }

        if (first < 0 || last < 0 || first > SweepLimits.LargestSeed || last > SweepLimits.LargestSeed)
        {
            faults.Refuse(path, node, $"Seeds must be between 0 and {SweepLimits.LargestSeed}.");
            return null;
        }

        if (first > last)
        {
            faults.Refuse(path, node, $"A range runs from its smallest seed to its largest, both included: write {last}..{first}.");
            return null;
        }

        return new SeedRange(first, last);
    }

    private static bool TryWhole(string text, out long value) =>
        long.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    private static SeedPlan? ReadUntil(SpecMap map, FaultList faults)
    {
        int before = faults.Count;
        var keys = new SpecMapReader(map, Key, faults);
        double coverage = double.NaN;
        if (keys.Require("until", "It must be a map such as { coverage: 0.99 }.") is { } until)
        {
            var untilKeys = SpecMapReader.Over(until, "seeds.until", faults, "It must be a map such as { coverage: 0.99 }.");
            if (until is SpecMap)
            {
                var range = new NumberRange(0, false, 1, false, "greater than 0 and less than 1");
                coverage = untilKeys.RequiredNumber(
                    "coverage", range, "0.99 stops when it is certain at 95 % that at most one run in a hundred finds a new class");
                untilKeys.Close();
            }
        }

        long atMost = keys.RequiredInteger("atMost", 1, SweepLimits.Seeds, "training stops there even if the coverage is not reached");
        keys.Close();
        return faults.Count == before ? new SeedPlan(null, coverage, atMost) : null;
    }
}
