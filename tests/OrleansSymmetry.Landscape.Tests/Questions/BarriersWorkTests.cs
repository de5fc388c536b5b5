using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Paths;
using OrleansSymmetry.Landscape.Questions;
using OrleansSymmetry.Landscape.Statistics;
using OrleansSymmetry.Landscape.Symmetry.Groups;
using OrleansSymmetry.Landscape.Tests.Assignment;

namespace OrleansSymmetry.Landscape.Tests.Questions;

public sealed class BarriersWorkTests
{
    [Fact]
    public void Runs_of_one_class_are_apart_before_alignment_and_connected_after()
    {
        BarriersAnswer answer = Censuses.Answer<BarriersAnswer>(new BarriersQuestion(0), Censuses.Xor);

        Assert.Equal(6, answer.Classes.Count);
        Assert.Equal(15, answer.Between.Count);
        Assert.Equal(6, answer.Within.Count);
        Assert.All(answer.Within, within =>
        {
            Assert.True(within.IsFlat);
            Assert.InRange(within.LargestAligned!.Value, 0, 1e-10);
            Assert.True(within.LargestNaive > 0.1);
            Assert.Equal(28, within.Pairs.Count);
            Assert.All(within.Pairs, pair => Assert.InRange(pair.AlignedDistance, 0, 1e-6));
        });
    }

    [Fact]
    public void Aligned_barriers_of_a_small_network_are_the_least_over_all_copies_and_never_above_the_naive_ones()
    {
        GeometryInput input = Censuses.Xor;
        SymmetryGroup group = SymmetryGroup.Of(input.Landscape);
        var evaluation = new LineEvaluation(input.Landscape.CreateObjective());
        var points = new ClassPoints(input);
        BarriersAnswer answer = Censuses.Answer<BarriersAnswer>(new BarriersQuestion(0, Runs: 0, Connectivity: 0), input);

        Assert.Null(answer.Connectivity);
        Assert.Empty(answer.Within);
        foreach (PairBarrier pair in answer.Between)
        {
            Assert.True(pair.Aligned <= pair.Naive);
            Assert.True(pair.AlignedDistance <= pair.NaiveDistance + 1e-12);
            Assert.True(pair.IsOptimal);
            double[] a = points.Stored(input.Report.Classes[pair.A]);
            double[] b = points.Stored(input.Report.Classes[pair.B]);
            double[][] copies = [.. Enumerable.Range(0, 8).Select(number => Element(group, number / 4, number % 4).Apply(b))];
            double least = copies.Min(copy => LinePeak.Of(evaluation, [new Line(a, copy)], TestContext.Current.CancellationToken)[0].Barrier!.Value);
            double nearest = copies.Min(copy => new Line(a, copy).Length);
            Assert.Equal(nearest, pair.AlignedDistance, 1e-10);
            Assert.Equal(least, pair.Aligned!.Value, 1e-9);
        }
    }

    [Fact]
    public void Aligned_barriers_of_four_units_with_signs_are_the_least_over_all_384_copies()
    {
        GeometryInput input = Censuses.XorOfFour;
        SymmetryGroup group = SymmetryGroup.Of(input.Landscape);
        var evaluation = new LineEvaluation(input.Landscape.CreateObjective());
        UnitElement[][] elements =
        [
            .. from order in Permutations.Of(4)
               from signs in Enumerable.Range(0, 16)
               select order.Select((source, place) => new UnitElement(source, new UnitForm(((signs >> place) & 1) == 0 ? 1 : -1))).ToArray(),
        ];
        Assert.Equal(384, elements.Length);
        var points = new ClassPoints(input);
        bool isEverFarther = false;
        foreach (PairBarrier pair in Censuses.Answer<BarriersAnswer>(new BarriersQuestion(0, Runs: 0, Connectivity: 0), input).Between)
        {
            double[] a = points.Stored(input.Report.Classes[pair.A]);
            double[] b = points.Stored(input.Report.Classes[pair.B]);
            (double Length, double Barrier)[] copies = [.. elements.Select(units =>
            {
                var line = new Line(a, new GroupElement(group, [units]).Apply(b));
                return (line.Length, LinePeak.Of(evaluation, [line], TestContext.Current.CancellationToken)[0].Barrier!.Value);
            })];
            Assert.Equal(copies.Min(copy => copy.Length), pair.AlignedDistance, 1e-10);
            Assert.Equal(copies.Min(copy => copy.Barrier), pair.Aligned!.Value, 1e-10);
            isEverFarther |= copies.OrderBy(copy => copy.Length).Take(8).Min(copy => copy.Barrier) > pair.Aligned + 1e-3;
        }

        Assert.True(isEverFarther, "In no pair the lowest barrier leads to a copy beyond the eight closest.");
    }

    [Fact]
    public void Runs_of_a_linear_network_are_connected_after_turning_their_units()
    {
        GeometryInput input = Censuses.Linear;
        BarriersAnswer answer = Censuses.Answer<BarriersAnswer>(new BarriersQuestion(0), input);

        ClassBarriers within = Assert.Single(answer.Within);
        Assert.True(within.IsFlat);
        Assert.InRange(within.LargestAligned!.Value, 0, 1e-10);
        Assert.True(within.LargestNaive > 0.1);
        Assert.All(within.Pairs, pair => Assert.InRange(pair.AlignedDistance, 0, 1e-6));
    }

    [Fact]
    public void Linear_connectivity_is_the_fraction_of_pairs_without_a_barrier_no_run_in_two_of_them()
    {
        BarriersAnswer answer = Censuses.Answer<BarriersAnswer>(new BarriersQuestion(0, Classes: 1, Runs: 0), Censuses.Xor);

        ConnectivityAnswer connectivity = answer.Connectivity!;
        Assert.Equal((256, 128), (connectivity.Runs, connectivity.Pairs));

        // The first two runs, the next two, and so on, by the seeds that each class is shown to have.
        var classOf = new Dictionary<long, string>();
        foreach (ClassReport found in Censuses.Xor.Report.Classes)
        {
            foreach (long seed in Censuses.Answer<ShowAnswer>(new ShowQuestion(0, found.Id), Censuses.Xor).Seeds)
            {
                classOf.Add(seed, found.Id);
            }
        }

        Assert.Equal(classOf.Keys.Order().Chunk(2).Count(pair => classOf[pair[0]] == classOf[pair[1]]), connectivity.SameClass);
        Assert.Equal(connectivity.SameClass, connectivity.AlignedConnected);
        Assert.True(connectivity.NaiveConnected < connectivity.AlignedConnected);
        (double estimate, double low, double high) = WilsonInterval.Of(connectivity.AlignedConnected, 128);
        Assert.Equal(new Share(estimate, low, high), connectivity.Aligned);
    }

    [Fact]
    public void A_barrier_is_the_largest_excess_over_the_line_of_the_ends_losses()
    {
        GeometryInput input = Censuses.Xor;
        PairBarrier pair = Censuses.Answer<BarriersAnswer>(new BarriersQuestion(0, Runs: 0, Connectivity: 0), input).Between[2];
        var points = new ClassPoints(input);
        double[] a = points.Stored(input.Report.Classes[pair.A]);
        double[] b = points.Stored(input.Report.Classes[pair.B]);

        double Loss(double t) => XorLoss.Of([.. a.Zip(b, (x, y) => ((1 - t) * x) + (t * y))], 0.01);
        double highest = Enumerable.Range(0, 20_001).Max(i => Loss(i / 2e4) - ((1 - (i / 2e4)) * Loss(0)) - (i / 2e4 * Loss(1)));
        Assert.Equal(highest, pair.Naive!.Value, 1e-7);
        Assert.True(pair.Naive >= highest - 1e-12);
    }

    private static GroupElement Element(SymmetryGroup group, int swap, int signs) => new(
        group,
        [[new UnitElement(swap, new UnitForm((signs & 1) == 0 ? 1 : -1)), new UnitElement(1 - swap, new UnitForm((signs & 2) == 0 ? 1 : -1))]]);
}
