using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Specs;

/// <summary>A key of a phase that belongs to some methods.</summary>
/// <param name="Name">As a sweep file writes it.</param>
/// <param name="Default">Its value where the file gives none.</param>
/// <param name="Range">What it may be.</param>
/// <param name="Advice">What is usual, for whoever gave something else.</param>
internal sealed record PhaseKey(string Name, double Default, NumberRange Range, string Advice)
{
    public static PhaseKey Step { get; } = new("step", 0.01, NumberRange.Positive, "0.01 is the usual size of a step");

    public static PhaseKey Momentum { get; } = new("momentum", 0.9, NumberRange.Fraction, "0.9 is usual");

    public static PhaseKey Beta1 { get; } = new("beta1", 0.9, NumberRange.Fraction, "0.9 is usual");

    public static PhaseKey Beta2 { get; } = new("beta2", 0.999, NumberRange.Fraction, "0.999 is usual");

    public static PhaseKey Epsilon { get; } = new("epsilon", 1e-8, NumberRange.Positive, "1e-8 is usual");

    /// <summary>All of them, in the order of the canonical form.</summary>
    public static IReadOnlyList<PhaseKey> All { get; } = [Step, Momentum, Beta1, Beta2, Epsilon];
}
