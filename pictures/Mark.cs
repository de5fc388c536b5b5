namespace OrleansSymmetry.Pictures;

/// <summary>A point with a name, drawn on top of a picture.</summary>
/// <param name="Name">What stands beside it.</param>
/// <param name="X">Abscissa.</param>
/// <param name="Y">Ordinate.</param>
public sealed record Mark(string Name, double X, double Y);
