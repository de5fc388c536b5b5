namespace OrleansSymmetry.Pictures.Axes;

/// <summary>How the values of an axis or of a colour become places between 0 and 1.</summary>
internal abstract record Scale
{
    /// <summary>The value at place 0.</summary>
    internal abstract double Low { get; }

    /// <summary>The value at place 1.</summary>
    internal abstract double High { get; }

    /// <summary>The place of a value, between 0 and 1 for values between Low and High.</summary>
    internal abstract double At(double value);

    /// <summary>Round values between Low and High, ascending.</summary>
    /// <param name="wanted">About how many; rarely more than that, and fewer where round values lie far apart.</param>
    internal abstract IReadOnlyList<Tick> Ticks(int wanted);

    /// <summary>As many round values between Low and High as there are, up to a number; ascending.</summary>
    internal abstract IReadOnlyList<Tick> Levels(int most);
}
