using OrleansSymmetry.Landscape.Census;

namespace OrleansSymmetry.Landscape.Questions;

/// <summary>Barriers between classes and between runs of one class, before and after alignment.</summary>
/// <param name="Classes">The leading classes.</param>
/// <param name="Between">All pairs of them, in the order (0,1), (0,2), ..., (1,2), ...; A and B index <paramref name="Classes"/>.</param>
/// <param name="Within">For each of these classes with two runs or more, the pairs of its runs.</param>
/// <param name="Connectivity">Linear connectivity of runs; null where fewer than two ended in a class or none was asked for.</param>
public sealed record BarriersAnswer(
    IReadOnlyList<GeometryClass> Classes,
    IReadOnlyList<PairBarrier> Between,
    IReadOnlyList<ClassBarriers> Within,
    ConnectivityAnswer? Connectivity);

/// <summary>The barriers between two optima: max over t of F((1-t) A + t B) - (1-t) F(A) - t F(B).</summary>
/// <param name="A">One of the two, from 0.</param>
/// <param name="B">The other.</param>
/// <param name="Naive">Between the stored weights; null where the loss between is not finite.</param>
/// <param name="NaiveAt">Where on the line the excess is largest.</param>
/// <param name="Aligned">The least over the alignments of B with A that were found, the closest 384 at most: all of a small group; null as above.</param>
/// <param name="AlignedAt">Where on that line the excess is largest.</param>
/// <param name="NaiveDistance">|A - B|_2 of the stored weights.</param>
/// <param name="AlignedDistance">The least |A - g B|_2 over the alignments found, scales balanced.</param>
/// <param name="IsOptimal">Whether that distance is proven to be the least over the group.</param>
public sealed record PairBarrier(
    int A, int B, double? Naive, double? NaiveAt, double? Aligned, double? AlignedAt, double NaiveDistance, double AlignedDistance, bool IsOptimal)
{
    /// <summary>Pairs as a symmetric matrix, [count, count] row by row, 0 on the diagonal; null where a pair has no figure or is missing.</summary>
    /// <param name="pairs">The pairs.</param>
    /// <param name="count">Number of optima.</param>
    /// <param name="figure">Which figure.</param>
    public static double?[] Matrix(IReadOnlyList<PairBarrier> pairs, int count, Func<PairBarrier, double?> figure)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        ArgumentNullException.ThrowIfNull(figure);
        var matrix = new double?[count * count];
        for (int i = 0; i < count; i++)
        {
            matrix[(i * count) + i] = 0;
        }

        foreach (PairBarrier pair in pairs)
        {
            matrix[(pair.A * count) + pair.B] = figure(pair);
            matrix[(pair.B * count) + pair.A] = figure(pair);
        }

        return matrix;
    }
}

/// <summary>Barriers between runs that ended in one class.</summary>
/// <param name="Class">Index of the class in the answer, from 0.</param>
/// <param name="Seeds">The runs' seeds, ascending.</param>
/// <param name="Pairs">All pairs; A and B index <paramref name="Seeds"/>.</param>
/// <param name="LargestNaive">The highest barrier before alignment; null where some are not finite.</param>
/// <param name="LargestAligned">
/// The highest after alignment: 0 to the loss tolerance, as the runs are copies of one optimum. Only where units mix and the
/// optimum is degenerate (linear layers that are not of full rank, square units that feed one sum with equal eigenvalues) may it be more.
/// </param>
/// <param name="IsFlat">The self-check: whether <paramref name="LargestAligned"/> is within the sweep's loss tolerance.</param>
public sealed record ClassBarriers(
    int Class, IReadOnlyList<long> Seeds, IReadOnlyList<PairBarrier> Pairs, double? LargestNaive, double? LargestAligned, bool IsFlat);

/// <summary>Linear connectivity: the fraction of pairs of runs without a barrier between them.</summary>
/// <param name="Runs">Runs looked at, those of the smallest seeds that ended in a class.</param>
/// <param name="Pairs">Pairs: the first run with the second, the third with the fourth, and so on. No run stands in two, so they are independent.</param>
/// <param name="SameClass">Pairs of one class modulo the network's symmetries, the problem's not divided out.</param>
/// <param name="Tolerance">A barrier up to this, relative to max(1, |F|), is none: the sweep's tolerance.loss.</param>
/// <param name="NaiveConnected">Pairs without a barrier between the stored weights.</param>
/// <param name="AlignedConnected">Pairs without a barrier after alignment.</param>
/// <param name="Naive">The fraction before alignment with its Wilson 95 % interval.</param>
/// <param name="Aligned">The fraction after alignment with its Wilson 95 % interval.</param>
public sealed record ConnectivityAnswer(
    int Runs, int Pairs, int SameClass, double Tolerance, int NaiveConnected, int AlignedConnected, Share Naive, Share Aligned);
