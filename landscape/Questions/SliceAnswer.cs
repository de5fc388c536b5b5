namespace OrleansSymmetry.Landscape.Questions;

/// <summary>The objective on a grid in a plane: F(origin + x u + y v).</summary>
/// <param name="Class">The class that the plane goes through.</param>
/// <param name="Description">The plane in words.</param>
/// <param name="XLabel">What x measures.</param>
/// <param name="YLabel">What y measures.</param>
/// <param name="X">Width numbers, ascending.</param>
/// <param name="Y">Height numbers, ascending.</param>
/// <param name="Loss">Height rows of Width numbers, x fastest: entry j * Width + i belongs to (X[i], Y[j]); null where not finite.</param>
/// <param name="Marks">Optima in the plane.</param>
/// <param name="Origin">P entries.</param>
/// <param name="AlongX">u, P entries; of length 1, but for random directions.</param>
/// <param name="AlongY">v, P entries; of length 1 and orthogonal to u, but for random directions.</param>
/// <param name="Note">What the reader must know, such as points on one line; null where there is nothing.</param>
public sealed record SliceAnswer(
    GeometryClass Class,
    string Description,
    string XLabel,
    string YLabel,
    double[] X,
    double[] Y,
    double?[] Loss,
    IReadOnlyList<SliceMark> Marks,
    double[] Origin,
    double[] AlongX,
    double[] AlongY,
    string? Note);

/// <summary>A point of interest in a plane.</summary>
/// <param name="Name">What it is.</param>
/// <param name="X">Its coordinate along u.</param>
/// <param name="Y">Its coordinate along v.</param>
/// <param name="Loss">F there; null where not finite.</param>
public sealed record SliceMark(string Name, double X, double Y, double? Loss);
