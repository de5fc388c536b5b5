using OrleansSymmetry.Landscape.Arrays;
using OrleansSymmetry.Landscape.Specs;

namespace OrleansSymmetry.Landscape.Problems;

/// <summary>The arrays of an .npz file that came with a sweep, or the one of an .npy file.</summary>
internal sealed class NpzFile
{
    // What a file that is not packed may hold: a small file that unpacks to more is no data set.
    private const long MostUnpackedBytes = SweepLimits.DataFileBytes;

    // Of a file with more arrays than a message can name.
    private const int MostNames = 20;

    private readonly IReadOnlyDictionary<string, NpyArray> _arrays;

    private NpzFile(IReadOnlyDictionary<string, NpyArray> arrays, NpyArray? only)
    {
        _arrays = arrays;
        Only = only;
    }

    /// <summary>The array of an .npy file; null for an .npz file.</summary>
    public NpyArray? Only { get; }

    /// <summary>Reads the arrays.</summary>
    /// <exception cref="InvalidDataException">The file is no .npz or .npy, or unpacks to too much.</exception>
    public static NpzFile Read(ReadOnlyMemory<byte> bytes) => NpyCodec.IsOne(bytes.Span)
        ? new(new Dictionary<string, NpyArray>(), NpyCodec.Read(bytes.Span))
        : new(NpzCodec.Read(bytes, MostUnpackedBytes), null);

    /// <summary>Whether there is an array of that name.</summary>
    public bool Has(string name) => _arrays.ContainsKey(name);

    /// <summary>An array.</summary>
    /// <exception cref="InvalidDataException">It is missing.</exception>
    public NpyArray Find(string name) => _arrays.TryGetValue(name, out NpyArray? array)
        ? array
        : throw new InvalidDataException(Only is not null
            ? "The data file is a single array (.npy) without a name. It must be an .npz file, as numpy.savez writes it."
            : $"The data file has no array {name}. It has {string.Join(", ", _arrays.Keys.Take(MostNames))}.");

    /// <summary>An array of one or two dimensions as a table of numbers; one dimension is one column.</summary>
    /// <exception cref="InvalidDataException">It is missing, of another shape, or holds what is no finite number.</exception>
    public (double[] Values, int Rows, int Columns) Table(string name)
    {
        var block = ArrayBlock.Of(Find(name), $"Array {name} of the data file");
        return (block.NumbersOf("It must hold numbers."), block.Rows, block.Columns);
    }
}
