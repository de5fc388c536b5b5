namespace OrleansSymmetry.Landscape.Arrays;

/// <summary>An array of an .npy file: its element type, shape and entries in C order.</summary>
/// <param name="Values">double[], float[], long[], int[] or bool[]; as many as the product of <paramref name="Shape"/>.</param>
/// <param name="Shape">Sizes of the dimensions; empty for a scalar.</param>
public sealed record NpyArray(Array Values, IReadOnlyList<int> Shape)
{
    /// <summary>The entries as doubles, whatever their type (true is 1).</summary>
    public double[] ToDoubles() => Values switch
    {
        double[] values => values,
        float[] values => [.. values.Select(value => (double)value)],
        long[] values => [.. values.Select(value => (double)value)],
        int[] values => [.. values.Select(value => (double)value)],
        bool[] values => [.. values.Select(value => value ? 1.0 : 0.0)],
        _ => throw new NotSupportedException($"An array of {Values.GetType().GetElementType()?.Name} is no .npy array here."),
    };
}
