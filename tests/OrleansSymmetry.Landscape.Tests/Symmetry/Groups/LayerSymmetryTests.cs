using OrleansSymmetry.Landscape.Symmetry.Groups;

namespace OrleansSymmetry.Landscape.Tests.Symmetry.Groups;

public sealed class LayerSymmetryTests
{
    [Theory]
    [InlineData(UnitSymmetry.None, false)]
    [InlineData(UnitSymmetry.OddFlip, true)]
    [InlineData(UnitSymmetry.EvenFlip, true)]
    [InlineData(UnitSymmetry.MidFlip, true)]
    [InlineData(UnitSymmetry.Phase, true)]
    [InlineData(UnitSymmetry.FixedPhase, false)]
    public void Units_flip_alone_unless_a_half_turn_must_go_with_it(UnitSymmetry unit, bool flipsAlone) =>
        Assert.Equal(flipsAlone, new LayerSymmetry(1, unit, 0).FlipsAlone);
}
