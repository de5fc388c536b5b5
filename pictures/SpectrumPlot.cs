namespace OrleansSymmetry.Pictures;

/// <summary>The eigenvalues of a symmetric matrix, with negative ones, zeros and positive ones told apart.</summary>
public sealed record SpectrumPlot
{
    /// <summary>A spectrum.</summary>
    /// <param name="title">What is shown.</param>
    /// <param name="eigenvalues">In any order; what is not finite is left out, and the picture says so.</param>
    /// <param name="zeroUpTo">Eigenvalues of at most this size count as zero.</param>
    public SpectrumPlot(string title, IReadOnlyList<double> eigenvalues, double zeroUpTo)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(zeroUpTo);
        Title = title;
        ZeroUpTo = zeroUpTo;
        Eigenvalues = [.. eigenvalues.Where(double.IsFinite).Order()];
        Missing = eigenvalues.Count - Eigenvalues.Count;
        Negative = Eigenvalues.Count(value => SignOf(value) < 0);
        Zero = Eigenvalues.Count(value => SignOf(value) == 0);
        Positive = Eigenvalues.Count - Negative - Zero;
    }

    /// <summary>What is shown.</summary>
    public string Title { get; }

    /// <summary>The finite eigenvalues, ascending.</summary>
    public IReadOnlyList<double> Eigenvalues { get; }

    /// <summary>The largest size that counts as zero.</summary>
    public double ZeroUpTo { get; }

    /// <summary>How many eigenvalues are not finite.</summary>
    public int Missing { get; }

    /// <summary>How many are negative.</summary>
    public int Negative { get; }

    /// <summary>How many count as zero.</summary>
    public int Zero { get; }

    /// <summary>How many are positive.</summary>
    public int Positive { get; }

    /// <summary>-1, 0 or 1, with 0 for all that counts as zero.</summary>
    public int SignOf(double value) => Math.Abs(value) <= ZeroUpTo ? 0 : Math.Sign(value);
}
