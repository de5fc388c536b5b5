using OrleansSymmetry.Landscape.Arrays;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Problems;

/// <summary>The arrays of an .npz file that came with a sweep.</summary>
internal sealed class NpzFile
{
    // What a file that is not packed may hold: a small file that unpacks to more is no data set.
    private const long MostUnpackedBytes = SweepLimits.DataFileBytes;

    // Of a file with more arrays than a message can name.
    private const int MostNames = 20;

    private readonly IReadOnlyDictionary<string, NpyArray> _arrays;

    private NpzFile(IReadOnlyDictionary<string, NpyArray> arrays) => _arrays = arrays;

    /// <summary>Reads the arrays.</summary>
    /// <exception cref="InvalidDataException">The file is no .npz, or unpacks to too much.</exception>
    public static NpzFile Read(ReadOnlyMemory<byte> bytes) => new(NpzCodec.Read(bytes, MostUnpackedBytes));

    /// <summary>Whether there is an array of that name.</summary>
    public bool Has(string name) => _arrays.ContainsKey(name);

    /// <summary>An array of one or two dimensions as a table; one dimension is one column.</summary>
    /// <exception cref="InvalidDataException">It is missing, of another shape, or holds what is no finite number.</exception>
    public (double[] Values, int Rows, int Columns) Table(string name)
    {
        if (!_arrays.TryGetValue(name, out NpyArray? array))
        {
            throw new InvalidDataException($"The data file has no array {name}. It has {string.Join(", ", _arrays.Keys.Take(MostNames))}.");
        }

        if (array.Shape.Count is not (1 or 2) || array.Shape.Any(size => size == 0))
        {
            throw new InvalidDataException($"Array {name} of the data file has shape ({string.Join(", ", array.Shape)}). It must have one or two dimensions.");
        }

        double[] values = [.. array.ToDoubles().Select(value => value + 0.0)];
        int bad = Array.FindIndex(values, value => !double.IsFinite(value));
        return bad < 0
            ? (values, array.Shape[0], array.Shape.Count == 2 ? array.Shape[1] : 1)
            : throw new InvalidDataException($"Array {name} of the data file holds {SpecText.Show(values[bad])} at entry {bad}. All must be finite.");
    }
}
