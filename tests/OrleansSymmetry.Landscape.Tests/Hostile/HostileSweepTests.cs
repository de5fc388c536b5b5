using System.Text;
using CsCheck;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Sweeps;
using OrleansSymmetry.Landscape.Tests.Sweeps;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Tests.Hostile;

/// <summary>What a client may send to a grain in place of a sweep.</summary>
public sealed class HostileSweepTests
{
    private const string Problem = "'problem': 'xor'";
    private const string Network = "'network': {'hidden': [2]}";
    private const string Seeds = "'seeds': 4";

    // The largest that is read holds half a million values at some hundred bytes each.
    private const double MostMegabytes = 400;

    private static readonly string Valid = Sweep(Problem, Network, Seeds);

    private static readonly (string What, string Text, string Said)[] All =
    [
        ("a number beyond all doubles", Sweep(Problem, Network, Seeds, "'loss': {'l2': 1e999}"), "loss.l2 is 1e999"),
        ("a number of a million digits", Sweep(Problem, Network, Seeds, $"'loss': {{'l2': 1{new string('0', 1_000_000)}}}"), "loss.l2 is 1000"),
        ("10^30 seeds", Sweep(Problem, Network, "'seeds': 1e30"), "seeds is 1e30"),
        ("2^63 seeds", Sweep(Problem, Network, "'seeds': 9223372036854775808"), "seeds is 9223372036854775808"),
        ("a range that overflows", Sweep(Problem, Network, "'seeds': '0..9223372036854775807'"), "Seeds must be between 0 and 9007199254740991"),
        ("five million seeds, one by one", Sweep(Problem, Network, $"'seeds': "
            + $"[{string.Join(',', Enumerable.Repeat('7', 5_000_000))}]"), "more than 500000 values"),
        ("400 000 seeds that are none", Sweep(Problem, Network, $"'seeds': "
            + $"[{string.Join(',', Enumerable.Range(0, 400_000).Select(i => $"'x{i}'"))}]"), "There are more faults than these 100"),
        ("seeds that meet in all pairs", Sweep(Problem, Network, $"'seeds': "
            + $"[{string.Join(',', Enumerable.Range(0, 400_000).Select(i => $"'{i}..{i + 1}'"))}]"), "is in it twice"),
        ("100 000 keys", $"{{{string.Join(',', Enumerable.Range(0, 100_000).Select(i => $"\"k{i}\": 1"))}}}", "A map has 100000 keys"),
        ("a key of a megabyte", Sweep(Problem, Network, Seeds, $"'{new string('k', 1_000_000)}': 1"), "A key has 1000000 letters"),
        ("a word of a megabyte", Sweep($"'problem': '{new string('x', 1_000_000)}'", Network, Seeds), "problem is \"xxx"),
        ("a path of 100 000 steps", Sweep(Problem, Network, Seeds, $"'grid': {{'network{string.Concat(Enumerable.Repeat(".a", 100_000))}': "
            + $"[1]}}"), "A key has 200007 letters"),
        ("a path of 48 steps", Sweep(Problem, Network, Seeds, $"'grid': {{'network{string.Concat(Enumerable.Repeat(".a", 46))}': [1]}}"), "It has 47 keys"),
        ("nesting without end", new string('[', 100_000), "The sweep is not JSON"),
        ("a grid of a million", Sweep(Problem, Network, Seeds, $"'grid': {{{string.Join(',', Axes(6, 10))}}}"), "1000000 combinations"),
        ("a grid beyond all integers", Sweep(Problem, Network, Seeds, $"'grid': {{{string.Join(',', Axes(200, 900))}}}"), "combinations"),
        ("a thousand layers", Sweep(Problem, $"'network': {{'hidden': [{string.Join(',', Enumerable.Repeat('2', 1000))}]}}", Seeds),
            "network.hidden is a list"),
        ("a layer of 2^31 units", Sweep(Problem, "'network': {'hidden': [2147483648]}", Seeds), "network.hidden.0 is 2147483648"),
        ("a teacher that takes a day", Sweep("'problem': {'kind': 'teacher', 'inputs': 1, 'hidden': [2000, 2000, 2000, 2000, 2000, 2000, 2000, 2000], "
            + "'samples': 4000000}", Network, Seeds), "too much work"),
        ("a wide teacher of many samples", Sweep("'problem': {'kind': 'teacher', 'inputs': 1, 'hidden': [4096], "
            + "'samples': 4000000}", Network, Seeds), "at most 4096000 weights"),
        ("a thousand large data sets", Sweep("'problem': {'kind': 'moons', 'points': 2000000}", Network, Seeds, $"'grid': "
            + $"{{'problem.seed': [{string.Join(',', Enumerable.Range(0, 1000))}]}}"), "too much work"),
        ("a covariance of 400 rows", Sweep($"'problem': {{'kind': 'autoencoder', "
            + $"'covariance': [{string.Join(',', Enumerable.Repeat('1', 400))}]}}", Network, Seeds), "At most 256 inputs"),
        ("a target of ten thousand brackets", Sweep($"'problem': {{'kind': 'gauss-hermite', "
            + $"'target': '{new string('(', 10_000)}x{new string(')', 10_000)}'}}", Network, Seeds), "at most 1000 are allowed"),
        ("a target of 400 brackets", Sweep($"'problem': {{'kind': 'gauss-hermite', "
            + $"'target': '{new string('(', 400)}x{new string(')', 400)}'}}", Network, Seeds), "nests deeper"),
        ("a target of 900 signs", Sweep($"'problem': {{'kind': 'gauss-hermite', 'target': '{new string('-', 900)}x'}}", Network, Seeds), "nests deeper"),
        ("a name of a megabyte", Valid.Replace("\"name\": \"x\"", $"\"name\": \"{new string('a', 1_000_000)}\"", StringComparison.Ordinal), "name is \"aaa"),
        ("a name with a zero in it", Valid.Replace("\"name\": \"x\"", "\"name\": \"a\\u0000b\"", StringComparison.Ordinal), "name is \"a"),
        ("a name that climbs", Valid.Replace("\"name\": \"x\"", "\"name\": \"../../x\"", StringComparison.Ordinal), "name is \"../../x\""),
        ("half a surrogate", Valid.Replace("\"name\": \"x\"", "\"name\": \"\\ud800\"", StringComparison.Ordinal), "no UTF-8"),
        ("a path in place of a hash", Sweep("'problem': {'kind': 'csv', 'file': '/etc/passwd', 'inputs': ['0'], "
            + "'targets': ['1']}", Network, Seeds), "did not come with the sweep"),
        ("nothing", "", "The sweep is not JSON"),
        ("null", "null", "The sweep is empty"),
    ];

    public static TheoryData<string> Cases() => [.. All.Select(one => one.What)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_hostile_sweep_is_refused_in_few_words_and_little_memory(string what)
    {
        (_, string text, string said) = All.Single(one => one.What == what);
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        SweepReading? reading = null;

        double megabytes = Allocated.Megabytes(() => reading = SweepReader.Read(bytes, DataFiles.None));

        Assert.Null(reading!.Sweep);
        Assert.Contains(reading.Faults, fault => fault.Message.Contains(said, StringComparison.Ordinal));
        Assert.InRange(reading.Faults.Sum(fault => fault.Message.Length), 1, 20_000);
        Assert.True(megabytes < MostMegabytes, $"{what}: {megabytes:F0} MB");
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(Valid);
        bytes[Array.IndexOf(bytes, (byte)'x')] = 0xff;

        Assert.Contains("no UTF-8", Assert.Single(SweepReader.Read(bytes, DataFiles.None).Faults).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_a_sweep_is_turned_into_it_is_read_or_refused_and_nothing_is_thrown()
    {
        byte[] valid = CanonicalJson.Of(SweepText.Valid(SweepText.Read(Valid)));
        Mutation.Of(valid).Sample(
            bytes =>
            {
                SweepReading reading = SweepReader.Read(bytes, DataFiles.None);
                Assert.True(reading.Sweep is not null ^ reading.Faults.Count > 0);
            },
            iter: 5000);
    }

    [Fact]
    public void Any_expression_is_read_or_refused_with_its_column()
    {
        Gen<string> text = Gen.OneOf(
            Gen.String[Gen.OneOfConst("x+-*/^().,0123456789 eE sincoexptahrlgqbf".ToCharArray()), 0, 80],
            Gen.String[0, 200]);
        text.Sample(
            written =>
            {
                try
                {
                    _ = OrleansSymmetry.Landscape.Problems.Expression.Parse(written).At(0.5);
                }
                catch (FormatException fault)
                {
                    Assert.Contains("column", fault.Message, StringComparison.Ordinal);
                }
            },
            iter: 20_000);
    }

    private static IEnumerable<string> Axes(int axes, int values) => Enumerable.Range(0, axes)
        .Select(axis => $"'train.0.a{axis}': [{string.Join(',', Enumerable.Range(1, values))}]");

    private static string Sweep(params string[] keys) =>
        $"{{'name': 'x', 'train': {SweepText.Phases}, {string.Join(", ", keys)}}}".Replace('\'', '"');
}
