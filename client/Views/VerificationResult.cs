using OrleansSymmetry.Landscape.Published;
using OrleansSymmetry.Pictures.Text;

namespace OrleansSymmetry.Client.Views;

/// <summary>A published result beside what was computed.</summary>
/// <param name="Verification">The result.</param>
/// <param name="Comparisons">Figure by figure.</param>
/// <param name="Took">How long it took.</param>
internal sealed record VerificationResult(Verification Verification, IReadOnlyList<Comparison> Comparisons, TimeSpan Took)
{
    /// <summary>Whether no figure is missed.</summary>
    internal bool IsMet => Comparisons.All(comparison => comparison.Verdict != Verdict.Missed);

    /// <summary>Says how much was compared, and how much of it was missed.</summary>
    internal static void PrintTotal(Page page, IReadOnlyList<VerificationResult> results)
    {
        Comparison[] all = [.. results.SelectMany(result => result.Comparisons)];
        int missed = all.Count(comparison => comparison.Verdict == Verdict.Missed);
        string said = $"{Figures.Counted(all.Count(comparison => comparison.Verdict != Verdict.Told), "figure", "figures")} compared, {missed} missed, "
            + $"in {Figures.Duration(results.Aggregate(TimeSpan.Zero, (sum, result) => sum + result.Took))}";
        if (missed > 0)
        {
            page.Warning(said);
        }
        else
        {
            page.Line(said);
        }
    }

    internal object ToJson() => new
    {
        Verification.Name,
        Verification.Claim,
        Verification.Source,
        IsMet,
        Comparisons = Comparisons.Select(comparison => new
        {
            comparison.Subject,
            comparison.Figure,
            comparison.Computed,
            comparison.Published,
            Verdict = Word(comparison.Verdict),
        }),
    };

    internal void Print(Page page)
    {
        page.Heading($"{Verification.Name}: {(IsMet ? "met" : "MISSED")}");
        page.Sentence(Verification.Claim);
        page.Sentence(Verification.Source);
        page.Line();
        var table = new TextTable(
            new Column("figure", IsText: true),
            new Column("computed", IsText: true),
            new Column("published", IsText: true),
            new Column(string.Empty, IsText: true));
        string? subject = null;
        foreach (Comparison comparison in Comparisons)
        {
            if (comparison.Subject != subject)
            {
                subject = comparison.Subject;
                table.Add(subject, string.Empty, string.Empty, string.Empty);
            }

            string verdict = comparison.Verdict == Verdict.Told ? string.Empty : Word(comparison.Verdict);
            table.Add("  " + comparison.Figure, comparison.Computed, comparison.Published, verdict);
        }

        page.Table(table);
        page.Line();
    }

    private static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Met => "met",
        Verdict.Missed => "MISSED",
        _ => "told",
    };
}
