using System.Text.Json.Nodes;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Specs;

/// <summary>A sweep: one landscape per combination of its grid, and the seeds to train on each.</summary>
/// <param name="Name">The user's name of it.</param>
/// <param name="Seeds">The seeds.</param>
/// <param name="Modulo">Which symmetries are divided out.</param>
/// <param name="Landscapes">In the order of the report.</param>
public sealed record SweepSpec(string Name, SeedPlan Seeds, Modulo Modulo, IReadOnlyList<GridPoint> Landscapes)
{
    /// <summary>In the order of the report.</summary>
    public IReadOnlyList<GridPoint> Landscapes { get; init => field = ValueList.Of(value); } = ValueList.Of(Landscapes);
}

/// <summary>One combination of the grid.</summary>
/// <param name="Set">The grid keys with this combination's values, in the file's order; empty without a grid.</param>
/// <param name="Landscape">The landscape.</param>
public sealed record GridPoint(IReadOnlyList<KeyValuePair<string, JsonNode?>> Set, LandscapeSpec Landscape)
{
    /// <summary>Two points are equal when their landscapes are and the grid's values say the same.</summary>
    public bool Equals(GridPoint? other) =>
        other is not null
        && Landscape == other.Landscape
        && Set.Count == other.Set.Count
        && Set.Zip(other.Set).All(pair => pair.First.Key == pair.Second.Key && JsonNode.DeepEquals(pair.First.Value, pair.Second.Value));

    /// <inheritdoc/>
    public override int GetHashCode() => Landscape.GetHashCode();
}

/// <summary>Which symmetries are divided out in the report.</summary>
public enum Modulo
{
    /// <summary>Those of the network.</summary>
    Network,

    /// <summary>Those of the network and of the problem.</summary>
    NetworkAndProblem,
}

/// <summary>The seeds of a sweep: a fixed set, or as many as a coverage asks for.</summary>
/// <param name="Seeds">The fixed set; null when <paramref name="Coverage"/> decides.</param>
/// <param name="Coverage">Stop at the first look (after 1024, 2048, 4096, ... seeds from 0) at which the coverage is at least this for certain.</param>
/// <param name="AtMost">Most seeds when <paramref name="Coverage"/> decides.</param>
public sealed record SeedPlan(SeedSet? Seeds, double? Coverage, long AtMost);

/// <summary>A set of seeds as ascending, disjoint, non-adjacent inclusive ranges.</summary>
public sealed record SeedSet(IReadOnlyList<SeedRange> Ranges)
{
    /// <summary>The ranges.</summary>
    public IReadOnlyList<SeedRange> Ranges { get; init => field = ValueList.Of(value); } = ValueList.Of(Ranges);

    /// <summary>Number of seeds.</summary>
    public long Count => Ranges.Sum(range => range.Count);

    /// <summary>Whether <paramref name="seed"/> is one of them.</summary>
    public bool Contains(long seed) => Ranges.Any(range => seed >= range.First && seed <= range.Last);
}

/// <summary>The seeds First..Last, both included.</summary>
public readonly record struct SeedRange(long First, long Last)
{
    /// <summary>Number of seeds.</summary>
    public long Count => Last - First + 1;
}
