using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace OrleansSymmetry.Landscape.Arrays;

/// <summary>
/// The .npy format of NumPy (numpy.lib.format): magic, version, a Python dictionary as header, raw data.
/// Writes version 1.0; reads versions 1 to 3, C and Fortran order, both orders of bytes, and every plain element type of <see cref="NpyArray"/>.
/// </summary>
public static partial class NpyCodec
{
    /// <summary>NumPy aligns the data to this.</summary>
    private const int Alignment = 64;

    // numpy.lib.format: max_header_size.
    private const int LongestHeader = 10_000;

    private const int LongestShown = 200;

    // NumPy's NPY_MAXDIMS.
    private const int MostDimensions = 64;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>The file's bytes. Equal arrays give equal bytes.</summary>
    /// <exception cref="ArgumentException">The shape does not go with the number of entries, or the type is not supported.</exception>
    public static byte[] Write(NpyArray array)
    {
        ArgumentNullException.ThrowIfNull(array);
        if (array.Shape.Aggregate(1L, (product, size) => product * size) != array.Values.Length)
        {
            throw new ArgumentException($"{array.Values.Length} entries do not fill the shape ({ShapeText(array.Shape)}).", nameof(array));
        }

        string header = $"{{'descr': '{NpyElement.NameOf(array.Values)}', 'fortran_order': False, 'shape': ({ShapeText(array.Shape)}), }}";
        int prefix = Magic.Length + 4;
        int padding = Alignment - ((prefix + header.Length + 1) % Alignment);
        byte[] headerBytes = Encoding.ASCII.GetBytes(header + new string(' ', padding % Alignment) + "\n");
        using var stream = new MemoryStream();
        stream.Write(Magic);
        stream.Write([1, 0, (byte)headerBytes.Length, (byte)(headerBytes.Length >> 8)]);
        stream.Write(headerBytes);
        NpyElement.Write(array.Values, stream);
        return stream.ToArray();
    }

    /// <summary>Whether bytes begin as every .npy file does.</summary>
    public static bool IsOne(ReadOnlySpan<byte> bytes) => bytes.StartsWith(Magic);

    /// <summary>The array in <paramref name="bytes"/>.</summary>
    /// <exception cref="InvalidDataException">The bytes are no .npy file, or one of a kind that is not read; the message says which.</exception>
    public static NpyArray Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 10 || !IsOne(bytes))
        {
            throw new InvalidDataException("The bytes are no .npy file: they do not begin with \\x93NUMPY.");
        }

        int version = bytes[6];
        if (version is < 1 or > 3)
        {
            throw new InvalidDataException($"The .npy file has version {version}; versions 1, 2 and 3 can be read.");
        }

        int prefix = version == 1 ? 10 : 12;
        long length = version == 1
            ? BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..])
            : bytes.Length < prefix ? long.MaxValue : BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]);
        if (length > LongestHeader)
        {
            throw new InvalidDataException($"The .npy file has a header of {length} bytes. At most {LongestHeader} are read, as by NumPy.");
        }

        if (prefix + length > bytes.Length)
        {
            throw new InvalidDataException("The .npy file is cut off in its header.");
        }

        Header header = ReadHeader(Encoding.UTF8.GetString(bytes.Slice(prefix, (int)length)));
        ReadOnlySpan<byte> data = bytes[(prefix + (int)length)..];
        int size = header.Element.Size;
        int[] shape = header.Shape;
        long count = shape.Aggregate(1L, (product, next) => product > int.MaxValue ? product : product * next);
        long wanted = count > int.MaxValue ? count : size * count;
        if (data.Length != wanted || count > int.MaxValue)
        {
            throw new InvalidDataException(
                $"The .npy file has {data.Length} bytes of data; its shape ({ShapeText(shape)}) of {header.Type} needs {wanted}.");
        }

        return new NpyArray(header.Element.Read(header.IsFortran ? InRowOrder(data, size, shape) : data, (int)count), shape)
        {
            ElementType = header.Element.Words,
        };
    }

    /// <summary>Elements whose first index varies fastest, with the last one varying fastest.</summary>
    private static byte[] InRowOrder(ReadOnlySpan<byte> data, int size, int[] shape)
    {
        byte[] sorted = new byte[data.Length];
        int[] index = new int[shape.Length];
        for (int at = 0; at < data.Length; at += size)
        {
            long place = 0;
            for (int i = 0; i < shape.Length; i++)
            {
                place = (place * shape[i]) + index[i];
            }

            data.Slice(at, size).CopyTo(sorted.AsSpan((int)place * size));
            for (int i = 0; i < shape.Length && ++index[i] == shape[i]; i++)
            {
                index[i] = 0;
            }
        }

        return sorted;
    }

    private static Header ReadHeader(string header)
    {
        string type = TypePattern().Match(header) is { Success: true } typeMatch
            ? typeMatch.Groups[1].Value
            : throw new InvalidDataException($"The .npy header names no plain element type: {Shortened(header)}. "
                + "An array with named fields has several; save each field as an array of its own.");
        bool isFortran = OrderPattern().Match(header) is { Success: true } orderMatch
            ? orderMatch.Groups[1].Value == "True"
            : throw new InvalidDataException($"The .npy header gives no order of the entries: {Shortened(header)}");
        string shape = ShapePattern().Match(header) is { Success: true } shapeMatch
            ? shapeMatch.Groups[1].Value
            : throw new InvalidDataException($"The .npy header gives no shape: {Shortened(header)}");
        return new Header(type, NpyElement.Parse(type), isFortran, Sizes(shape));
    }

    private static string Shortened(string header) => header.Trim() is { Length: > LongestShown } text ? text[..LongestShown] + "..." : header.Trim();

    private static int[] Sizes(string shape)
    {
        int[] sizes = [.. shape.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(ParseSize)];
        return sizes.Length <= MostDimensions
            ? sizes
            : throw new InvalidDataException($"The .npy file holds an array of {sizes.Length} dimensions. At most {MostDimensions} are read, as by NumPy.");
    }

    private static int ParseSize(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int size)
            ? size
            : throw new InvalidDataException($"The .npy header has a dimension of {text}; at most {int.MaxValue} can be read.");

    private static string ShapeText(IReadOnlyList<int> shape) => shape.Count == 1
        ? string.Create(CultureInfo.InvariantCulture, $"{shape[0]},")
        : string.Join(", ", shape.Select(size => size.ToString(CultureInfo.InvariantCulture)));

    [GeneratedRegex("'descr'\\s*:\\s*'([^']*)'")]
    private static partial Regex TypePattern();

    [GeneratedRegex("'fortran_order'\\s*:\\s*(True|False)")]
    private static partial Regex OrderPattern();

    [GeneratedRegex("'shape'\\s*:\\s*\\(([0-9,\\s]*)\\)")]
    private static partial Regex ShapePattern();

    private sealed record Header(string Type, NpyElement Element, bool IsFortran, int[] Shape);
}
