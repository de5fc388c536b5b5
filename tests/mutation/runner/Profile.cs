using System.Globalization;

namespace OrleansSymmetry.Mutation;

/// <summary>What a test does without a mutant.</summary>
/// <param name="Milliseconds">Of processor time.</param>
/// <param name="Questions">How often the library asks which alternative to take.</param>
/// <param name="Reached">The mutants it reaches.</param>
internal sealed record Profile(double Milliseconds, long Questions, IReadOnlySet<int> Reached)
{
    public static IReadOnlyList<Profile> Read(string path) => [.. File.ReadAllLines(path).Select(line => line.Split('\t')).Select(fields => new Profile(
        double.Parse(fields[0], CultureInfo.InvariantCulture),
        long.Parse(fields[1], CultureInfo.InvariantCulture),
        fields[2].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => int.Parse(id, CultureInfo.InvariantCulture)).ToHashSet()))];

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Milliseconds:F0}\t{Questions}\t{string.Join(' ', Reached)}");
}
