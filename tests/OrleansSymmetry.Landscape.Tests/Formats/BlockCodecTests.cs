using System.Security.Cryptography;
using CsCheck;
using OrleansSymmetry.Landscape.Formats;
using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Landscape.Spectra;

namespace OrleansSymmetry.Landscape.Tests.Formats;

public sealed class BlockCodecTests
{
    private const int Minimum = 0;
    private const int Unconverged = 4;
    private const int AtKink = 8;
    private const int Verified = 16;

    private static readonly Gen<PhaseEnd?> Phase = Gen.OneOf(Gen.Enum<PhaseEnd>().Select(end => (PhaseEnd?)end), Gen.Const((PhaseEnd?)null));

    private static readonly Gen<RunRecord> RunOfUnknownPhase = Gen.Select(
        Gen.Enum<Ended>(), Gen.Bool, Gen.Double, Gen.Double, Gen.Int, Gen.Double, Gen.Bool, Gen.Double.Array[0, 5]).Select(
        (ended, flag, loss, gradient, number, eigenvalue, isComputed, theta) => new RunRecord(
            0, ended, flag, loss, gradient, number, isComputed ? new Inertia(number + 1, number + 2, eigenvalue, double.NaN) : null, number + 3, theta));

    private static readonly Gen<RunRecord> Run = Gen.Select(RunOfUnknownPhase, Phase, (run, phase) => run with { LastPhase = phase });

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
        BlockEnds ends = BlockCodec.DecodeEnds(bytes);
        Assert.Equal(block.First, ends.First);
        Assert.Equal(block.Runs.Select(run => run.Ended), ends.Ended);
    });

    [Fact]
    public void Runs_are_laid_out_as_the_format_says_with_zeros_and_nan_where_no_spectrum_was_computed()
    {
        RunRecord open = new(8, Ended.Unconverged, true, 1.5, 0.25, 30, null, 0, []);

        byte[] bytes = BlockCodec.Encode(new BlockRecord(7, [Sample(7), open]));

        using var expected = new MemoryStream();
        using var writer = new BinaryWriter(expected);
        writer.Write((byte)3);
        writer.Write(7L);
        writer.Write(2);
        Write((byte)(Minimum | Verified), 1, [0.5, 1e-12, 0.25, 2], [100, 0, 1, 0, 2], [1.5, -2.5]);
        Write((byte)(Unconverged | AtKink), 255, [1.5, 0.25, double.NaN, double.NaN], [30, 0, 0, 0, 0], []);
        writer.Write(SHA256.HashData(expected.ToArray()).AsSpan(0, 8));
        Assert.Equal(expected.ToArray(), bytes);
        Assert.Null(BlockCodec.Decode(bytes).Runs[1].Inertia);

        void Write(byte flags, byte phase, double[] figures, int[] counts, double[] weights)
        {
            writer.Write(flags);
            writer.Write(phase);
            Array.ForEach(figures, writer.Write);
            Array.ForEach(counts, writer.Write);
            Array.ForEach(weights, writer.Write);
        }
    }

    [Fact]
    public void Block_with_any_byte_changed_is_refused()
    {
        byte[] bytes = BlockCodec.Encode(new BlockRecord(7, [Sample(7), Sample(8)]));
        for (int i = 0; i < bytes.Length; i++)
        {
            byte[] damaged = [.. bytes];
            damaged[i] ^= 0x10;
            Assert.Throws<InvalidDataException>(() => BlockCodec.Decode(damaged));
            Assert.Throws<InvalidDataException>(() => BlockCodec.DecodeEnds(damaged));
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
            Assert.Throws<InvalidDataException>(() => BlockCodec.DecodeEnds(cut));
        }
    }

    [Fact]
    public void Block_with_a_seed_out_of_order_is_refused() =>
        Assert.Throws<ArgumentException>(() => BlockCodec.Encode(new BlockRecord(7, [Sample(8)])));

    private static RunRecord Sample(long seed) =>
        new(seed, Ended.Minimum, false, 0.5, 1e-12, 100, new Inertia(0, 1, 0.25, 2), 0, [1.5, -2.5]) { LastPhase = PhaseEnd.Converged };

    private static bool SameBits(RunRecord a, RunRecord b) =>
        (a with { Loss = 0, Gradient = 0, Theta = b.Theta }).Equals(b with { Loss = 0, Gradient = 0 })
        && Bits(a).SequenceEqual(Bits(b));

    private static IEnumerable<long> Bits(RunRecord run) =>
        new[] { run.Loss, run.Gradient, run.Inertia?.Smallest ?? 0, run.Inertia?.Largest ?? 0 }.Select(BitConverter.DoubleToInt64Bits);
}
