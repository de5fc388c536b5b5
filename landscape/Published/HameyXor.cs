using System.Globalization;
using System.Text;
using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Published;

/// <summary>
/// Exclusive or with two sigmoid hidden units and a sigmoid output has no local minimum of non-zero loss at finite weights: the runs
/// that do not reach zero are on their way to minima at infinity.
/// </summary>
public sealed class HameyXor : Verification
{
    private const int Seeds = 2048;

    /// <summary>At most this loss is zero: what is left of a run on its way to the infimum.</summary>
    private const double ZeroLoss = 1e-9;

    /// <summary>A diverging run is on a level when its loss is above it by less than this part of it.</summary>
    private const double NearLevel = 1e-2;

    /// <inheritdoc/>
    public override string Name => "hamey";

    /// <inheritdoc/>
    public override string Claim =>
        "XOR 2-2-1 with sigmoid units and head, squared error, no penalty: no finite stationary point of non-zero loss is a local minimum.";

    /// <inheritdoc/>
    public override string Source => "Hamey, Neural Networks 11, 669 (1998); Sprinkhuizen-Kuyper and Boers, Neural Computation 8, 1301 (1996)";

    /// <inheritdoc/>
    public override IEnumerable<Comparison> Run(SeedTraining training)
    {
        ArgumentNullException.ThrowIfNull(training);
        return Targets(training, 0, 1, [1.0 / 8, 1.0 / 6], "about 2/5 of runs")
            .Concat(Targets(training, 0.1, 0.9, [0.08, 0.32 / 3], "about 1/3 of runs"));
    }

    private static IEnumerable<Comparison> Targets(SeedTraining training, double low, double high, double[] levels, string share)
    {
        string subject = string.Create(CultureInfo.InvariantCulture, $"targets {low} and {high}");
        LossLandscape landscape = Landscape(low, high);
        IReadOnlyList<RunRecord> runs = training.Train(subject, landscape, 0, Seeds);
        LandscapeReport census = SeedTraining.Census(landscape, Modulo.Network, runs);
        int minima = census.Classes.Count(found => found.Kind == "minimum" && found.Loss > ZeroLoss);
        int families = census.Families.Count(found => found.Loss > ZeroLoss);
        yield return Comparison.Of(subject, "finite minima of non-zero loss, classes", Said.Count(minima), "0", minima == 0);
        yield return Comparison.Of(subject, "finite minima of non-zero loss, families", Said.Count(families), "0", families == 0);
        yield return Comparison.Told(subject, "runs by how they ended", Ends(runs));
        long onLevels = 0;
        foreach (double level in levels)
        {
            int here = runs.Count(run => run.Ended == Ended.Diverging && Math.Abs(run.Loss - level) <= NearLevel * level);
            onLevels += here;
            yield return Comparison.Told(subject, $"diverging towards the level {Said.Decimals(level, 4)}", $"{here} = {Said.Share(here, Seeds)}");
        }

        yield return Comparison.Told(subject, "minima at infinity of non-zero loss", $"{onLevels} = {Said.Share(onLevels, Seeds)}", share);
    }

    private static string Ends(IEnumerable<RunRecord> runs) => string.Join(
        ", ", runs.GroupBy(run => run.Ended).OrderBy(group => group.Key).Select(group => $"{group.Count()} {group.Key.ToString().ToLowerInvariant()}"));

    private static LossLandscape Landscape(double low, double high)
    {
        string table = string.Create(CultureInfo.InvariantCulture, $"a,b,y\n0,0,{low}\n0,1,{high}\n1,0,{high}\n1,1,{low}\n");
        var files = DataFiles.Of([KeyValuePair.Create("xor.csv", (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(table))]);
        return SeedTraining.Landscapes(
            """
            { 'name': 'hamey', 'problem': { 'kind': 'csv', 'file': 'xor.csv', 'inputs': ['a', 'b'], 'targets': ['y'], 'standardise': false },
              'network': { 'hidden': [2], 'activation': 'sigmoid', 'output': 'sigmoid' }, 'loss': { 'kind': 'mse' }, 'seeds': '0..0',
              'train': [ { 'method': 'adam', 'steps': 4000, 'step': 0.05 }, { 'method': 'newton', 'steps': 1000, 'gradient': 1e-11 } ] }
            """,
            files)[0].Landscape;
    }
}
