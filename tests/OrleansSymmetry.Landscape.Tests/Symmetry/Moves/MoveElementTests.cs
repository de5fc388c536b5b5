using CsCheck;
using OrleansSymmetry.Landscape.Symmetry.Groups;
using OrleansSymmetry.Landscape.Symmetry.Moves;

namespace OrleansSymmetry.Landscape.Tests.Symmetry.Moves;

public sealed class MoveElementTests
{
    private static readonly UnitForm Mirrored = new(-1);

    [Fact]
    public void Units_of_a_cycle_take_the_place_of_the_next_and_places_are_flipped_after_it()
    {
        SymmetryGroup group = SymmetryGroup.Of(TestLandscape.Of(1, [2, 4], 1));
        var element = MoveElement.Of(group, new Move([new LayerMove(2, [new UnitCycle([1, 2, 4])], [2, 3])]));

        Assert.Equal(UnitElement.IdentityOf(2), element.Units[0]);
        Assert.Equal(
            [new UnitElement(3, UnitForm.Identity), new UnitElement(0, Mirrored), new UnitElement(2, Mirrored), new UnitElement(1, UnitForm.Identity)],
            element.Units[1]);
    }

    [Fact]
    public void Cycles_begin_at_their_smallest_unit_and_collect_the_signs_on_the_way()
    {
        UnitElement[] places =
        [
            new(0, UnitForm.Identity), new(4, Mirrored), new(1, UnitForm.Identity), new(3, Mirrored), new(2, UnitForm.Identity), new(6, Mirrored),
            new(5, Mirrored),
        ];

        Assert.Equal(
            ["1 2 4: -1", "3: -1", "5 6: 1"],
            MoveElement.Cycles(places).Select(cycle => $"{string.Join(' ', cycle.Units)}: {cycle.Sign}"));
    }

    [Fact]
    public void Order_is_the_number_of_times_after_which_every_unit_is_back()
    {
        SymmetryGroup group = SymmetryGroup.Of(TestLandscape.Of(1, [3, 5], 1, l2: 0.01));
        Gen.Int[0, 1_000_000].Sample(
            seed =>
            {
                GroupElement element = Generators.Element(group, new Random(seed));
                GroupElement power = element;
                int times = 1;
                while (!power.Units.All(layer => layer.SequenceEqual(UnitElement.IdentityOf(layer.Length))))
                {
                    power = element.After(power);
                    times++;
                }

                Assert.Equal(times, MoveElement.Order(element));
            },
            iter: 300);
    }
}
