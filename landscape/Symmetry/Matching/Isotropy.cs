using System.Numerics;
using OrleansSymmetry.Landscape.Symmetry.Problems;

namespace OrleansSymmetry.Landscape.Symmetry.Matching;

/// <summary>
/// The symmetries of the problem that, each with some symmetry of the network, leave a point where it is.
/// </summary>
/// <param name="Order">Their number.</param>
/// <param name="Name">"S_1 x S_5" where they are all permutations within blocks of inputs, else "order N".</param>
public sealed record Isotropy(BigInteger Order, string Name)
{
    /// <summary>Searches for the isotropy of a point.</summary>
    /// <param name="problem">The symmetries of the problem.</param>
    /// <param name="point">The full network, gauge-fixed: <see cref="ComparableForm.OfFullNetwork"/>.</param>
    /// <param name="tolerance">Relative distance at which two points are one.</param>
    public static Isotropy Find(ProblemSymmetry problem, ComparableForm point, double tolerance)
    {
        ArgumentNullException.ThrowIfNull(problem);
        double bound = tolerance * OrbitDistance.Scale(point, point);
        var matching = new ProblemMatching(point, point, problem, bound);
        TableSearch fixedPlaces = problem.Search();
        var generators = new List<ProblemElement>();
        BigInteger order = BigInteger.One;
        while (fixedPlaces.Depth < fixedPlaces.Columns)
        {
            int size = 0;
            ColumnImage[] kept = fixedPlaces.Images[..fixedPlaces.Depth].ToArray();
            var stays = new ColumnImage(fixedPlaces.Depth, 1);
            foreach (ColumnImage image in fixedPlaces.Candidates().ToArray())
            {
                if (image == stays)
                {
                    size++;
                }
                else if (matching.TryFindFrom([.. kept, image], out _))
                {
                    size++;
                    generators.Add(matching.Element);
                }
            }

            order *= size;
            fixedPlaces.TryPush(stays);
        }

        return new Isotropy(order, problem.Describe(order, generators));
    }
}
