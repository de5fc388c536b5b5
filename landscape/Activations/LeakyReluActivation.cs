using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace OrleansSymmetry.Landscape.Activations;

/// <summary>
/// phi(z) = z for z &gt; 0, slope z below. At its kink the derivative is taken as 0. Slope 0 is relu, 1 the identity,
/// -1 the absolute value, and the traits say so.
/// </summary>
/// <param name="slope">Slope on negative arguments; finite.</param>
public sealed class LeakyReluActivation(double slope) : Activation
{
    private readonly LaneVector _slope = Vector512.Create(slope);

    /// <inheritdoc/>
    public override string Name => "leaky-relu";

    /// <inheritdoc/>
    public override Parity Parity => slope switch { 1 => Parity.Odd, -1 => Parity.Even, _ => Parity.None };

    /// <inheritdoc/>
    public override int Homogeneity => 1;

    /// <inheritdoc/>
    public override bool HasKink => slope != 1;

    /// <inheritdoc/>
    public override bool IsLinear => slope == 1;

    /// <inheritdoc/>
    public override double LargestSlope => Math.Max(1, Math.Abs(slope));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Evaluate(ReadOnlySpan<LaneVector> z, Span<LaneVector> values)
    {
        values = values[..z.Length];
        for (int i = 0; i < z.Length; i++)
        {
            LaneVector x = z[i];
            values[i] = Vector512.ConditionalSelect(Vector512.GreaterThan(x, LaneVector.Zero), x, _slope * x);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Evaluate(ReadOnlySpan<LaneVector> z, Span<LaneVector> values, Span<LaneVector> first)
    {
        values = values[..z.Length];
        first = first[..z.Length];
        for (int i = 0; i < z.Length; i++)
        {
            LaneVector x = z[i];
            values[i] = Vector512.ConditionalSelect(Vector512.GreaterThan(x, LaneVector.Zero), x, _slope * x);
            first[i] = FirstDerivative(x);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Evaluate(ReadOnlySpan<LaneVector> z, Span<LaneVector> values, Span<LaneVector> first, Span<LaneVector> second)
    {
        values = values[..z.Length];
        first = first[..z.Length];
        second = second[..z.Length];
        for (int i = 0; i < z.Length; i++)
        {
            LaneVector x = z[i];
            values[i] = Vector512.ConditionalSelect(Vector512.GreaterThan(x, LaneVector.Zero), x, _slope * x);
            first[i] = FirstDerivative(x);
            second[i] = LaneVector.Zero;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private LaneVector FirstDerivative(LaneVector x) =>
        slope == 1
            ? Vector512.Create(1.0)
            : Vector512.ConditionalSelect(
                Vector512.GreaterThan(x, LaneVector.Zero),
                Vector512.Create(1.0),
                Vector512.LessThan(x, LaneVector.Zero) & _slope);
}
