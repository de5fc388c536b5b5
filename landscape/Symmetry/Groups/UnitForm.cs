namespace OrleansSymmetry.Landscape.Symmetry.Groups;

/// <summary>The form that a symmetry gives one unit: (w, b) becomes (s w, s b + k pi).</summary>
/// <param name="Sign">s, 1 or -1.</param>
/// <param name="HalfTurns">k; 0 unless the layer has phases.</param>
public readonly record struct UnitForm(int Sign, int HalfTurns = 0)
{
    private static readonly UnitForm[] One = [Identity];
    private static readonly UnitForm[] Two = [Identity, new(-1)];

    /// <summary>The unit as it is.</summary>
    public static UnitForm Identity => new(1);

    /// <summary>
    /// The forms of a unit that may coincide with another unit; of the infinitely many shifts of a phase the nearest of each parity.
    /// </summary>
    /// <param name="unit">The symmetry of both.</param>
    /// <param name="bias">The bias of the unit.</param>
    /// <param name="target">The bias of the other.</param>
    public static ReadOnlySpan<UnitForm> Nearest(UnitSymmetry unit, double bias, double target) => unit switch
    {
        UnitSymmetry.None => One,
        UnitSymmetry.Phase =>
            new UnitForm[] { new(1, Turns(target - bias, 0)), new(1, Turns(target - bias, 1)), new(-1, Turns(target + bias, 0)),
                new(-1, Turns(target + bias, 1)) },
        UnitSymmetry.FixedPhase => new UnitForm[] { new(1, Turns(target - bias, 0)), new(-1, Turns(target + bias, 1)) },
        _ => Two,
    };

    /// <summary>The bias of a unit in this form.</summary>
    public double Apply(double bias) => (Sign * bias) + (HalfTurns * Math.PI);

    /// <summary>The factor, 1 or -1, on the outgoing weights of a unit in this form.</summary>
    public int Outgoing(UnitSymmetry unit) => unit switch
    {
        UnitSymmetry.OddFlip or UnitSymmetry.MidFlip => Sign,
        UnitSymmetry.Phase => int.IsEvenInteger(HalfTurns) ? Sign : -Sign,
        _ => 1,
    };

    /// <summary>The form that does <paramref name="first"/>, then this one.</summary>
    public UnitForm After(UnitForm first) => new(Sign * first.Sign, (Sign * first.HalfTurns) + HalfTurns);

    /// <summary>The form that undoes this one.</summary>
    public UnitForm Inverse() => new(Sign, -Sign * HalfTurns);

    /// <summary>The k of the given parity for which k pi is nearest to the difference.</summary>
    private static int Turns(double difference, int parity) =>
        (2 * (int)Math.Round(((difference / Math.PI) - parity) / 2, MidpointRounding.ToEven)) + parity;
}
