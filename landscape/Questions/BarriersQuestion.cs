namespace OrleansSymmetry.Landscape.Questions;

/// <summary>Barriers of the loss on straight lines between classes, and between runs of one class, before and after alignment.</summary>
/// <param name="Landscape">Which landscape of the report, from 0.</param>
/// <param name="Classes">How many of the leading classes, at most <see cref="MostClasses"/>.</param>
/// <param name="Runs">How many runs of each of these classes, by smallest seed, at most <see cref="MostRuns"/>; fewer than 2: none.</param>
/// <param name="Connectivity">How many of the runs that ended in a class, by smallest seed, at most <see cref="MostConnectivity"/>: the first with the second,
/// the third with the fourth, and so on; fewer than 2: none.</param>
public sealed record BarriersQuestion(
    int Landscape,
    int Classes = BarriersQuestion.DefaultClasses,
    int Runs = BarriersQuestion.DefaultRuns,
    int Connectivity = BarriersQuestion.DefaultConnectivity) : GeometryQuestion(Landscape)
{
    /// <summary>A matrix that a terminal shows in full.</summary>
    public const int DefaultClasses = 8;

    /// <summary>28 pairs a class: enough to see that all are 0.</summary>
    public const int DefaultRuns = 8;

    /// <summary>128 pairs: a fraction to about 9 % either way.</summary>
    public const int DefaultConnectivity = 256;

    /// <summary>780 pairs, what a picture can still label.</summary>
    public const int MostClasses = 40;

    /// <summary>Pairs grow with its square, for every class.</summary>
    public const int MostRuns = 40;

    /// <summary>A fraction to about 1 % either way.</summary>
    public const int MostConnectivity = 10_000;

    internal const string Kind = "barriers";
}
