using System.Globalization;
using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Formats;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Symmetry.Groups;

namespace OrleansSymmetry.Landscape.Questions;

/// <summary>Checks the plane and the grid of a question.</summary>
internal static class SliceCheck
{
    /// <summary>Largest margin and radius: what lies further out has nothing to do with the class.</summary>
    private const double Farthest = 1e6;

    /// <summary>Smallest margin and radius that differ from none.</summary>
    private const double Nearest = 1e-12;

    /// <summary>Faults of a question about a slice, its class aside.</summary>
    public static IEnumerable<string> Faults(SliceQuestion question, LandscapeReport report, LossLandscape landscape) =>
        GeometryCheck.Within("width", question.Width, 2, SliceQuestion.MostPoints)
            .Concat(GeometryCheck.Within("height", question.Height, 2, SliceQuestion.MostPoints))
            .Concat(Plane(question, report, landscape));

    private static IEnumerable<string> Plane(SliceQuestion question, LandscapeReport report, LossLandscape landscape)
    {
        switch (question.Plane)
        {
            case CopiesPlane plane:
                SymmetryGroup group = SymmetryGroup.OfNetwork(
                    landscape.Network, landscape.Spec.Loss.Kind == LossKind.Softmax, landscape.Spec.Loss.L2 > 0);
                return SwapCheck.Faults(plane.First, group)
                    .Concat(SwapCheck.Faults(plane.Second, group))
                    .Concat(plane.First == plane.Second ? ["The two copies are the same: a plane needs two different ones."] : [])
                    .Concat(GeometryCheck.Within("margin", plane.Margin, Nearest, Farthest));
            case ClassesPlane plane:
                return GeometryCheck.Class(plane.Second, report)
                    .Concat(GeometryCheck.Class(plane.Third, report))
                    .Concat(new[] { question.Class, plane.Second, plane.Third }.Distinct().Count() < 3 ? ["The plane needs three different classes."] : [])
                    .Concat(GeometryCheck.Within("margin", plane.Margin, Nearest, Farthest));
            case EigenvectorPlane plane:
                int parameters = landscape.Network.ParameterCount;
                return (parameters > ClassesArchive.MostSpectrumParameters
                        ? [string.Create(CultureInfo.InvariantCulture, $"The network has {parameters} parameters; "
                            + $"eigenvectors are computed for at most {ClassesArchive.MostSpectrumParameters}. Take random directions.")]
                        : GeometryCheck.Within("The rank of an eigenvector", plane.First, 1, parameters)
                            .Concat(GeometryCheck.Within("The rank of an eigenvector", plane.Second, 1, parameters)))
                    .Concat(plane.First == plane.Second ? ["The two eigenvectors are the same: a plane needs two different ones."] : [])
                    .Concat(GeometryCheck.Within("radius", plane.Radius, Nearest, Farthest));
            case RandomPlane plane:
                return (plane.Seed < 0 ? [string.Create(CultureInfo.InvariantCulture, $"seed is {plane.Seed}. It must be 0 or more.")] : Array.Empty<string>())
                    .Concat(GeometryCheck.Within("radius", plane.Radius, Nearest, Farthest));
            default:
                return [$"{question.Plane.GetType().Name} is no plane that can be drawn."];
        }
    }
}
