using System.Globalization;
using System.Text;
using System.Text.Json;
using OrleansSymmetry.Contracts;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Sweeps;
using OrleansSymmetry.Landscape.Training;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Grains.Tests.Sweeps;

/// <summary>
/// Sweeps over XOR with two tanh units and some steps of Newton's method, a tenth of a millisecond a seed. Their landscapes have names:
/// "a" is the one whose classes are known (<see cref="Losses"/>), "b" and "c" have larger penalties.
/// </summary>
public static class XorSweep
{
    /// <summary>Classes of "a" that a few hundred seeds meet, of 8 networks each.</summary>
    public const int Classes = 6;

    /// <summary>The loss of each class of "a", to 10 digits.</summary>
    public static readonly double[] Losses = [0.0615392148, 0.0615392148, 0.5704929991, 0.5704929991, 0.5704929991, 0.5704929991];

    private static readonly Dictionary<string, double> Penalties = new() { ["a"] = 0.01, ["b"] = 0.02, ["c"] = 0.03 };

    // Some runs take more: of them it is known that they are unconverged.
    private const int UsualSteps = 14;

    /// <summary>A sweep.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="seeds">"FIRST..LAST" or "until COVERAGE ATMOST".</param>
    /// <param name="landscapes">Its landscapes, by name.</param>
    public static SweepSubmission Submission(string name, string seeds, params string[] landscapes) => Submission(name, seeds, UsualSteps, landscapes);

    /// <param name="name">Its name.</param>
    /// <param name="seeds">"FIRST..LAST" or "until COVERAGE ATMOST".</param>
    /// <param name="steps">Steps of Newton's method: with one, no run ends in a class.</param>
    /// <param name="landscapes">Its landscapes, by name.</param>
    public static SweepSubmission Submission(string name, string seeds, int steps, params string[] landscapes) =>
        new(CanonicalJson.Of(Read(name, seeds, steps, landscapes)), []);

    public static string IdOf(SweepSubmission submission) => SweepIdentity.Of(SweepReader.Read(submission.Spec, DataFiles.None).Sweep!).Id;

    /// <summary>ID of a landscape.</summary>
    public static string Landscape(string name) => LandscapeIdentity.Of(Point(name).Landscape);

    /// <summary>The runs of seeds of a landscape, trained as one block, past all grains.</summary>
    public static IReadOnlyList<RunRecord> Runs(string name, long first, int count) =>
        BlockTrainer.Train(LossLandscape.Build(Point(name).Landscape, DataFiles.None), first, count, CancellationToken.None).Runs;

    /// <summary>How these runs end, in the order of <see cref="Ended"/>.</summary>
    public static long[] Ended(string name, long first, int count) => EndCounts.Of(Runs(name, first, count)).ToArray();

    private static GridPoint Point(string name) => Read("any", "0..0", UsualSteps, [name]).Landscapes[0];

    private static SweepSpec Read(string name, string seeds, int steps, string[] landscapes)
    {
        string[] words = seeds.Split(' ');
        object plan = words.Length == 1
            ? seeds
            : new
            {
                until = new { coverage = double.Parse(words[1], CultureInfo.InvariantCulture) },
                atMost = long.Parse(words[2], CultureInfo.InvariantCulture),
            };
        string file = $$"""
            {
              "name": "{{name}}", "problem": "xor", "network": { "hidden": [2], "activation": "tanh" }, "loss": { "kind": "mse" },
              "seeds": {{JsonSerializer.Serialize(plan)}}, "train": [{ "method": "newton", "steps": {{steps}}, "gradient": 1e-11 }],
              "grid": { "loss.l2": {{JsonSerializer.Serialize(landscapes.Select(landscape => Penalties[landscape]))}} }
            }
            """;
        SweepReading reading = SweepReader.Read(Encoding.UTF8.GetBytes(file), DataFiles.None);
        Assert.Empty(reading.Faults);
        return reading.Sweep!;
    }
}
