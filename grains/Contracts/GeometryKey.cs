namespace OrleansSymmetry.Contracts;

/// <summary>Key of a geometry question: what is asked of which census.</summary>
/// <param name="Sweep">ID of the sweep.</param>
/// <param name="Question">ID of the question: a hash of its content, so that equal questions share their answer.</param>
public readonly record struct GeometryKey(string Sweep, string Question)
{
    private const int LongestShown = 2 * SweepKey.Longest;

    /// <summary>"SWEEP/QUESTION".</summary>
    public override string ToString() => $"{Sweep}/{Question}";

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">It is no such key.</exception>
    public static GeometryKey Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] halves = text.Split('/');
        return halves.Length == 2 && halves.All(SweepKey.IsOne)
            ? new GeometryKey(halves[0], halves[1])
            : throw new FormatException(
                $"'{(text.Length <= LongestShown ? text : text[..LongestShown] + "...")}' is no geometry question. It must read SWEEP/QUESTION.");
    }
}
