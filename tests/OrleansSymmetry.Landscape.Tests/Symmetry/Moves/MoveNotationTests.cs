using OrleansSymmetry.Landscape.Symmetry.Moves;

namespace OrleansSymmetry.Landscape.Tests.Symmetry.Moves;

public class MoveNotationTests
{
    [Fact]
    public void Cycles_layers_and_flips_are_read()
    {
        Move move = MoveNotation.Read(["1:(1 2 3)(4, 5); 2:(1 3)"], [2], 2);

        Assert.Equal(
            new Move([new LayerMove(1, [new UnitCycle([1, 2, 3]), new UnitCycle([4, 5])], []), new LayerMove(2, [new UnitCycle([1, 3])], [2])]), move);
        Assert.Equal("units (1 2 3) of layer 1 in a cycle; units 4 and 5 of layer 1 exchanged; units 1 and 3 of layer 2 exchanged; unit 2 of layer 2 flipped", MoveNotation.Words(move));
        Assert.Equal("1:(1 2 3)(4 5); 2:(1 3) -2", MoveNotation.Write(move));
    }

    [Theory]
    [InlineData("(2 1)", "(1 2)")]
    [InlineData("(4 5)(3 1 2)", "(1 2 3)(4 5)")]
    [InlineData(" 1 : ( 1  2 ) ", "(1 2)")]
    public void Equal_moves_are_one_question(string a, string b) => Assert.Equal(MoveNotation.Read([a], [], 1), MoveNotation.Read([b], [], 1));

    [Theory]
    [InlineData("")]
    [InlineData("1 2")]
    [InlineData("(1 2")]
    [InlineData("()")]
    [InlineData("(a b)")]
    [InlineData("(1 99999999999)")]
    [InlineData("x:(1 2)")]
    public void What_is_no_permutation_is_refused(string text) => Assert.Throws<FormatException>(() => MoveNotation.Read([text], [], 1));
}
