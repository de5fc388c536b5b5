using System.Buffers.Binary;

namespace OrleansSymmetry.Landscape.Arrays;

/// <summary>An element type of .npy files, with its name in their headers. All are little-endian.</summary>
internal static class NpyElement
{
    /// <summary>The names that can be read and written.</summary>
    public static IReadOnlyList<string> Names { get; } = ["<f8", "<f4", "<i8", "<i4", "|b1"];

    /// <summary>The name of an array's element type.</summary>
    /// <exception cref="ArgumentException">The type is none of .npy files here.</exception>
    public static string NameOf(Array values) => values switch
    {
        double[] => "<f8",
        float[] => "<f4",
        long[] => "<i8",
        int[] => "<i4",
        bool[] => "|b1",
        _ => throw new ArgumentException($"Arrays of {values.GetType().GetElementType()?.Name} are not written; float64, float32, int64, int32 and bool are."),
    };

    /// <summary>Bytes of one element.</summary>
    public static int Size(string name) => name[^1] - '0';

    /// <summary>Writes the elements.</summary>
    public static void Write(Array values, Stream stream)
    {
        Span<byte> bytes = stackalloc byte[8];
        int size = Size(NameOf(values));
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

    /// <summary>Reads elements; <paramref name="bytes"/> has exactly theirs.</summary>
    public static Array Read(string name, ReadOnlySpan<byte> bytes)
    {
        int size = Size(name);
        int count = bytes.Length / size;
        Array values = name switch
        {
            "<f8" => new double[count],
            "<f4" => new float[count],
            "<i8" => new long[count],
            "<i4" => new int[count],
            _ => new bool[count],
        };
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> element = bytes.Slice(i * size, size);
            switch (values)
            {
                case double[] doubles:
                    doubles[i] = BinaryPrimitives.ReadDoubleLittleEndian(element);
                    break;
                case float[] floats:
                    floats[i] = BinaryPrimitives.ReadSingleLittleEndian(element);
                    break;
                case long[] longs:
                    longs[i] = BinaryPrimitives.ReadInt64LittleEndian(element);
                    break;
                case int[] ints:
                    ints[i] = BinaryPrimitives.ReadInt32LittleEndian(element);
                    break;
                case bool[] bools:
                    bools[i] = element[0] != 0;
                    break;
            }
        }

        return values;
    }
}
