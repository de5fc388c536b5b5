using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using CsCheck;
using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Problems;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Sweeps;
using OrleansSymmetry.Landscape.Tables;
using OrleansSymmetry.Landscape.Tests.Sweeps;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Tests.Specs;

public sealed class CanonicalJsonTests
{
    private static readonly byte[] Table = "a,b,kind\n1,2,p\n3,5,q\n4,4,p\n"u8.ToArray();

    private static readonly DataFiles Files = DataFiles.Of([new ReadOnlyMemory<byte>(Table)]);

    private static readonly string Hash = Convert.ToHexStringLower(SHA256.HashData(Table));

    private static readonly Gen<double> Positive = Gen.Double[1e-12, 1e3];

    private static readonly Gen<Problem> AnyProblem = Gen.OneOf<Problem>(
        Gen.Bool.Select(bit => (Problem)new XorProblem(bit ? BitCoding.ZeroOne : BitCoding.PlusMinusOne)),
        Gen.Int[2, 10].Select(bits => (Problem)new ParityProblem(bits, BitCoding.PlusMinusOne)),
        Gen.Int[2, 150].Select(n => (Problem)new IrisProblem(n)),
        Gen.Int[2, 178].Select(n => (Problem)new WineProblem(n)),
        Gen.Int[2, 40].Select(n => (Problem)new DigitsProblem(n)),
        Gen.Select(Gen.Int[2, 50], Gen.Double[0, 2], Gen.Long[0, SweepLimits.LargestSeed], (n, noise, seed) => (Problem)new MoonsProblem(2 * n, noise, seed)),
        Gen.Select(Gen.Int[2, 50], Gen.Double[0, 2], Gen.Long[0, SweepLimits.LargestSeed], (n, noise, seed) => (Problem)new CirclesProblem(2 * n, noise, seed)),
        Gen.Select(Gen.Int[2, 50], Gen.Double[0, 2], Gen.Long[0, SweepLimits.LargestSeed], (n, noise, seed) => (Problem)new SpiralsProblem(2 * n, noise, seed)),
        Gen.Select(Gen.Int[2, 50], Gen.Double[-5, 0], Positive, (n, from, width) => (Problem)new RegressionProblem("runge", n, from, from + width)),
        Gen.Select(Gen.Int[1, 5], Gen.Int[1, 4].Array[1, 3], Gen.Int[1, 20], (n, hidden, samples) =>
            (Problem)new TeacherProblem(new TeacherNetwork(n, hidden, 1, "erf", true, 7), samples, 7)),
        Gen.Int[1, 256].Select(n => (Problem)new GaussHermiteProblem(n, "sin(x) + x^2/2", null)),
        Gen.Int[1, 40].Select(n => (Problem)new GaussHermiteProblem(n, null, new TeacherNetwork(1, [3], 1, "tanh", false, 11))),
        Gen.Select(
            Gen.OneOfConst(Enum.GetValues<HeadingRule>().Except([HeadingRule.Absent]).ToArray()),
            Gen.OneOfConst<CellSeparator?>(null, CellSeparator.Comma),
            Gen.OneOfConst<string[]>([], ["?"], ["NA", ""]),
            Gen.OneOfConst(TargetRule.Auto, TargetRule.Number),
            Gen.OneOfConst(Enum.GetValues<StandardiseRule>()),
            (header, separator, missing, target, standardise) =>
                (Problem)new CsvProblem(Hash, new CsvDialect(header, separator, false, missing), ["a", "b"], ["b"], target, standardise)));

    private static readonly Gen<PhaseSpec> AnyPhase = Gen.Select(
        Gen.OneOfConst(Enum.GetValues<Method>()),
        Gen.Int[1, 1000],
        Positive,
        Gen.Select(Gen.Double[0, 0.99], Gen.Double[0, 0.99], Gen.Double[0, 0.999]),
        Positive,
        Positive.Nullable(),
        (method, steps, step, factors, epsilon, gradient) => method switch
        {
            Method.GradientDescent => (PhaseSpec)new GradientDescentPhase(steps, step, gradient),
            Method.Momentum => new MomentumPhase(steps, step, factors.Item1, gradient),
            Method.Nesterov => new NesterovPhase(steps, step, factors.Item1, gradient),
            Method.Adam => new AdamPhase(steps, step, factors.Item2, factors.Item3, epsilon, gradient),
            Method.Lbfgs => new LbfgsPhase(steps, gradient),
            Method.Newton => new NewtonPhase(steps, gradient),
            _ => new LevenbergMarquardtPhase(steps, gradient),
        });

    private static readonly Gen<LandscapeSpec> AnyLandscape = Gen.Select(
        AnyProblem,
        Gen.Select(Gen.Int[1, 9].Array[1, 3], Gen.OneOfConst("tanh", "sigmoid", "relu", "leaky-relu", "sin"), Gen.Double[0.01, 0.9], Gen.Bool),
        Gen.Double[0, 1],
        Gen.Select(Gen.OneOfConst(Enum.GetValues<InitialisationKind>()), Positive, (kind, scale) => new InitialisationSpec(kind, scale)),
        AnyPhase.Array[0, 3],
        Gen.Select(Positive.Select(x => x / 1e4), Gen.OneOfConst(Enum.GetValues<SaddlePolicy>())),
        (problem, net, l2, init, phases, rest) => new LandscapeSpec(
            problem,
            new NetworkSpec(net.Item1, net.Item2, net.Item2 == "leaky-relu" ? net.Item3 : 0.01, net.Item4, OutputHead.Linear, false),
            new LossSpec(problem.DefaultLoss, l2),
            init,
            [.. phases, new NewtonPhase(10, 1e-9)],
            rest.Item2,
            new ToleranceSpec(rest.Item1, rest.Item1, rest.Item2 == SaddlePolicy.Keep ? rest.Item1 : null, 1e3)));

    private static readonly Gen<SeedPlan> AnySeeds = Gen.OneOf(
        Gen.Select(Gen.Double[1e-6, 1 - 1e-6], Gen.Long[1, SweepLimits.Seeds], (coverage, atMost) => new SeedPlan(null, coverage, atMost)),
        Gen.Select(Gen.Long[0, 1L << 40], Gen.Int[1, 1000].Array[1, 6], (first, steps) =>
        {
            List<SeedRange> ranges = [];
            foreach (int step in steps)
            {
                ranges.Add(new SeedRange(first, first + (step % 7)));
                first += step + 10;
            }

            var set = new SeedSet(ranges);
            return new SeedPlan(set, null, set.Count);
        }));

    [Fact]
    public void Problem_network_loss_and_tolerances_are_read_back_without_data_files()
    {
        AnyLandscape.Sample(landscape =>
        {
            byte[] json = CanonicalJson.Of(new SweepSpec("a", new SeedPlan(null, 0.5, 1000), Modulo.Network, [new GridPoint([], landscape)]));
            Problem? problem = landscape.Problem.FileHashes.Any() ? null : landscape.Problem;
            Assert.Equal(
                new LandscapeOutline(landscape.Problem.Kind, problem, landscape.Network, landscape.Loss, landscape.Tolerance),
                Assert.Single(SweepReader.Outlines(json)));
        });
    }

    [Theory]
    [InlineData("no JSON")]
    [InlineData("{}")]
    [InlineData("{\"landscapes\": [{\"problem\": \"xor\", \"network\": {\"hidden\": [2], \"colour\": \"red\"}}]}")]
    [InlineData("{\"landscapes\": [7]}")]
    public void Text_that_is_no_sweep_of_this_version_has_no_outlines(string json) => Assert.Empty(SweepReader.Outlines(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void A_sweep_read_back_from_its_canonical_form_is_equal()
    {
        Gen.Select(AnyLandscape, AnySeeds, Gen.OneOfConst("a", "a.b-c_d9", "9")).Sample(
            (landscape, seeds, name) =>
            {
                var sweep = new SweepSpec(name, seeds, Modulo.Network, [new GridPoint([], landscape)]);
                byte[] json = CanonicalJson.Of(sweep);

                SweepReading back = SweepReader.Read(json, Files);

                Assert.Empty(back.Faults.Select(fault => fault.Message));
                Assert.Equal(sweep, back.Sweep);
                Assert.Equal(json, CanonicalJson.Of(back.Sweep!));
                Assert.Equal(sweep.GetHashCode(), back.Sweep!.GetHashCode());
            },
            iter: 300);
    }

    [Fact]
    public void Files_that_a_problem_names_are_those_that_its_canonical_form_holds()
    {
        var filed = new TeacherNetwork(1, [3], 1, "tanh", false, 0, Hash);
        Problem[] withFile =
        [
            new CsvProblem(Hash, CsvDialect.Usual, ["a"], ["b"], TargetRule.Auto, StandardiseRule.None),
            new NpzProblem(Hash, ["x"], ["y"], TargetRule.Auto, StandardiseRule.None),
            new TeacherProblem(filed, 10, 0),
            new ReluTeacherProblem(2, 3, Hash),
            new GaussHermiteProblem(8, null, filed),
        ];

        Assert.All(withFile, problem => Assert.Equal([Hash], problem.FileHashes));
        Gen.OneOf(AnyProblem, Gen.OneOfConst(withFile)).Sample(problem => Assert.Equal(FilesIn(problem), problem.FileHashes));

        static IEnumerable<string> FilesIn(Problem problem)
        {
            using var bytes = new MemoryStream();
            using (var json = new Utf8JsonWriter(bytes))
            {
                json.WriteStartObject();
                problem.WriteKeys(json);
                json.WriteEndObject();
            }

            return Regex.Matches(Encoding.UTF8.GetString(bytes.ToArray()), "sha256:([0-9a-f]{64})").Select(match => match.Groups[1].Value);
        }
    }

    [Fact]
    public void A_grid_and_its_values_as_written_survive_the_canonical_form()
    {
        SweepSpec sweep = SweepText.Valid(SweepText.ReadXor(
            ", 'grid': {'network.hidden': [[2], [3]], 'problem': ['xor', {'kind': 'parity', 'bits': 3}], 'network.bias': [true, false]}"));

        SweepSpec back = SweepText.Valid(SweepReader.Read(CanonicalJson.Of(sweep), DataFiles.None));

        Assert.Equal(8, sweep.Landscapes.Count);
        Assert.Equal(sweep, back);
        Assert.Equal("network.hidden=[2], problem={\"kind\":\"parity\",\"bits\":3}, network.bias=true", GridLabel.Of(back.Landscapes[2].Set));
    }

    [Fact]
    public void Sweeps_that_say_the_same_in_other_words_have_one_identity()
    {
        SweepSpec shortly = SweepText.Valid(SweepText.ReadXor(", 'loss': {'l2': 1e-2}"));
        SweepSpec fully = SweepText.Valid(SweepText.Read(
            "{'seeds': [3, 0, '1..2'], 'modulo': 'network', 'loss': {'kind': 'mse', 'l2': 0.0100}, 'name': 'x', 'saddles': 'keep',"
            + "'problem': {'kind': 'xor', 'coding': 'signed'}, 'network': {'activation': 'tanh', 'hidden': [2.0], 'bias': true},"
            + "'train': [{'gradient': 0.000000001, 'steps': 1e2, 'method': 'newton'}], 'tolerance': {}}"));

        Assert.Equal(shortly, fully);
        Assert.Equal(SweepIdentity.Of(shortly), SweepIdentity.Of(fully));
    }

    [Fact]
    public void A_sweep_is_named_by_the_hash_of_its_canonical_form()
    {
        SweepSpec sweep = SweepText.Valid(SweepText.ReadXor(""));
        string expected =
            ("{'name':'x','seeds':'0..3','modulo':'network','landscapes':[{'set':{},'problem':{'kind':'xor','coding':'signed'},"
            + "'network':{'hidden':[2],'activation':'tanh','bias':true,'output':'linear','outputWeights':'free'},'loss':{'kind':'mse','l2':0},"
            + "'init':{'kind':'normal','scale':1},'train':[{'method':'newton','steps':100,'gradient':1E-09}],'saddles':'keep',"
            + "'tolerance':{'distance':1E-06,'loss':1E-08,'diverging':1000}}]}").Replace('\'', '"');

        Assert.Equal(expected, Encoding.UTF8.GetString(CanonicalJson.Of(sweep)));
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(expected)));
        Assert.Equal(new SweepIdentity($"x-{hash[..8]}", hash), SweepIdentity.Of(sweep));
    }

    [Fact]
    public void A_landscape_keeps_its_identity_under_another_name_seeds_and_grid()
    {
        SweepSpec one = SweepText.Valid(SweepText.ReadXor(""));
        SweepSpec other = SweepText.Valid(SweepText.Read(
            $"{{'name': 'y', 'problem': 'xor', 'network': {{'hidden': [9]}}, 'seeds': 9, 'train': {SweepText.Phases}, "
            + $"'grid': {{'network.hidden': [[1], [2]]}}}}"));

        Assert.Equal(LandscapeIdentity.Of(one.Landscapes[0].Landscape), LandscapeIdentity.Of(other.Landscapes[1].Landscape));
        Assert.NotEqual(LandscapeIdentity.Of(one.Landscapes[0].Landscape), LandscapeIdentity.Of(other.Landscapes[0].Landscape));
        Assert.Matches("^[0-9a-f]{16}$", LandscapeIdentity.Of(one.Landscapes[0].Landscape));
    }

    [Fact]
    public void Another_data_file_is_another_landscape()
    {
        const string Text = "{'name': 'x', 'problem': {'kind': 'csv', 'file': 't.csv', 'inputs': ['a'], 'targets': ['b']}, 'network': {'hidden': [2]},"
            + " 'seeds': 4, 'train': " + SweepText.Phases + "}";
        static string IdentityWith(string table) => LandscapeIdentity.Of(SweepText.Valid(SweepText.Read(
            Text, DataFiles.Of([KeyValuePair.Create("t.csv", new ReadOnlyMemory<byte>(Encoding.UTF8.GetBytes(table)))]))).Landscapes[0].Landscape);

        Assert.Equal(IdentityWith("a,b\n1,2\n"), IdentityWith("a,b\n1,2\n"));
        Assert.NotEqual(IdentityWith("a,b\n1,2\n"), IdentityWith("a,b\n1,3\n"));
    }
}
