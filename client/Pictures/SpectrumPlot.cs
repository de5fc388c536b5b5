namespace OrleansSymmetry.Client.Pictures;

/// <summary>The eigenvalues of a symmetric matrix, with negative ones, zeros and positive ones told apart.</summary>
internal sealed record SpectrumPlot
{
    /// <summary>A spectrum.</summary>
    /// <param name="title">What is shown.</param>
    /// <param name="eigenvalues">In any order; what is not finite is left out, and the picture says so.</param>
    /// <param name="zeroUpTo">Eigenvalues of at most this size count as zero.</param>
    internal SpectrumPlot(string title, IReadOnlyList<double> eigenvalues, double zeroUpTo)
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
    internal string Title { get; }

    /// <summary>The finite eigenvalues, ascending.</summary>
    internal IReadOnlyList<double> Eigenvalues { get; }

    /// <summary>The largest size that counts as zero.</summary>
    internal double ZeroUpTo { get; }

    /// <summary>How many eigenvalues are not finite.</summary>
    internal int Missing { get; }

    /// <summary>How many are negative.</summary>
    internal int Negative { get; }

    /// <summary>How many count as zero.</summary>
    internal int Zero { get; }

    /// <summary>How many are positive.</summary>
    internal int Positive { get; }

    /// <summary>-1, 0 or 1, with 0 for all that counts as zero.</summary>
    internal int SignOf(double value) => Math.Abs(value) <= ZeroUpTo ? 0 : Math.Sign(value);
}
