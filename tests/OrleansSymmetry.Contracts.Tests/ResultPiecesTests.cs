namespace OrleansSymmetry.Contracts.Tests;

public sealed class ResultPiecesTests
{
    private const int PieceLength = 1024 * 1024;

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(PieceLength, 1)]
    [InlineData(PieceLength + 1, 2)]
    [InlineData((3 * PieceLength) - 1, 3)]
    public async Task File_of_any_length_comes_whole_and_is_asked_for_in_as_few_pieces_as_it_has(int length, int pieces)
    {
        byte[] file = [.. Enumerable.Range(0, length).Select(i => (byte)(i * 31 / 7))];
        var asked = new List<long>();

        byte[]? whole = await ResultPieces.JoinAsync(offset =>
        {
            asked.Add(offset);
            return Task.FromResult<ResultChunk?>(ResultChunk.Of(file, offset));
        });

        Assert.Equal(file, whole);
        Assert.Equal(Enumerable.Range(0, pieces).Select(i => (long)i * PieceLength), asked);
    }

    [Fact]
    public async Task There_is_no_file_where_there_is_no_piece()
    {
        Assert.Null(await ResultPieces.JoinAsync(_ => Task.FromResult<ResultChunk?>(null)));
        Assert.Null(await ResultPieces.JoinAsync(offset => Task.FromResult(offset == 0 ? new ResultChunk([1], 2) : null)));
    }

    public static TheoryData<byte[], long> SecondPieces => new()
    {
        { [2], 3 },
        { [2], 1 },
        { [], 2 },
        { [2, 3], 2 },
    };

    [Theory]
    [MemberData(nameof(SecondPieces))]
    public async Task Pieces_of_two_files_are_not_joined(byte[] second, long length) => await Assert.ThrowsAsync<ResultChangedException>(
        () => ResultPieces.JoinAsync(offset => Task.FromResult<ResultChunk?>(offset == 0 ? new ResultChunk([1], 2) : new ResultChunk(second, length))));
}
