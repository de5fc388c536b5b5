using OrleansSymmetry.Landscape.Problems;
using OrleansSymmetry.Landscape.Specs;

namespace OrleansSymmetry.Landscape.Tests.Problems;

public sealed class BitTableTests
{
    [Fact]
    public void Xor_in_signed_coding_has_its_four_rows()
    {
        DataSet data = ProblemAssert.Build(new XorProblem(BitCoding.PlusMinusOne));

        Assert.Equal([-1, -1, -1, 1, 1, -1, 1, 1], data.X);
        Assert.Equal([-1, 1, 1, -1], data.Y);
        Assert.Equal([0.25, 0.25, 0.25, 0.25], data.Weights);
    }

    [Fact]
    public void Xor_in_binary_coding_has_zeros_for_minus_ones()
    {
        DataSet data = ProblemAssert.Build(new XorProblem(BitCoding.ZeroOne));

        Assert.Equal([0, 0, 0, 1, 1, 0, 1, 1], data.X);
        Assert.Equal([0, 1, 1, 0], data.Y);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(10)]
    public void Signed_parity_is_minus_the_product_of_the_negated_inputs(int bits)
    {
        DataSet data = ProblemAssert.Build(new ParityProblem(bits, BitCoding.PlusMinusOne));

        Assert.Equal(1 << bits, data.X.Chunk(bits).Select(row => string.Join(' ', row)).Distinct().Count());
        Assert.Equal(data.X.Chunk(bits).Select(row => -row.Aggregate(1.0, (product, x) => product * -x)), data.Y);
    }
}
