using System.Runtime.CompilerServices;

namespace OrleansSymmetry.Landscape.Activations;

/// <summary>The loops of every activation. The compiler makes them anew for each struct, with its methods inlined.</summary>
/// <typeparam name="TPhi">The activation at eight numbers.</typeparam>
internal sealed class PointwiseActivation<TPhi>(TPhi phi = default) : Activation(phi.Traits)
    where TPhi : struct, IPointwise
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Evaluate(ReadOnlySpan<LaneVector> z, Span<LaneVector> values)
    {
        TPhi kernel = phi;
        values = values[..z.Length];
        for (int i = 0; i < z.Length; i++)
        {
            values[i] = kernel.Value(z[i]);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Evaluate(ReadOnlySpan<LaneVector> z, Span<LaneVector> values, Span<LaneVector> first)
    {
        TPhi kernel = phi;
        values = values[..z.Length];
        first = first[..z.Length];
        for (int i = 0; i < z.Length; i++)
        {
            values[i] = kernel.Value(z[i], out LaneVector slope);
            first[i] = slope;
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Evaluate(ReadOnlySpan<LaneVector> z, Span<LaneVector> values, Span<LaneVector> first, Span<LaneVector> second)
    {
        TPhi kernel = phi;
        values = values[..z.Length];
        first = first[..z.Length];
        second = second[..z.Length];
        for (int i = 0; i < z.Length; i++)
        {
            values[i] = kernel.Value(z[i], out LaneVector slope, out LaneVector curvature);
            first[i] = slope;
            second[i] = curvature;
        }
    }
}
