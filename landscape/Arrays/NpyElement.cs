using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace OrleansSymmetry.Landscape.Arrays;

/// <summary>An element type of .npy files.</summary>
/// <param name="Kind">NumPy's letter: f, i, u, b, U (text, UTF-32), S (text, bytes), V (two bytes of bfloat16).</param>
/// <param name="Size">Bytes of one element.</param>
/// <param name="IsBigEndian">Whether its highest byte, or that of each letter, comes first.</param>
internal readonly partial record struct NpyElement(char Kind, int Size, bool IsBigEndian)
{
    private const int BytesOfLetter = 4;

    // A label of more letters is none; the number of bytes of an element stays an integer.
    private const int MostLetters = 1 << 20;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>What can be read, in words.</summary>
    private const string Readable = "It must be float16, float32, float64 or bfloat16, a signed or unsigned integer of 8 to 64 bits, bool, or text (U or S)";

    /// <summary>The type of a name as headers have it, such as "&lt;f8".</summary>
    /// <exception cref="InvalidDataException">It is none that can be read; the message says what to do.</exception>
    public static NpyElement Parse(string name)
    {
        if (name == "bfloat16")
        {
            return new NpyElement('V', 2, false);
        }

        Match match = NamePattern().Match(name);
        if (match.Success && int.TryParse(match.Groups[3].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count <= MostLetters)
        {
            char order = match.Groups[1].ValueSpan is [var letter] ? letter : '|';
            char kind = match.Groups[2].Value[0] is 'a' ? 'S' : match.Groups[2].Value[0];
            var element = new NpyElement(kind, kind == 'U' ? BytesOfLetter * count : count, order == '>');
            bool needsOrder = element.Size > 1 && kind is not ('S' or 'V');
            if (element.IsReadable && (order != '|' || !needsOrder))
            {
                return element;
            }
        }

        string advice = name switch
        {
            [_, 'O', ..] => "It is a pickled Python object. Save it as numbers or text: array.astype(float), or array.astype(str).",
            [_, 'c', ..] => "Save real and imaginary parts as two columns.",
            [_, 'f', ..] => "Save array.astype(float).",
            [_, 'M' or 'm', ..] => "Save it as numbers, such as (array - array[0]) / numpy.timedelta64(1, 's').",
            _ => "Save array.astype(float).",
        };
        throw new InvalidDataException($"The .npy file holds elements of type {name}. {Readable}. {advice}");
    }

    /// <summary>The name of the element type of an array that is written.</summary>
    /// <exception cref="ArgumentException">The type is not written.</exception>
    public static string NameOf(Array values) => Type.GetTypeCode(values.GetType().GetElementType()) switch
    {
        TypeCode.Double => "<f8",
        TypeCode.Single => "<f4",
        TypeCode.Int64 => "<i8",
        TypeCode.Int32 => "<i4",
        TypeCode.Boolean => "|b1",
        _ => throw new ArgumentException($"Arrays of {values.GetType().GetElementType()?.Name} are not written; float64, float32, int64, int32 and bool are."),
    };

    /// <summary>NumPy's name of the type.</summary>
    public string Words => Kind switch
    {
        'f' => $"float{8 * Size}",
        'i' => $"int{8 * Size}",
        'u' => $"uint{8 * Size}",
        'b' => "bool",
        'V' => "bfloat16",
        _ => "text",
    };

    private bool IsReadable => (Kind, Size) is ('f', 2 or 4 or 8) or ('i' or 'u', 1 or 2 or 4 or 8) or ('b', 1) or ('V', 2) or ('U' or 'S', > 0);

    /// <summary>Writes the elements, little-endian.</summary>
    public static void Write(Array values, Stream stream)
    {
        Span<byte> bytes = stackalloc byte[8];
        int size = NameOf(values)[^1] - '0';
        for (int i = 0; i < values.Length; i++)
        {
            switch (values)
            {
                case double[] doubles:
                    BinaryPrimitives.WriteDoubleLittleEndian(bytes, doubles[i]);
                    break;
                case float[] floats:
                    BinaryPrimitives.WriteSingleLittleEndian(bytes, floats[i]);
                    break;
                case long[] longs:
                    BinaryPrimitives.WriteInt64LittleEndian(bytes, longs[i]);
                    break;
                case int[] ints:
                    BinaryPrimitives.WriteInt32LittleEndian(bytes, ints[i]);
                    break;
                case bool[] bools:
                    bytes[0] = bools[i] ? (byte)1 : (byte)0;
                    break;
            }

            stream.Write(bytes[..size]);
        }
    }

    /// <summary>Reads elements.</summary>
    /// <param name="bytes">Exactly theirs.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="InvalidDataException">A text is none.</exception>
    public Array Read(ReadOnlySpan<byte> bytes, int count)
    {
        if (Kind is 'U' or 'S')
        {
            return Texts(bytes, count);
        }

        byte[] little = bytes.ToArray();
        if (IsBigEndian)
        {
            for (int at = 0; at < little.Length; at += Size)
            {
                little.AsSpan(at, Size).Reverse();
            }
        }

        return (Kind, Size) switch
        {
            ('f', 8) => Each(little, BinaryPrimitives.ReadDoubleLittleEndian),
            ('f', 4) => Each(little, BinaryPrimitives.ReadSingleLittleEndian),
            ('f', _) => Each(little, BinaryPrimitives.ReadHalfLittleEndian),
            ('i', 8) => Each(little, BinaryPrimitives.ReadInt64LittleEndian),
            ('i', 4) => Each(little, BinaryPrimitives.ReadInt32LittleEndian),
            ('i', 2) => Each(little, BinaryPrimitives.ReadInt16LittleEndian),
            ('i', _) => Each(little, element => (sbyte)element[0]),
            ('u', 8) => Each(little, BinaryPrimitives.ReadUInt64LittleEndian),
            ('u', 4) => Each(little, BinaryPrimitives.ReadUInt32LittleEndian),
            ('u', 2) => Each(little, BinaryPrimitives.ReadUInt16LittleEndian),
            ('u', _) => little,
            ('b', _) => Each(little, element => element[0] != 0),

            // The upper half of a float32.
            _ => Each(little, element => BitConverter.UInt32BitsToSingle((uint)BinaryPrimitives.ReadUInt16LittleEndian(element) << 16)),
        };
    }

    private delegate T ReadElement<out T>(ReadOnlySpan<byte> element);

    private T[] Each<T>(byte[] bytes, ReadElement<T> read)
    {
        var values = new T[bytes.Length / Size];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = read(bytes.AsSpan(i * Size, Size));
        }

        return values;
    }

    private string[] Texts(ReadOnlySpan<byte> bytes, int count)
    {
        Encoding encoding = Kind == 'S' ? StrictUtf8 : new UTF32Encoding(IsBigEndian, byteOrderMark: false, throwOnInvalidCharacters: true);
        string[] texts = new string[count];
        for (int i = 0; i < count; i++)
        {
            try
            {
                // NumPy fills short texts up with zeros.
                texts[i] = encoding.GetString(bytes.Slice(i * Size, Size)).TrimEnd('\0');
            }
            catch (DecoderFallbackException)
            {
                throw new InvalidDataException($"The .npy file holds bytes that are no {(Kind == 'S' ? "UTF-8" : "UTF-32")} text at entry {i}.");
            }
        }

        return texts;
    }

    [GeneratedRegex("^([<>=|]?)([fiubUSaV])([0-9]+)\\z")]
    private static partial Regex NamePattern();
}
