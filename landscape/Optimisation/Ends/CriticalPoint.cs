using OrleansSymmetry.Landscape.Spectra;

namespace OrleansSymmetry.Landscape.Optimisation.Ends;

/// <summary>What second order says of a critical point.</summary>
/// <param name="Kind">Saddle, degenerate or minimum.</param>
/// <param name="Excess">Zero modes beyond those that the gauge explains; negative where it explains more.</param>
internal readonly record struct CriticalPoint(Ended Kind, int Excess)
{
    /// <summary>
    /// At most this loss is 0: the optimum is reached. Saturation is no sign of divergence there, and neither is a long way to a
    /// point of rest, since flat valleys lead to many zeros of the loss.
    /// </summary>
    private const double ReachedLoss = 1e-12;

    /// <summary>Whether a loss is 0 to rounding; NaN is not.</summary>
    public static bool IsReached(double loss) => loss <= ReachedLoss;

    /// <summary>
    /// Judges a point. No loss is negative: where it is 0 nothing leads down, and a negative eigenvalue is the rounding of a flat
    /// direction, a zero mode.
    /// </summary>
    /// <param name="inertia">The signs of the Hessian's spectrum.</param>
    /// <param name="gauge">Dimension of the gauge orbit there: so many zero modes are explained.</param>
    /// <param name="loss">F.</param>
    public static CriticalPoint Judge(Inertia inertia, int gauge, double loss)
    {
        int negative = IsReached(loss) ? 0 : inertia.Negative;
        int excess = inertia.Zero + (inertia.Negative - negative) - gauge;
        return new CriticalPoint(negative > 0 ? Ended.Saddle : excess > 0 ? Ended.Degenerate : Ended.Minimum, excess);
    }
}
