namespace OrleansSymmetry.Landscape.Arrays;

/// <summary>An array of an .npy file: its element type, shape and entries in C order.</summary>
/// <param name="Values">
/// As many as the product of <paramref name="Shape"/>: double[], float[], long[], int[] or bool[], which can be written too; byte[], sbyte[], short[],
/// ushort[], uint[], ulong[], Half[] or string[]. Entries of bfloat16 are float[], which hold them exactly.
/// </param>
/// <param name="Shape">Sizes of the dimensions; empty for a scalar.</param>
public sealed record NpyArray(Array Values, IReadOnlyList<int> Shape)
{
    /// <summary>NumPy's name of the element type that was read, such as "float32"; null for an array that was not read.</summary>
    public string? ElementType { get; init; }

    /// <summary>The runtime's code of the element type.</summary>
    internal TypeCode ElementTypeCode => Type.GetTypeCode(Values.GetType().GetElementType());

    /// <summary>The texts, where the array holds any; else null.</summary>
    public IReadOnlyList<string>? Texts => Values as string[];

    /// <summary>The entries as doubles, whatever their type (true is 1). 64-bit integers beyond 2^53 are rounded.</summary>
    /// <exception cref="NotSupportedException">The array holds texts.</exception>
    public double[] ToDoubles() => Values switch
    {
        double[] values => values,
        float[] values => Array.ConvertAll(values, value => (double)value),
        Half[] values => Array.ConvertAll(values, value => (double)value),
        bool[] values => Array.ConvertAll(values, value => value ? 1.0 : 0.0),
        _ => Integers(),
    };

    // To the runtime an int[] is a uint[] too, so a pattern would take the one for the other.
    private double[] Integers() => ElementTypeCode switch
    {
        TypeCode.Int64 => Array.ConvertAll((long[])Values, value => (double)value),
        TypeCode.UInt64 => Array.ConvertAll((ulong[])Values, value => (double)value),
        TypeCode.Int32 => Array.ConvertAll((int[])Values, value => (double)value),
        TypeCode.UInt32 => Array.ConvertAll((uint[])Values, value => (double)value),
        TypeCode.Int16 => Array.ConvertAll((short[])Values, value => (double)value),
        TypeCode.UInt16 => Array.ConvertAll((ushort[])Values, value => (double)value),
        TypeCode.SByte => Array.ConvertAll((sbyte[])Values, value => (double)value),
        TypeCode.Byte => Array.ConvertAll((byte[])Values, value => (double)value),
        _ => throw new NotSupportedException($"An array of {Values.GetType().GetElementType()?.Name} holds no numbers."),
    };
}
