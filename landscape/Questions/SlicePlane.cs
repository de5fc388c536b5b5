using System.Text.Json.Serialization;
using OrleansSymmetry.Landscape.Symmetry.Moves;

namespace OrleansSymmetry.Landscape.Questions;

/// <summary>A plane in the space of parameters. In JSON "kind" says which one it is.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = GeometryQuestion.KindKey)]
[JsonDerivedType(typeof(CopiesPlane), "copies")]
[JsonDerivedType(typeof(ClassesPlane), "classes")]
[JsonDerivedType(typeof(EigenvectorPlane), "eigenvectors")]
[JsonDerivedType(typeof(RandomPlane), "random")]
public abstract record SlicePlane
{
    /// <summary>Room around the points of a plane, as a fraction of the extent of the points along each axis.</summary>
    public const double DefaultMargin = 0.3;

    /// <summary>Half the side of the square about the class, in lengths of the two directions.</summary>
    public const double DefaultRadius = 1;
}

/// <summary>The plane through the class and two copies of it.</summary>
/// <param name="First">The first copy.</param>
/// <param name="Second">The second copy.</param>
/// <param name="Margin">Room around the points, as a fraction of their extent along each axis; more than 0.</param>
public sealed record CopiesPlane(Move First, Move Second, double Margin = SlicePlane.DefaultMargin) : SlicePlane;

/// <summary>The plane through three classes; the second and third are aligned with the first.</summary>
/// <param name="Second">ID of the second class.</param>
/// <param name="Third">ID of the third class.</param>
/// <param name="Margin">Room around the points, as a fraction of their extent along each axis; more than 0.</param>
public sealed record ClassesPlane(string Second, string Third, double Margin = SlicePlane.DefaultMargin) : SlicePlane;

/// <summary>The plane through the class along two eigenvectors of the Hessian there, of length 1.</summary>
/// <param name="First">Rank of the eigenvalue along x, from 1, ascending.</param>
/// <param name="Second">Rank of the eigenvalue along y.</param>
/// <param name="Radius">The square reaches from -Radius to Radius; more than 0.</param>
public sealed record EigenvectorPlane(int First, int Second, double Radius = SlicePlane.DefaultRadius) : SlicePlane;

/// <summary>
/// The plane through the class along two Gaussian directions, in which the incoming weights of each unit have the norm that those
/// of the class have (filter normalisation; Li, Xu, Taylor, Studer and Goldstein 2018, arXiv 1712.09913).
/// </summary>
/// <param name="Seed">Seed of the directions, 0 or more.</param>
/// <param name="Radius">The square reaches from -Radius to Radius; more than 0.</param>
public sealed record RandomPlane(long Seed, double Radius = SlicePlane.DefaultRadius) : SlicePlane;
