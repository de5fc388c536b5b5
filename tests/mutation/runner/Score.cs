using System.Globalization;

namespace OrleansSymmetry.Mutation;

/// <summary>The share of mutants that some test notices, per file.</summary>
internal static class Score
{
    public static void Print(IReadOnlyList<Mutant> mutants, IReadOnlyDictionary<int, (string Outcome, string Test)> outcomes)
    {
        Console.WriteLine($"{"file",-40} {"mutants",8} {"killed",8} {"timed out",10} {"survived",9} {"unreached",10} {"score",8}");
        foreach (IGrouping<string, Mutant> file in mutants.GroupBy(mutant => mutant.File).OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            Row(file.Key, [.. file.Select(mutant => outcomes[mutant.Id].Outcome)]);
        }

        Row("all", [.. mutants.Select(mutant => outcomes[mutant.Id].Outcome)]);
    }

    private static void Row(string name, string[] outcomes)
    {
        int Count(string outcome) => outcomes.Count(each => each == outcome);
        double score = 100.0 * (Count("Killed") + Count("Timeout")) / Math.Max(1, outcomes.Length);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-40} {outcomes.Length,8} {Count("Killed"),8} {Count("Timeout"),10} {Count("Survived"),9} {Count("NoCoverage"),10} {score,7:F1}%"));
    }
}
