namespace OrleansSymmetry.Landscape.Symmetry.Groups;

/// <summary>The discrete forms of one unit that may coincide with another unit.</summary>
internal static class UnitForms
{
    private static readonly (int Sign, int HalfTurns)[] One = [(1, 0)];
    private static readonly (int Sign, int HalfTurns)[] Two = [(1, 0), (-1, 0)];

    /// <summary>
    /// Signs and half turns that bring a unit with bias <paramref name="bias"/> next to one with bias <paramref name="target"/>;
    /// of the infinitely many shifts of a phase the nearest of each parity.
    /// </summary>
    public static ReadOnlySpan<(int Sign, int HalfTurns)> Nearest(UnitSymmetry unit, double bias, double target) => unit switch
    {
        UnitSymmetry.None => One,
        UnitSymmetry.Phase =>
            new[] { (1, Turns(target - bias, 0)), (1, Turns(target - bias, 1)), (-1, Turns(target + bias, 0)), (-1, Turns(target + bias, 1)) },
        UnitSymmetry.FixedPhase => new[] { (1, Turns(target - bias, 0)), (-1, Turns(target + bias, 1)) },
        _ => Two,
    };

    /// <summary>The k of the given parity for which k pi is nearest to the difference.</summary>
    private static int Turns(double difference, int parity) =>
        (2 * (int)Math.Round(((difference / Math.PI) - parity) / 2, MidpointRounding.ToEven)) + parity;
}
