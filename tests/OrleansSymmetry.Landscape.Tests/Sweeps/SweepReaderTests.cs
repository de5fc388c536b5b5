using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Problems;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Sweeps;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Tests.Sweeps;

public sealed class SweepReaderTests
{
    [Fact]
    public void A_sweep_that_gives_only_what_it_must_gets_every_default()
    {
        SweepSpec sweep = SweepText.Valid(SweepText.Read(
            "{'name': 'x', 'problem': 'xor', 'network': {'hidden': [2]}, 'seeds': 4096, 'train': [{'method': 'adam', 'steps': 5, 'gradient': 1e-9}]}"));

        var expected = new LandscapeSpec(
            new XorProblem(BitCoding.PlusMinusOne),
            new NetworkSpec([2], "tanh", 0.01, true, OutputHead.Linear, false),
            new LossSpec(LossKind.Mse, 0),
            new InitialisationSpec(InitialisationKind.Normal, 1),
            [new AdamPhase(5, 0.01, 0.9, 0.999, 1e-8, 1e-9)],
            SaddlePolicy.Keep,
            new ToleranceSpec(1e-6, 1e-8, null, 1e3));
        Assert.Equal(expected, Assert.Single(sweep.Landscapes).Landscape);
        Assert.Equal(Modulo.Network, sweep.Modulo);
        Assert.Equal([new SeedRange(0, 4095)], sweep.Seeds.Seeds!.Ranges);
        Assert.Equal("x", sweep.Name);
    }

    [Fact]
    public void A_sweep_of_four_lines_is_the_sweep_that_says_its_defaults()
    {
        const string Short = "{'name': 'x', 'problem': 'xor', 'network': {'hidden': [2]}, 'loss': {'l2': 0.01}";

        SweepSpec brief = SweepText.Valid(SweepText.Read(Short + "}"));
        SweepSpec said = SweepText.Valid(SweepText.Read(
            Short + ", 'seeds': '0..1023', "
            + "'train': [{'method': 'adam', 'steps': 2000, 'step': 0.01}, {'method': 'newton', 'steps': 200, 'gradient': 1e-11}]}"));

        Assert.Equal(said, brief);
        Assert.Equal(SweepIdentity.Of(said), SweepIdentity.Of(brief));
        string canonical = System.Text.Encoding.UTF8.GetString(CanonicalJson.Of(brief));
        Assert.Contains("\"seeds\":\"0..1023\"", canonical, StringComparison.Ordinal);
        Assert.Contains("\"method\":\"newton\",\"steps\":200", canonical, StringComparison.Ordinal);
    }

    [Fact]
    public void Seeds_and_phases_have_defaults_each_alone_and_where_the_key_is_empty()
    {
        const string Head = "{'name': 'x', 'problem': 'xor', 'network': {'hidden': [2]}";

        SweepSpec seeds = SweepText.Valid(SweepText.Read($"{Head}, 'train': {SweepText.Phases}, 'seeds': null}}"));
        SweepSpec train = SweepText.Valid(SweepText.Read($"{Head}, 'seeds': 4, 'train': null}}"));

        Assert.Equal([new SeedRange(0, 1023)], seeds.Seeds.Seeds!.Ranges);
        Assert.Equal([new NewtonPhase(100, 1e-9)], seeds.Landscapes[0].Landscape.Train);
        Assert.Equal([new SeedRange(0, 3)], train.Seeds.Seeds!.Ranges);
        Assert.Equal(
            [new AdamPhase(2000, 0.01, 0.9, 0.999, 1e-8, null), new NewtonPhase(200, 1e-11)], train.Landscapes[0].Landscape.Train);
    }

    [Fact]
    public void A_grid_varies_a_part_of_the_default_phases()
    {
        SweepSpec sweep = SweepText.Valid(SweepText.Read(
            "{'name': 'x', 'problem': 'xor', 'network': {'hidden': [2]}, 'grid': {'train.0.steps': [10, 20], 'train.1.gradient': [1e-9]}}"));

        Assert.Equal([10, 20], sweep.Landscapes.Select(point => point.Landscape.Train[0].Steps));
        Assert.All(sweep.Landscapes, point => Assert.Equal(1e-9, point.Landscape.Train[1].Gradient));
        Assert.All(sweep.Landscapes, point => Assert.Equal(200, point.Landscape.Train[1].Steps));
    }

    [Fact]
    public void A_fault_of_a_default_phase_says_that_it_is_a_default()
    {
        SweepReading reading = SweepText.Read("{'name': 'x', 'problem': 'xor', 'network': {'hidden': [2]}, 'grid': {'train.2.steps': [1]}}");

        Assert.Contains("train is a list of 2 (by default)", Assert.Single(reading.Faults).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_canonical_form_has_no_defaults_of_seeds_and_phases()
    {
        SweepReading reading = SweepText.Read("{'name': 'x', 'landscapes': [{'problem': 'xor', 'network': {'hidden': [2]}}]}");

        Assert.Equal(["seeds", "train"], reading.Faults.Select(fault => fault.Path).Order());
    }

    [Fact]
    public void A_relu_teacher_brings_the_network_that_its_closed_form_needs()
    {
        SweepSpec sweep = SweepText.Valid(SweepText.Read(
            $"{{'name': 'x', 'problem': 'relu-teacher', 'network': {{'hidden': [6]}}, 'seeds': 1, 'train': {SweepText.Phases},"
            + "'grid': {'network.hidden': [[6], [7]]}}"));

        LandscapeSpec seven = sweep.Landscapes[1].Landscape;
        Assert.Equal(new ReluTeacherProblem(7, 7, null), seven.Problem);
        Assert.Equal(new NetworkSpec([7], "relu", 0.01, false, OutputHead.Linear, true), seven.Network);
        Assert.Equal(LossKind.HalfMse, seven.Loss.Kind);
    }

    [Theory]
    [InlineData("xor", LossKind.Mse)]
    [InlineData("iris", LossKind.Softmax)]
    [InlineData("wine", LossKind.Softmax)]
    [InlineData("digits", LossKind.Softmax)]
    [InlineData("spirals", LossKind.Logistic)]
    [InlineData("moons", LossKind.Logistic)]
    [InlineData("circles", LossKind.Logistic)]
    [InlineData("relu-teacher", LossKind.HalfMse)]
    public void The_default_loss_follows_from_the_problem(string problem, LossKind expected)
    {
        SweepSpec sweep = SweepText.Valid(SweepText.Read(
            $"{{'name': 'x', 'problem': '{problem}', 'network': {{'hidden': [2]}}, 'seeds': 1, 'train': {SweepText.Phases}}}"));

        Assert.Equal(expected, sweep.Landscapes[0].Landscape.Loss.Kind);
    }

    [Fact]
    public void Every_fault_of_a_sweep_comes_in_one_answer_in_the_order_of_lines()
    {
        SweepReading reading = SweepText.Read(
            """
            {
              'name': 'UPPER',
              'problem': 'nothing',
              'network': {'hidden': [0], 'colour': 1},
              'loss': {'l2': -0.1},
              'seeds': '10..2',
              'train': []
            }
            """);

        Assert.Null(reading.Sweep);
        Assert.Equal([2, 3, 4, 4, 5, 6, 7], reading.Faults.Select(fault => fault.Line));
        Assert.Equal(
            ["name", "problem", "network.hidden.0", "network.colour", "loss.l2", "seeds", "train"], reading.Faults.Select(fault => fault.Path));
        Assert.Equal(
            "loss.l2 is -0.1 (line 5). It must be 0 or more; 1e-3 isolates the optima of small networks.", reading.Faults[4].Message);
    }

    [Theory]
    [InlineData("{'grid': [1]}", "grid")]
    [InlineData("{'landscapes': []}", "landscapes")]
    [InlineData("{'landscapes': [3]}", "landscapes.0")]
    public void What_has_the_wrong_shape_is_refused_where_it_stands(string text, string path)
    {
        Assert.Contains(SweepText.Read(text).Faults, fault => fault.Path == path);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[1, 2] 3")]
    [InlineData("{'a': 1} {'b': 2}")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]")]
    public void Text_that_is_no_JSON_is_a_fault_and_not_an_exception(string text)
    {
        SpecFault fault = Assert.Single(SweepText.Read(text).Faults);

        Assert.False(string.IsNullOrEmpty(fault.Message));
    }

    [Theory]
    [InlineData("0..9", 10)]
    [InlineData("7..7", 1)]
    [InlineData("9007199254740990..9007199254740991", 2)]
    [InlineData("0..99999999", 100_000_000)]
    public void A_range_includes_both_ends(string seeds, long count)
    {
        Assert.Equal(count, SeedsOf($"'{seeds}'").Seeds!.Count);
    }

    [Fact]
    public void A_list_of_seeds_and_ranges_becomes_ascending_disjoint_ranges()
    {
        SeedSet seeds = SeedsOf("[9, 1, '3..5', 2]").Seeds!;

        Assert.Equal([new SeedRange(1, 5), new SeedRange(9, 9)], seeds.Ranges);
        Assert.True(seeds.Contains(4));
        Assert.False(seeds.Contains(6));
    }

    [Fact]
    public void Seeds_until_a_coverage_have_no_fixed_set()
    {
        SeedPlan plan = SeedsOf("{'until': {'coverage': 0.99}, 'atMost': 1000000}");

        Assert.Equal(new SeedPlan(null, 0.99, 1_000_000), plan);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("100000001")]
    [InlineData("1.5")]
    [InlineData("'0..100000000'")]
    [InlineData("'-1..3'")]
    [InlineData("'0..9007199254740992'")]
    [InlineData("'1..'")]
    [InlineData("'..'")]
    [InlineData("[1, [2]]")]
    [InlineData("['1..3', 3]")]
    [InlineData("true")]
    public void Seeds_that_make_no_sense_are_refused(string seeds)
    {
        SweepReading reading = SweepText.Read(
            $"{{'name': 'x', 'problem': 'xor', 'network': {{'hidden': [2]}}, 'seeds': {seeds}, 'train': {SweepText.Phases}}}");

        Assert.StartsWith("seeds", Assert.Single(reading.Faults).Path, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fault_of_one_value_of_the_grid_is_said_once()
    {
        SweepReading reading = SweepText.ReadXor(", 'grid': {'loss.l2': [1, -1], 'init.scale': [1, 2, 3], 'network.hidden': [[1], [2]]}");

        Assert.Equal("loss.l2", Assert.Single(reading.Faults).Path);
    }

    [Theory]
    [InlineData("levenberg-marquardt", 2999, null)]
    [InlineData("levenberg-marquardt", 3003, "train.0.method is levenberg-marquardt (line 1). "
        + "It holds a matrix of all parameters, 3003 here, and takes at most 3000. Take newton.")]
    [InlineData("newton", 3003, null)]
    [InlineData("lbfgs", 3003, null)]
    public void A_method_of_second_order_takes_networks_that_its_matrix_fits(string method, int parameters, string? message)
    {
        // 2-h-1 without biases has 3h parameters.
        int width = parameters / 3;
        SweepReading reading = SweepText.Read(
            $"{{'name': 'x', 'problem': 'xor', 'network': {{'hidden': [{width}], 'bias': false}}, 'seeds': 1, "
            + $"'train': [{{'method': '{method}', 'steps': 5, 'gradient': 1e-9}}]}}");

        Assert.Equal(message, reading.Faults.SingleOrDefault()?.Message);
    }

    [Theory]
    [InlineData("1e-400", false)]
    [InlineData("0.0e-400", true)]
    [InlineData("5e-324", true)]
    public void A_number_that_is_too_small_to_hold_is_refused_rather_than_taken_for_zero(string l2, bool accepted)
    {
        SweepReading reading = SweepText.ReadXor($", 'loss': {{'l2': {l2}}}");

        Assert.Equal(accepted, reading.Faults.Count == 0);
    }

    [Fact]
    public void The_limit_on_parameters_is_exact()
    {
        // 2-h-1 has 4h + 1 parameters with biases: 4096 units are allowed. Two layers a, b have 3a + (a + 1) b + b + 1.
        Assert.Empty(SweepText.ReadXor(", 'grid': {'train.0.method': ['lbfgs'], 'network.hidden': [[137, 140], "
            + "[4096]]}").Faults.Select(fault => fault.Message));
        SpecFault fault = Assert.Single(SweepText.ReadXor(", 'grid': {'train.0.method': ['lbfgs'], 'network.hidden': [[140, 139]]}").Faults);
        Assert.Contains("20159 parameters", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_symmetry_that_cannot_be_divided_out_is_refused_before_any_work()
    {
        Assert.Equal("network.activation", Assert.Single(SweepText.ReadXor(", 'grid': {'network.activation': ['tanh', "
            + "'square'], 'network.hidden': [[2, 2]]}").Faults).Path);
    }

    private static SeedPlan SeedsOf(string seeds) => SweepText.Valid(SweepText.Read(
        $"{{'name': 'x', 'problem': 'xor', 'network': {{'hidden': [2]}}, 'seeds': {seeds}, 'train': {SweepText.Phases}}}")).Seeds;
}
