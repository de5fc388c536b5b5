namespace OrleansSymmetry.Landscape.Published;

/// <summary>What a comparison with a published figure says.</summary>
public enum Verdict
{
    /// <summary>Nothing is asked of the figure: it stands there to be read.</summary>
    Told,

    /// <summary>It is what was published, within the tolerance that the figure names.</summary>
    Met,

    /// <summary>It is not.</summary>
    Missed,
}

/// <summary>One figure beside the published one.</summary>
/// <param name="Subject">What it is a figure of, such as "k = 7"; comparisons of one subject follow each other.</param>
/// <param name="Figure">Its name.</param>
/// <param name="Computed">As computed here.</param>
/// <param name="Published">As published; empty where nothing was.</param>
/// <param name="Verdict">What the two say.</param>
public sealed record Comparison(string Subject, string Figure, string Computed, string Published, Verdict Verdict)
{
    /// <summary>A comparison that must hold.</summary>
    public static Comparison Of(string subject, string figure, string computed, string published, bool isMet) =>
        new(subject, figure, computed, published, isMet ? Verdict.Met : Verdict.Missed);

    /// <summary>A figure that nothing is asked of.</summary>
    public static Comparison Told(string subject, string figure, string computed, string published = "") =>
        new(subject, figure, computed, published, Verdict.Told);
}
