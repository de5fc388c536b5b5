using CsCheck;
using OrleansSymmetry.Landscape.Symmetry.Groups;

namespace OrleansSymmetry.Landscape.Tests.Symmetry.Groups;

public sealed class UnitFormTests
{
    private static readonly Gen<(double Bias, double Target)> Biases = Gen.Select(Gen.Double[-20, 20], Gen.Double[-20, 20]);

    [Fact]
    public void Forms_of_a_phase_are_the_nearest_turns_of_each_sign_and_parity() => Biases.Sample(
        (bias, target) => AssertNearest([(1, 0), (1, 1), (-1, 0), (-1, 1)], UnitSymmetry.Phase, bias, target), iter: 1000);

    [Fact]
    public void Forms_of_a_phase_of_fixed_outgoing_weight_are_those_that_keep_its_sign() => Biases.Sample(
        (bias, target) => AssertNearest([(1, 0), (-1, 1)], UnitSymmetry.FixedPhase, bias, target), iter: 1000);

    [Theory]
    [InlineData("softplus", false)]
    [InlineData("tanh", true)]
    [InlineData("abs", true)]
    [InlineData("sigmoid", true)]
    public void Unit_without_a_phase_has_its_mirror_image_where_it_flips(string activation, bool flips)
    {
        UnitSymmetry unit = SymmetryGroup.Of(TestLandscape.Of(1, [1], 1, activation)).Layers[0].Unit;

        Assert.Equal(flips ? [new UnitForm(1), new UnitForm(-1)] : [UnitForm.Identity], UnitForm.Nearest(unit, 0.3, -0.4).ToArray());
    }

    [Fact]
    public void Forms_compose_and_undo_as_the_biases_they_make() => (
        from turns in Gen.Int[-5, 5]
        from otherTurns in Gen.Int[-5, 5]
        from isMirrored in Gen.Bool
        from isOtherMirrored in Gen.Bool
        from bias in Gen.Double[-20, 20]
        select (new UnitForm(isMirrored ? -1 : 1, turns), new UnitForm(isOtherMirrored ? -1 : 1, otherTurns), bias)).Sample(
        (first, second, bias) =>
        {
            Assert.Equal(second.Apply(first.Apply(bias)), second.After(first).Apply(bias), 1e-12);
            Assert.Equal(UnitForm.Identity, first.Inverse().After(first));
            Assert.Equal(
                first.Outgoing(UnitSymmetry.Phase) * second.Outgoing(UnitSymmetry.Phase), second.After(first).Outgoing(UnitSymmetry.Phase));
        },
        iter: 1000);

    [Theory]
    [InlineData(UnitSymmetry.None, -1, 0, 1)]
    [InlineData(UnitSymmetry.OddFlip, -1, 0, -1)]
    [InlineData(UnitSymmetry.OddFlip, 1, 0, 1)]
    [InlineData(UnitSymmetry.EvenFlip, -1, 0, 1)]
    [InlineData(UnitSymmetry.MidFlip, -1, 0, -1)]
    [InlineData(UnitSymmetry.Phase, 1, 2, 1)]
    [InlineData(UnitSymmetry.Phase, 1, -1, -1)]
    [InlineData(UnitSymmetry.Phase, -1, 0, -1)]
    [InlineData(UnitSymmetry.Phase, -1, 3, 1)]
    [InlineData(UnitSymmetry.FixedPhase, -1, 1, 1)]
    public void Outgoing_weights_take_the_factor_that_keeps_the_function(UnitSymmetry unit, int sign, int halfTurns, int factor) =>
        Assert.Equal(factor, new UnitForm(sign, halfTurns).Outgoing(unit));

    /// <summary>Of all numbers of half turns of a sign and a parity, none brings the bias nearer than the one that is told.</summary>
    private static void AssertNearest((int Sign, int Parity)[] wanted, UnitSymmetry unit, double bias, double target)
    {
        UnitForm[] forms = UnitForm.Nearest(unit, bias, target).ToArray();
        Assert.Equal(wanted, forms.Select(form => (form.Sign, form.HalfTurns & 1)));
        foreach ((int sign, int halfTurns) in forms)
        {
            double least = Enumerable.Range(-30, 61).Where(turns => (turns & 1) == (halfTurns & 1)).Min(turns => Distance(sign, turns));
            Assert.Equal(least, Distance(sign, halfTurns), 1e-12);
        }

        double Distance(int sign, int turns) => Math.Abs((sign * bias) + (turns * Math.PI) - target);
    }
}
