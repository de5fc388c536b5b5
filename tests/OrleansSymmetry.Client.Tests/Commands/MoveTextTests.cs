using OrleansSymmetry.Client.Commands;
using OrleansSymmetry.Landscape.Symmetry.Moves;

namespace OrleansSymmetry.Client.Tests.Commands;

public sealed class MoveTextTests
{
    [Theory]
    [InlineData("(1 2)", "1:(1 2)")]
    [InlineData(" ( 2, 1 ) ", "1:(1 2)")]
    [InlineData("(4 5)(3 1 2)", "1:(1 2 3)(4 5)")]
    [InlineData("-2", "1: -2")]
    [InlineData("(1 2) -3 -1", "1:(1 2) -1 -3")]
    [InlineData("2:(1 3); 1:(1 2)", "1:(1 2); 2:(1 3)")]
    [InlineData("2:-1; (1 2)", "1:(1 2); 2: -1")]
    [InlineData("1:(1 2);1:(3 4)", "1:(1 2)(3 4)")]
    public void Move_that_is_read_is_written_in_its_one_form_and_reads_back(string text, string written)
    {
        Move move = MoveText.Read("--permutation", [text], layer: 1);

        Assert.Equal(written, MoveNotation.Write(move));
        Assert.Equal(move, MoveText.Read("--permutation", [written], layer: null));
    }

    [Fact]
    public void Texts_of_one_move_belong_together() =>
        Assert.Equal("1:(1 2) -3; 2:(1 3)", MoveNotation.Write(MoveText.Read("--permutation", ["1:(1 2)", "2:(1 3)", "1:-3"], layer: null)));

    [Theory]
    [InlineData("", "'' is no permutation.")]
    [InlineData("(1 2", "'(1 2' is no permutation.")]
    [InlineData("1 2", "'1 2' is no permutation.")]
    [InlineData("(1 2);;", "'' is no permutation.")]
    [InlineData("(99999999999 2)", "99999999999 is too large")]
    public void Text_that_is_no_move_exits_2_with_what_is_allowed(string text, string said)
    {
        CommandException refused = Assert.Throws<CommandException>(() => MoveText.Read("--copy", [text], layer: 1));

        Assert.Equal(ExitCode.WrongInput, refused.ExitCode);
        Assert.StartsWith($"--copy: {said}", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Move_without_a_layer_is_refused_where_there_are_several()
    {
        CommandException refused = Assert.Throws<CommandException>(() => MoveText.Read("--copy", ["(1 2)"], layer: null));

        Assert.Equal(
            "--copy: '(1 2)' names no layer, and the network has several hidden layers. "
                + "Write the layer in front, such as '1:(1 2)', or give --layer if the command has it.",
            refused.Message);
    }
}
