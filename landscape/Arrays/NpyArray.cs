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

    /// <summary>The texts, where the array holds any; else null.</summary>
    public IReadOnlyList<string>? Texts => Values as string[];

    /// <summary>The entries as doubles, whatever their type (true is 1). 64-bit integers beyond 2^53 are rounded.</summary>
    /// <exception cref="NotSupportedException">The array holds texts.</exception>
    public double[] ToDoubles() => Values switch
    {
        double[] values => values,
        float[] values => Array.ConvertAll(values, value => (double)value),
        Half[] values => Array.ConvertAll(values, value => (double)value),
        long[] values => Array.ConvertAll(values, value => (double)value),
        ulong[] values => Array.ConvertAll(values, value => (double)value),
        int[] values => Array.ConvertAll(values, value => (double)value),
        uint[] values => Array.ConvertAll(values, value => (double)value),
        short[] values => Array.ConvertAll(values, value => (double)value),
        ushort[] values => Array.ConvertAll(values, value => (double)value),
        sbyte[] values => Array.ConvertAll(values, value => (double)value),
        byte[] values => Array.ConvertAll(values, value => (double)value),
        bool[] values => Array.ConvertAll(values, value => value ? 1.0 : 0.0),
        _ => throw new NotSupportedException($"An array of {Values.GetType().GetElementType()?.Name} holds no numbers."),
    };
}
