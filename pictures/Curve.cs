namespace OrleansSymmetry.Pictures;

/// <summary>A line in a plot.</summary>
/// <param name="Name">What it is called in the key.</param>
/// <param name="X">Ascending abscissae.</param>
/// <param name="Y">One ordinate for each abscissa; null, NaN and infinities leave a gap.</param>
public sealed record Curve(string Name, IReadOnlyList<double> X, IReadOnlyList<double?> Y);
