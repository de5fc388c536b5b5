using CsCheck;
using OrleansSymmetry.Landscape.Formats;
using OrleansSymmetry.Landscape.Optimisation;

namespace OrleansSymmetry.Landscape.Tests.Formats;

public class BlockCodecTests
{
    private static readonly Gen<RunRecord> Run = Gen.Select(
        Gen.Enum<Ended>(), Gen.Bool, Gen.Double, Gen.Double, Gen.Int, Gen.Double, Gen.Double.Array[0, 5]).Select(
        (ended, flag, loss, gradient, number, eigenvalue, theta) => new RunRecord(
            0, ended, flag, loss, gradient, number, number + 1, number + 2, eigenvalue, double.NaN, !flag, number + 3, theta));

    [Fact]
    public void Block_decoded_is_the_block_encoded_to_the_bit() => Gen.Select(Gen.Long[0, 1L << 52], Run.List[0, 5]).Sample((first, runs) =>
    {
        var block = new BlockRecord(first, [.. runs.Select((run, i) => run with { Seed = first + i })]);
        byte[] bytes = BlockCodec.Encode(block);
        BlockRecord decoded = BlockCodec.Decode(bytes);
        Assert.Equal(block.First, decoded.First);
        Assert.Equal(block.Runs.Count, decoded.Runs.Count);
        for (int i = 0; i < runs.Count; i++)
        {
            Assert.Equal(block.Runs[i] with { Theta = [] }, decoded.Runs[i] with { Theta = block.Runs[i].Theta[..0] }, SameBits);
            Assert.Equal(block.Runs[i].Theta.Select(BitConverter.DoubleToInt64Bits), decoded.Runs[i].Theta.Select(BitConverter.DoubleToInt64Bits));
        }

        Assert.Equal(bytes, BlockCodec.Encode(decoded));
    });

    [Fact]
    public void Block_with_any_byte_changed_is_refused()
    {
        byte[] bytes = BlockCodec.Encode(new BlockRecord(7, [Sample(7), Sample(8)]));
        for (int i = 0; i < bytes.Length; i++)
        {
            byte[] damaged = [.. bytes];
            damaged[i] ^= 0x10;
            Assert.Throws<InvalidDataException>(() => BlockCodec.Decode(damaged));
        }
    }

    [Fact]
    public void Block_cut_off_anywhere_is_refused()
    {
        byte[] bytes = BlockCodec.Encode(new BlockRecord(7, [Sample(7)]));
        for (int length = 0; length < bytes.Length; length++)
        {
            byte[] cut = bytes[..length];
            Assert.Throws<InvalidDataException>(() => BlockCodec.Decode(cut));
        }
    }

    [Fact]
    public void Block_with_a_seed_out_of_order_is_refused() =>
        Assert.Throws<ArgumentException>(() => BlockCodec.Encode(new BlockRecord(7, [Sample(8)])));

    private static RunRecord Sample(long seed) =>
        new(seed, Ended.Minimum, false, 0.5, 1e-12, 100, 0, 0, 0.25, 2, true, 0, [1.5, -2.5]);

    private static bool SameBits(RunRecord a, RunRecord b) =>
        (a with { Loss = 0, Gradient = 0, MinEigenvalue = 0, MaxEigenvalue = 0, Theta = b.Theta }).Equals(
            b with { Loss = 0, Gradient = 0, MinEigenvalue = 0, MaxEigenvalue = 0 })
        && Bits(a).SequenceEqual(Bits(b));

    private static IEnumerable<long> Bits(RunRecord run) =>
        new[] { run.Loss, run.Gradient, run.MinEigenvalue, run.MaxEigenvalue }.Select(BitConverter.DoubleToInt64Bits);
}
