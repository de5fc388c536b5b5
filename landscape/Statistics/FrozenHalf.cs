namespace OrleansSymmetry.Landscape.Statistics;

/// <summary>
/// An exact bound of what has not been seen, valid however often one looks. M_n is the probability that the next run that ends in a class ends in
/// a class not met in n runs. Given the first half of the runs, the number X of runs of the second half that end outside the
/// classes met in the first is binomial with M at the first half, which is at least M at the end. At look k the bound has
/// alpha_k = alpha/(k (k + 1)); these sum to alpha, so all bounds hold at once with probability 1 - alpha. It needs no
/// assumption about the classes, and no singletons. Runs that end in no class are left out: given how many of the second half end in a class,
/// X is binomial among these.
/// </summary>
public static class FrozenHalf
{
    /// <summary>alpha: the probability that some bound of a sweep is too low is at most this.</summary>
    public const double Risk = 0.05;

    /// <summary>Runs of the first look of a sweep that stops by coverage; every further look has twice as many.</summary>
    public const long FirstLook = 1024;

    /// <summary>alpha_k of look <paramref name="number"/>, from 1.</summary>
    public static double RiskOfLook(int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        return Risk / ((double)number * (number + 1));
    }

    /// <summary>The look of so many runs: the k of the least 1024 * 2^(k - 1) that is not smaller.</summary>
    /// <param name="runs">At least 1.</param>
    public static int NumberOfLook(long runs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(runs, 1);
        int number = 1;
        for (long at = FirstLook; at < runs; at *= 2)
        {
            number++;
        }

        return number;
    }

    /// <summary>The bound of M, to 12 significant digits.</summary>
    /// <param name="outside">X.</param>
    /// <param name="runs">Runs of the second half that ended in a class.</param>
    /// <param name="risk">alpha_k; alpha itself where there is one look only.</param>
    public static double Missing(long outside, long runs, double risk) => SignificantDigits.Round(BinomialBound.Upper(outside, runs, risk));
}
