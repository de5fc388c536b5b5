using OrleansSymmetry.Client.Results;
using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Questions;
using OrleansSymmetry.Pictures.Text;

namespace OrleansSymmetry.Client.Views;

/// <summary>What stands above every answer: which landscape, which class.</summary>
internal static class AnswerHeading
{
    /// <summary>The sweep, the subject, and the landscape.</summary>
    internal static void Print(Page page, ReportedLandscape choice, string subject)
    {
        page.Heading($"{choice.Report.Sweep.Id}: {subject}");
        LandscapeReport landscape = choice.Landscape;
        string place = choice.Report.Landscapes.Count > 1 ? $"[{choice.Position + 1}/{choice.Report.Landscapes.Count}] " : string.Empty;
        string[] set = [.. landscape.Set.Select(pair => $"{pair.Key} = {pair.Value?.ToJsonString() ?? "null"}")];
        IEnumerable<string> named = NetworkShape.Of(choice) is { } network ? set.Append(network) : set;
        page.Labelled(
            "landscape",
            $"{place}{string.Join(", ", named.Append(Figures.Counted(landscape.Parameters, "parameter", "parameters")))}; {GroupText.Of(landscape.Group)}");
        if (landscape.Data is { } data)
        {
            page.Labelled("data", data.Words);
        }
    }

    /// <summary>A class in words.</summary>
    internal static string ClassText(GeometryClass found, double rounding) =>
        $"{found.Kind} of loss {Figures.Loss(found.Loss, rounding)}, first met by seed {found.Seed}";
}
