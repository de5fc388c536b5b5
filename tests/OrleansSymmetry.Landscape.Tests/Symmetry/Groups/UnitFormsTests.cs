using CsCheck;
using OrleansSymmetry.Landscape.Symmetry.Groups;

namespace OrleansSymmetry.Landscape.Tests.Symmetry.Groups;

public sealed class UnitFormsTests
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

        Assert.Equal(flips ? [(1, 0), (-1, 0)] : [(1, 0)], UnitForms.Nearest(unit, 0.3, -0.4).ToArray());
    }

    /// <summary>Of all numbers of half turns of a sign and a parity, none brings the bias nearer than the one that is told.</summary>
    private static void AssertNearest((int Sign, int Parity)[] wanted, UnitSymmetry unit, double bias, double target)
    {
        (int Sign, int HalfTurns)[] forms = UnitForms.Nearest(unit, bias, target).ToArray();
        Assert.Equal(wanted, forms.Select(form => (form.Sign, form.HalfTurns & 1)));
        foreach ((int sign, int halfTurns) in forms)
        {
            double least = Enumerable.Range(-30, 61).Where(turns => (turns & 1) == (halfTurns & 1)).Min(turns => Distance(sign, turns));
            Assert.Equal(least, Distance(sign, halfTurns), 1e-12);
        }

        double Distance(int sign, int turns) => Math.Abs((sign * bias) + (turns * Math.PI) - target);
    }
}
