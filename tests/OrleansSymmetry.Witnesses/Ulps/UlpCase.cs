using OrleansSymmetry.Witnesses.Arithmetic;

namespace OrleansSymmetry.Witnesses.Ulps;

/// <summary>One function to measure.</summary>
/// <param name="Name">As it is printed.</param>
/// <param name="Domain">Its arguments.</param>
/// <param name="Lanes">What is measured: the function of the first span (and of the second, if it has two arguments) into the third.</param>
/// <param name="Exact">The same in 31 digits.</param>
internal sealed record UlpCase(string Name, Domain Domain, LaneFunction Lanes, Func<double, double, DoubleDouble> Exact)
{
    /// <summary>What the unit in the last place is taken of, where it is not the value itself.</summary>
    public Func<double, DoubleDouble>? Scale { get; init; }
}

/// <summary>A function of many lane vectors.</summary>
internal delegate void LaneFunction(ReadOnlySpan<LaneVector> first, ReadOnlySpan<LaneVector> second, Span<LaneVector> results);
