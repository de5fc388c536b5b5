using System.Buffers.Binary;
using System.Security.Cryptography;
using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Landscape.Spectra;

namespace OrleansSymmetry.Landscape.Formats;

/// <summary>
/// A block of runs as it is stored. Little-endian: version (1 byte), first seed (8), number of runs (4); per run, in order
/// of seed: flags (1: ended in the low 3 bits, then at-kink, verified), how the last phase ended (1), loss, gradient, smallest and largest eigenvalue
/// (8 each), steps, index, zero modes, family dimension (4 each), number of weights (4), weights (8 each); then a checksum,
/// the first 8 bytes of the SHA-256 of all before. Doubles are kept to the bit, NaN included. A spectrum that was not computed
/// is written as index 0, no zero mode, and eigenvalues that are NaN; computed ones are not.
/// </summary>
public static class BlockCodec
{
    /// <summary>Raised when the layout changes.</summary>
    private const byte Version = 3;

    private const int HeaderBytes = 1 + 8 + 4;
    private const int RunBytes = 2 + (4 * 8) + (5 * 4);
    private const int ChecksumBytes = 8;
    private const int EndedMask = 7;
    private const int AtKinkFlag = 8;
    private const int VerifiedFlag = 16;

    /// <summary>Stands for a last phase whose end is not known.</summary>
    private const byte PhaseNotKnown = byte.MaxValue;

    private static readonly Inertia NotComputed = new(0, 0, double.NaN, double.NaN);

    /// <summary>The block's bytes. Equal blocks give equal bytes.</summary>
    /// <exception cref="ArgumentException">The seeds are not First, First + 1, ... in order.</exception>
    public static byte[] Encode(BlockRecord block)
    {
        ArgumentNullException.ThrowIfNull(block);
        int weights = block.Runs.Sum(run => run.Theta.Length);
        var bytes = new byte[HeaderBytes + (block.Runs.Count * RunBytes) + (weights * sizeof(double)) + ChecksumBytes];
        var writer = new Cursor(bytes);
        writer.Byte(Version);
        writer.Long(block.First);
        writer.Int(block.Runs.Count);
        for (int i = 0; i < block.Runs.Count; i++)
        {
            RunRecord run = block.Runs[i];
            if (run.Seed != block.First + i)
            {
                throw new ArgumentException($"Run {i} of the block from seed {block.First} has seed {run.Seed}; "
                    + $"it must have {block.First + i}.", nameof(block));
            }

            WriteRun(ref writer, run);
        }

        Checksum(bytes).CopyTo(bytes.AsSpan(bytes.Length - ChecksumBytes));
        return bytes;
    }

    /// <summary>The block in <paramref name="bytes"/>.</summary>
    /// <exception cref="InvalidDataException">The bytes are no block, of another version, or damaged.</exception>
    public static BlockRecord Decode(ReadOnlySpan<byte> bytes)
    {
        (long first, RunRecord[] runs) = Decode(bytes, ReadRun);
        return new BlockRecord(first, runs);
    }

    /// <summary>How the runs of the block in <paramref name="bytes"/> ended. All of it is checked, and no run is made.</summary>
    /// <exception cref="InvalidDataException">As above.</exception>
    public static BlockEnds DecodeEnds(ReadOnlySpan<byte> bytes)
    {
        (long first, Ended[] ended) = Decode(bytes, SkipRun);
        return new BlockEnds(first, ended);
    }

    private static (long First, T[] Runs) Decode<T>(ReadOnlySpan<byte> bytes, RunReader<T> read)
    {
        if (bytes.Length < HeaderBytes + ChecksumBytes)
        {
            throw new InvalidDataException($"A stored block has {bytes.Length} bytes, fewer than its frame. It is damaged; train its seeds again.");
        }

        if (bytes[0] != Version)
        {
            throw new InvalidDataException($"A stored block has layout {bytes[0]}; this version reads layout {Version}.");
        }

        if (!Checksum(bytes).SequenceEqual(bytes[^ChecksumBytes..]))
        {
            throw new InvalidDataException("The checksum of a stored block does not match its bytes. It is damaged; train its seeds again.");
        }

        var reader = new ReadCursor(bytes[..^ChecksumBytes]);
        reader.Byte();
        long first = reader.Long();
        int count = reader.Int();
        var runs = new T[Math.Clamp(count, 0, bytes.Length / RunBytes)];
        for (int i = 0; i < runs.Length; i++)
        {
            runs[i] = read(ref reader, first + i);
        }

        return runs.Length == count && reader.IsAtEnd
            ? (first, runs)
            : throw new InvalidDataException($"A stored block says {count} runs and does not hold as many. It is damaged; train its seeds again.");
    }

    private static void WriteRun(ref Cursor writer, RunRecord run)
    {
        int flags = (int)run.Ended | (run.AtKink ? AtKinkFlag : 0) | (run.IsVerified ? VerifiedFlag : 0);
        writer.Byte((byte)flags);
        writer.Byte(run.LastPhase is { } phase ? (byte)phase : PhaseNotKnown);
        writer.Double(run.Loss);
        writer.Double(run.Gradient);
        Inertia inertia = run.Inertia ?? NotComputed;
        writer.Double(inertia.Smallest);
        writer.Double(inertia.Largest);
        writer.Int(run.Steps);
        writer.Int(inertia.Negative);
        writer.Int(inertia.Zero);
        writer.Int(run.FamilyDimension);
        writer.Int(run.Theta.Length);
        foreach (double weight in run.Theta)
        {
            writer.Double(weight);
        }
    }

    private static RunRecord ReadRun(ref ReadCursor reader, long seed)
    {
        int flags = reader.Byte();
        PhaseEnd? phase = PhaseOf(reader.Byte(), seed);
        double loss = reader.Double();
        double gradient = reader.Double();
        double smallest = reader.Double();
        double largest = reader.Double();
        int steps = reader.Int();
        var inertia = new Inertia(reader.Int(), reader.Int(), smallest, largest);
        int familyDimension = reader.Int();
        double[] theta = reader.Doubles(reader.Int());
        return new RunRecord(
            seed, EndedOf(flags, seed), (flags & AtKinkFlag) != 0, loss, gradient, steps, inertia == NotComputed ? null : inertia, familyDimension, theta)
        {
            LastPhase = phase,
        };
    }

    private static Ended SkipRun(ref ReadCursor reader, long seed)
    {
        int flags = reader.Byte();
        reader.Skip(RunBytes - 1 - sizeof(int));
        reader.SkipDoubles(reader.Int());
        return EndedOf(flags, seed);
    }

    private static Ended EndedOf(int flags, long seed)
    {
        var ended = (Ended)(flags & EndedMask);
        return Enum.IsDefined(ended)
            ? ended
            : throw new InvalidDataException($"A stored run of seed {seed} ended as {flags & EndedMask}, which is no way to end.");
    }

    private static PhaseEnd? PhaseOf(byte code, long seed)
    {
        var phase = (PhaseEnd)code;
        return code == PhaseNotKnown ? null
            : Enum.IsDefined(phase) ? phase
            : throw new InvalidDataException($"The last phase of a stored run of seed {seed} ended as {code}, which is no way to end.");
    }

    private static ReadOnlySpan<byte> Checksum(ReadOnlySpan<byte> bytes) => SHA256.HashData(bytes[..^ChecksumBytes]).AsSpan(0, ChecksumBytes);

    private delegate T RunReader<T>(ref ReadCursor reader, long seed);

    private ref struct Cursor(Span<byte> bytes)
    {
        private Span<byte> _rest = bytes;

        public void Byte(byte value)
        {
            _rest[0] = value;
            _rest = _rest[1..];
        }

        public void Int(int value)
        {
            BinaryPrimitives.WriteInt32LittleEndian(_rest, value);
            _rest = _rest[sizeof(int)..];
        }

        public void Long(long value)
        {
            BinaryPrimitives.WriteInt64LittleEndian(_rest, value);
            _rest = _rest[sizeof(long)..];
        }

        public void Double(double value) => Long(BitConverter.DoubleToInt64Bits(value));
    }

    private ref struct ReadCursor(ReadOnlySpan<byte> bytes)
    {
        private ReadOnlySpan<byte> _rest = bytes;

        public readonly bool IsAtEnd => _rest.IsEmpty;

        public byte Byte() => Take(1)[0];

        public int Int() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

        public long Long() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

        public double Double() => BitConverter.Int64BitsToDouble(Long());

        public void Skip(int bytes) => Take(bytes);

        public void SkipDoubles(int count) => Take(sizeof(double) * Held(count));

        public double[] Doubles(int count)
        {
            var values = new double[Held(count)];
            for (int i = 0; i < count; i++)
            {
                values[i] = Double();
            }

            return values;
        }

        private readonly int Held(int count) => count >= 0 && count <= _rest.Length / sizeof(double)
            ? count
            : throw new InvalidDataException($"A stored run says {count} weights and does not hold as many. It is damaged; train its seeds again.");

        private ReadOnlySpan<byte> Take(int count)
        {
            if (count > _rest.Length)
            {
                throw new InvalidDataException("A stored block ends too early. It is damaged; train its seeds again.");
            }

            ReadOnlySpan<byte> taken = _rest[..count];
            _rest = _rest[count..];
            return taken;
        }
    }
}
