using System.Globalization;
using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Paths;
using OrleansSymmetry.Landscape.Spectra;
using OrleansSymmetry.Landscape.Symmetry.Gauge;
using OrleansSymmetry.Landscape.Symmetry.Groups;
using OrleansSymmetry.Landscape.Symmetry.Moves;

namespace OrleansSymmetry.Landscape.Questions;

/// <summary>What a slice shows before its grid is evaluated: the plane, its ranges, and what is marked in it.</summary>
/// <param name="Basis">The plane.</param>
/// <param name="X">Smallest and largest x.</param>
/// <param name="Y">Smallest and largest y.</param>
/// <param name="Marks">Optima with their names.</param>
/// <param name="Description">The plane in words.</param>
/// <param name="XLabel">What x measures.</param>
/// <param name="YLabel">What y measures.</param>
/// <param name="Note">What the reader must know; null for nothing.</param>
internal sealed record SliceFrame(
    PlaneBasis Basis,
    Interval X,
    Interval Y,
    IReadOnlyList<(string Name, double X, double Y, double[] Theta)> Marks,
    string Description,
    string XLabel,
    string YLabel,
    string? Note)
{
    /// <summary>The frame that a question asks for.</summary>
    public static SliceFrame Of(SliceQuestion question, GeometryInput input, CancellationToken cancellation)
    {
        var points = new ClassPoints(input);
        SymmetryGroup group = SymmetryGroup.Of(input.Landscape);
        ClassReport found = points.Find(question.Class);
        double[] canonical = points.Canonical(found);
        switch (question.Plane)
        {
            case CopiesPlane plane:
                return ThroughPoints(
                    [
                        (Name(found), canonical),
                        (Name(plane.First), MoveElement.Of(group, plane.First).Apply(canonical)),
                        (Name(plane.Second), MoveElement.Of(group, plane.Second).Apply(canonical)),
                    ],
                    plane.Margin,
                    $"{Name(found)} and two copies of it");
            case ClassesPlane plane:
                ClassReport second = points.Find(plane.Second);
                ClassReport third = points.Find(plane.Third);
                var lines = new AlignedLines(input.Landscape);
                (double[] a, double[] b, _) = lines.Closest(canonical, points.Canonical(second), cancellation);
                (_, double[] c, _) = lines.Closest(canonical, points.Canonical(third), cancellation);
                return ThroughPoints(
                    [(Name(found), a), (Name(second), b), (Name(third), c)],
                    plane.Margin,
                    $"{Name(found)}, {Name(second)} and {Name(third)}, the latter two aligned with the first");
            case EigenvectorPlane plane:
                double[] balanced = GaugeFixing.Balanced(group, canonical);
                Eigensystem system = new PointSurvey(input.Landscape).Eigensystem(balanced);
                return Around(
                    new PlaneBasis(balanced, Oriented(system.Vector(plane.First - 1)), Oriented(system.Vector(plane.Second - 1))),
                    plane.Radius,
                    Name(found),
                    string.Create(CultureInfo.InvariantCulture, $"{Name(found)} along eigenvectors {plane.First} and {plane.Second} of its Hessian"),
                    Eigenvector(plane.First, system),
                    Eigenvector(plane.Second, system));
            case RandomPlane plane:
                return Around(
                    PlaneBasis.Random(input.Landscape.Network, GaugeFixing.Balanced(group, canonical), plane.Seed),
                    plane.Radius,
                    Name(found),
                    string.Create(CultureInfo.InvariantCulture, $"{Name(found)} along two filter-normalised random directions (seed {plane.Seed})"),
                    "first random direction",
                    "second random direction");
            default:
                throw new NotSupportedException($"There is no picture of a {question.Plane.GetType().Name}.");
        }
    }

    // Short enough for a mark in a picture and for an axis.
    private static string Name(Move move) => $"copy {MoveNotation.Write(move)}";

    private static string Name(ClassReport found) => string.Create(CultureInfo.InvariantCulture, $"class {found.Rank}");

    private static string Eigenvector(int rank, Eigensystem system) => string.Create(
        CultureInfo.InvariantCulture, $"eigenvector {rank} (eigenvalue {system.Values[rank - 1]:G6})");

    // An eigenvector has no sign of its own: its first largest entry is made positive.
    private static double[] Oriented(ReadOnlySpan<double> vector)
    {
        double largest = 0;
        foreach (double entry in vector)
        {
            largest = Math.Abs(entry) > Math.Abs(largest) ? entry : largest;
        }

        double[] oriented = vector.ToArray();
        return largest < 0 ? [.. oriented.Select(entry => -entry)] : oriented;
    }

    private static SliceFrame Around(PlaneBasis basis, double radius, string name, string description, string xLabel, string yLabel) => new(
        basis, new Interval(-radius, radius), new Interval(-radius, radius), [(name, 0, 0, basis.Origin)], description, xLabel, yLabel, null);

    private static SliceFrame ThroughPoints((string Name, double[] Theta)[] points, double margin, string description)
    {
        PlaneBasis basis = PlaneBasis.Through([.. points.Select(point => point.Theta)], out PlaneSpan span);
        (string, double X, double Y, double[])[] marks = [.. points.Select(point =>
        {
            (double x, double y) = basis.Coordinates(point.Theta);
            return (point.Name, x, y, point.Theta);
        })];
        double extent = marks.Max(mark => Math.Max(Math.Abs(mark.X), Math.Abs(mark.Y)));
        marks = [.. marks.Select(mark => mark with { X = Rounded(mark.X, extent), Y = Rounded(mark.Y, extent) })];
        Interval x = Range([.. marks.Select(mark => mark.X)]);
        Interval y = Range([.. marks.Select(mark => mark.Y)]);

        // Points on one line still get a picture with two sides.
        double width = x.High - x.Low > 0 ? x.High - x.Low : 1;
        double height = span == PlaneSpan.Plane ? y.High - y.Low : width;
        double centre = 0.5 * (y.Low + y.High);
        return new SliceFrame(
            basis,
            new Interval(x.Low - (margin * width), x.High + (margin * width)),
            new Interval(centre - ((0.5 + margin) * height), centre + ((0.5 + margin) * height)),
            marks,
            description,
            span switch
            {
                PlaneSpan.Point => "distance along a random direction",
                PlaneSpan.LineToThird => $"distance towards {points[2].Name}",
                _ => $"distance towards {points[1].Name}",
            },
            span == PlaneSpan.Plane ? $"distance towards {points[2].Name}, at a right angle" : "distance along a random direction",
            span switch
            {
                PlaneSpan.Plane => null,
                PlaneSpan.Point => "The three points are one, so both directions are random ones.",
                PlaneSpan.LineToThird => $"{points[1].Name} is {points[0].Name} itself, so the second direction is a random one.",
                _ => "The three points lie on one line, so the second direction is a random one.",
            });
    }

    // What is less than this part of the picture is rounding of 0.
    private static double Rounded(double coordinate, double extent) => Math.Abs(coordinate) <= 1e-12 * extent ? 0 : coordinate;

    private static Interval Range(double[] values) => new(values.Min(), values.Max());
}
