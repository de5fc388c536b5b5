using OrleansSymmetry.Landscape.Optimisation;

namespace OrleansSymmetry.Grains.Telemetry;

/// <summary>What a run ended as, as a tag's value.</summary>
internal static class EndedName
{
    public static string Of(Ended ended) => ended switch
    {
        Ended.Minimum => "minimum",
        Ended.Degenerate => "degenerate",
        Ended.Saddle => "saddle",
        Ended.Diverging => "diverging",
        Ended.Unconverged => "unconverged",
        Ended.Failed => "failed",
        _ => throw new ArgumentOutOfRangeException(nameof(ended), ended, "No such end."),
    };
}
