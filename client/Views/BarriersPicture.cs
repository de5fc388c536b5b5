using System.Globalization;
using OrleansSymmetry.Landscape.Questions;
using OrleansSymmetry.Pictures;

namespace OrleansSymmetry.Client.Views;

/// <summary>The barriers between classes as a picture.</summary>
internal static class BarriersPicture
{
    /// <summary>The matrix of the leading classes: before alignment above the diagonal, after it below.</summary>
    internal static HeatMap Of(BarriersAnswer answer)
    {
        int count = answer.Classes.Count;
        var values = new double?[count * count];
        foreach (PairBarrier pair in answer.Between)
        {
            (int first, int second) = (Math.Min(pair.A, pair.B), Math.Max(pair.A, pair.B));
            values[(first * count) + second] = pair.Naive;
            values[(second * count) + first] = pair.Aligned;
        }

        return new HeatMap(
            "Barriers on straight lines between classes",
            "barrier",
            [.. answer.Classes.Select(found => found.Rank.ToString(CultureInfo.InvariantCulture))],
            values)
        {
            Above = "stored weights",
            Below = "after alignment",
        };
    }
}
