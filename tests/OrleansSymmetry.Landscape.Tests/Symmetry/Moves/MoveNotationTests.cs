using System.Text.Json;
using OrleansSymmetry.Landscape.Symmetry.Moves;

namespace OrleansSymmetry.Landscape.Tests.Symmetry.Moves;

public sealed class MoveNotationTests
{
    [Fact]
    public void Cycles_layers_and_flips_are_read()
    {
        Move move = MoveNotation.Read(["1:(1 2 3)(4, 5); 2:(1 3)"], [2], 2);

        Assert.Equal(
            new Move([new LayerMove(1, [new UnitCycle([1, 2, 3]), new UnitCycle([4, 5])], []), new LayerMove(2, [new UnitCycle([1, 3])], [2])]), move);
        Assert.Equal("units (1 2 3) of layer 1 in a cycle; units 4 and 5 of layer 1 exchanged; units 1 and 3 of layer 2 exchanged; "
            + "unit 2 of layer 2 flipped", MoveNotation.Words(move));
        Assert.Equal("1:(1 2 3)(4 5); 2:(1 3) -2", MoveNotation.Write(move));
    }

    [Fact]
    public void Flips_alone_are_a_move_of_their_layer_in_ascending_order()
    {
        Move move = MoveNotation.Read([], [3, 1], 2);

        Assert.Equal(new Move([new LayerMove(2, [], [1, 3])]), move);
        Assert.Equal("units 1, 3 of layer 2 flipped", MoveNotation.Words(move));
        Assert.Equal("2: -1 -3", MoveNotation.Write(move));
    }

    [Fact]
    public void Several_texts_are_one_move_whose_layers_are_in_order() => Assert.Equal(
        new Move([new LayerMove(1, [new UnitCycle([1, 3]), new UnitCycle([2, 4])], []), new LayerMove(2, [new UnitCycle([1, 2])], [])]),
        MoveNotation.Read(["2:(1 2); (2 4)", "1:(1 3)"], [], 1));

    [Fact]
    public void Layer_where_none_is_written_is_no_part_of_a_move_that_leaves_it_alone() =>
        Assert.Equal(new Move([new LayerMove(2, [new UnitCycle([1, 3])], [])]), MoveNotation.Read(["2:(1 3)"], [], 1));

    [Fact]
    public void Exchange_is_a_cycle_of_two_units() =>
        Assert.Equal(new Move([new LayerMove(2, [new UnitCycle([1, 3])], [])]), Move.Exchange(2, 1, 3));

    [Fact]
    public void Cycle_is_an_array_of_units_in_JSON()
    {
        var move = Move.Exchange(1, 2, 5);
        string json = JsonSerializer.Serialize(move);

        Assert.Contains("[2,5]", json, StringComparison.Ordinal);
        Assert.Equal(move, JsonSerializer.Deserialize<Move>(json));
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
