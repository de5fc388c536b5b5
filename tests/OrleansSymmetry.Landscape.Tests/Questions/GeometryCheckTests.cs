using OrleansSymmetry.Landscape.Questions;
using OrleansSymmetry.Landscape.Symmetry.Moves;

namespace OrleansSymmetry.Landscape.Tests.Questions;

public sealed class GeometryCheckTests
{
    [Fact]
    public void A_class_that_is_not_there_is_named() => AssertFault("Class x-1 is not in the report", new ShowQuestion(0, "x-1"));

    [Theory]
    [InlineData("(1 3)", "Layer 1 has no unit 3. Its units are 1 to 2.")]
    [InlineData("3:(1 2)", "There is no hidden layer 3. The network has 1")]
    [InlineData("(1)", "fewer than two units")]
    [InlineData("(1 2)(2 1)", "is in the cycles twice")]
    public void Moves_outside_the_network_are_refused(string move, string fault) => AssertFault(fault, Swap(MoveNotation.Read([move], [], 1)));

    [Fact]
    public void A_unit_flipped_twice_is_refused() => AssertFault("flipped twice", Swap(new Move([new LayerMove(1, [], [1, 1])])));

    [Fact]
    public void A_move_of_nothing_is_refused() => AssertFault("A move must move something", Swap(new Move([])));

    [Fact]
    public void A_flip_without_symmetry_is_refused()
    {
        GeometryInput input = Censuses.Of(
            "{ 'name': 's', 'problem': 'xor', 'network': { 'hidden': [2], 'activation': 'softplus' }, 'loss': { 'l2': 0.001 }, "
            + "'seeds': '0..1', 'train': [{ 'method': 'newton', 'steps': 500, 'gradient': 1e-9 }] }",
            4);
        string id = input.Report.Classes[0].Id;

        string fault = Assert.Single(GeometryCheck.Faults(new SwapQuestion(0, id, null, [MoveNotation.Read([], [1], 1)]), input.Report, input.Landscape));
        Assert.Contains("no flip", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Flips_of_linear_units_are_refused_for_what_they_are()
    {
        GeometryInput input = Censuses.Linear;

        string fault = Assert.Single(GeometryCheck.Faults(
            new SwapQuestion(0, input.Report.Classes[0].Id, null, [MoveNotation.Read([], [1], 1)]), input.Report, input.Landscape));
        Assert.Contains("linear: they mix freely", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Limits_of_barriers_and_slices_are_told()
    {
        AssertFault("classes is 41. It must be 1 to 40.", new BarriersQuestion(0, Classes: 41));
        string id = Censuses.Xor.Report.Classes[0].Id;
        AssertFault("width is 402. It must be 2 to 401.", new SliceQuestion(0, id, new RandomPlane(0), 402, 10));
        AssertFault("The rank of an eigenvector is 10. It must be 1 to 9.", new SliceQuestion(0, id, new EigenvectorPlane(1, 10)));
        AssertFault("radius is NaN", new SliceQuestion(0, id, new RandomPlane(0, double.NaN)));
        AssertFault("The two copies are the same", new SliceQuestion(0, id, new CopiesPlane(Move.Exchange(1, 1, 2), Move.Exchange(1, 1, 2))));
        AssertFault("three different classes", new SliceQuestion(0, id, new ClassesPlane(id, Censuses.Xor.Report.Classes[1].Id)));
    }

    private static SwapQuestion Swap(Move move) => new(0, Censuses.Xor.Report.Classes[0].Id, null, [move]);

    private static void AssertFault(string expected, GeometryQuestion question) => Assert.Contains(
        GeometryCheck.Faults(question, Censuses.Xor.Report, Censuses.Xor.Landscape), fault => fault.Contains(expected, StringComparison.Ordinal));
}
