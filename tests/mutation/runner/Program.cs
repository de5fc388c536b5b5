using System.Globalization;

namespace OrleansSymmetry.Mutation;

/// <summary>Runs the tests against the mutants of a report of Stryker, and holds the survivors to those that have a reason.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        switch (arguments)
        {
            case ["fit", var library, var fitted]:
                MutantSwitch.Fit(library, fitted);
                return 0;
            case ["measure", var profiles]:
                return Worker.Measure(profiles);
            case ["run" or "static", var profiles]:
                return Worker.Run(profiles, arguments[0] == "static");
            case ["judge", var report, var profiles, var reasons, var workers, .. var only]:
                return Judge(
                    report, reasons, new Crew(int.Parse(workers, CultureInfo.InvariantCulture), profiles, Path.ChangeExtension(profiles, "outcomes")), only);
            default:
                Console.Error.WriteLine("fit LIBRARY FITTED | measure PROFILES | judge REPORT PROFILES SURVIVORS WORKERS [FILE...]");
                return 2;
        }
    }

    private static int Judge(string report, string reasons, Crew crew, string[] only)
    {
        // Stryker's own test reaches nothing; what it ignored or could not compile is no mutant.
        IReadOnlyList<Mutant> made = Mutant.Read(report);
        IReadOnlyList<Mutant> mutants = [.. made.Where(mutant => mutant.Status is "NoCoverage" or "Survived"
            && (only.Length == 0 || only.Contains(Path.GetFileNameWithoutExtension(mutant.File))))];
        IReadOnlyDictionary<int, (string Outcome, string Test)> outcomes = crew.Run(mutants);
        Score.Print(mutants, outcomes);
        IReadOnlyList<Mutant> survivors = [.. mutants.Where(mutant => outcomes[mutant.Id].Outcome is "Survived" or "NoCoverage")];
        return Survivors.Compare(reasons, survivors, made[0].File.Split('/')[0], only) ? 0 : 1;
    }
}
