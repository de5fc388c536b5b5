using System.Globalization;
using System.Runtime.CompilerServices;
using OrleansSymmetry.Landscape;

namespace OrleansSymmetry.Mutation;

/// <summary>Runs the tests against one mutant after the other, in a process that may be ended by any of them.</summary>
internal static class Worker
{
    /// <summary>A test that asks so many times more often than it does without a mutant goes on for ever.</summary>
    private const int QuestionsFactor = 10;

    /// <summary>What a test may ask however little it asks without a mutant.</summary>
    private const long LeastQuestions = 10_000_000;

    /// <summary>
    /// A test that asks more is left out: four of many units that tie, which take as long as all others together, and are there for the time
    /// that a search takes.
    /// </summary>
    private const long MostQuestions = 150_000_000;

    /// <summary>Notes what every test does without a mutant. Fails where one does not pass: no mutant can be told from none.</summary>
    public static int Measure(string path)
    {
        const long Many = long.MaxValue / 2;
        Prepare();
        bool failed = false;
        var lines = new List<string>();
        foreach (TestCase test in TestCase.All())
        {
            test.Failure(); // compiled, before it is measured
            MutantSwitch.Take(MutantSwitch.Unchanged, Many);
            TimeSpan before = Watch.Used;
            if (test.Failure() is { } failure)
            {
                Console.Error.WriteLine($"{test.Name} fails without a mutant. Make it pass first: {failure.Message} {failure.StackTrace}");
                failed = true;
            }

            (long asked, IReadOnlyList<int> reached) = MutantSwitch.Since(Many);
            lines.Add(new Profile((Watch.Used - before).TotalMilliseconds, asked, reached.ToHashSet()).ToString());
        }

        File.WriteAllLines(path, lines);
        return failed ? 1 : 0;
    }

    /// <summary>Reads mutants as "number file" from the standard input; prints "number outcome test" for each.</summary>
    public static int Run(string profiles, bool isStatic)
    {
        if (!isStatic)
        {
            Prepare();
        }

        IReadOnlyList<Profile> usual = Profile.Read(profiles);
        IReadOnlyList<TestCase> tests = TestCase.All();
        (int Id, TestCase Test) current = (0, tests[0]);
        var watch = new Watch(() => Say(current.Id, "Timeout", current.Test.Name));
        var kills = new Dictionary<(string File, TestCase Test), int>();
        while (Console.ReadLine() is { } line && line.Split('\t') is [var number, var file])
        {
            int id = int.Parse(number, CultureInfo.InvariantCulture);
            string folder = file.Split('/')[0];
            int[] asked = [.. Enumerable.Range(0, tests.Count).Where(
                k => tests[k].Folder == folder && usual[k].Questions <= MostQuestions && (isStatic || usual[k].Reached.Contains(id)))];
            string outcome = asked.Length == 0 ? "NoCoverage" : "Survived";
            foreach (int k in asked.OrderByDescending(k => Promise(tests[k], file, usual[k].Milliseconds, kills)))
            {
                current = (id, tests[k]);
                watch.Allow(TimeSpan.FromMilliseconds(usual[k].Milliseconds));
                MutantSwitch.Take(id, (QuestionsFactor * usual[k].Questions) + LeastQuestions);
                if (tests[k].Failure() is not null)
                {
                    outcome = MutantSwitch.HasExpired ? "Timeout" : "Killed";
                    kills[(file, tests[k])] = kills.GetValueOrDefault((file, tests[k])) + 1;
                    break;
                }
            }

            MutantSwitch.Take(MutantSwitch.Unchanged, long.MaxValue);
            Say(id, outcome, outcome is "Killed" or "Timeout" ? current.Test.Name : "");
        }

        return 0;
    }

    /// <summary>Kills to be expected in a second: those of this file, and a few where the names are alike.</summary>
    private static double Promise(TestCase test, string file, double milliseconds, Dictionary<(string File, TestCase Test), int> kills) =>
        (kills.GetValueOrDefault((file, test)) + (test.Class.StartsWith(Path.GetFileNameWithoutExtension(file), StringComparison.Ordinal) ? 1 : 0.1))
        / (milliseconds + 2);

    /// <summary>Runs every static initialiser while nothing is changed, so that no mutant leaves its values to the next.</summary>
    private static void Prepare()
    {
        foreach (Type type in new[] { typeof(Worker).Assembly, typeof(NumericsVersion).Assembly }.SelectMany(assembly => assembly.GetTypes()))
        {
            if (!type.ContainsGenericParameters && type.Name != "MutantControl")
            {
                RuntimeHelpers.RunClassConstructor(type.TypeHandle);
            }
        }
    }

    private static void Say(int id, string outcome, string test)
    {
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{id}\t{outcome}\t{test}"));
        Console.Out.Flush();
    }
}
