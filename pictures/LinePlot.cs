namespace OrleansSymmetry.Pictures;

/// <summary>Profiles of a quantity, such as the loss along straight lines, with named points.</summary>
/// <param name="Title">What is shown.</param>
/// <param name="XName">Title of the abscissa.</param>
/// <param name="YName">Title of the ordinate.</param>
/// <param name="Curves">The profiles, the first one on top.</param>
/// <param name="Marks">Points with names.</param>
/// <param name="Logarithmic">Whether the ordinate is logarithmic; what is not positive is then left out, and the picture says so.</param>
public sealed record LinePlot(
    string Title,
    string XName,
    string YName,
    IReadOnlyList<Curve> Curves,
    IReadOnlyList<Mark> Marks,
    bool Logarithmic = false);
