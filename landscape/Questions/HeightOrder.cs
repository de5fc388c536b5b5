using OrleansSymmetry.Landscape.Census;

namespace OrleansSymmetry.Landscape.Questions;

/// <summary>Paths in the order of their ridges or barriers.</summary>
public static class HeightOrder
{
    /// <summary>Heights nearer than this, relative to max(1, height), are one: symmetric optima have many equal ridges, parted by rounding alone.</summary>
    private const double Tie = 1e-10;

    /// <summary>Items by height, lowest first; those of one height, and those without a height at the end, in the order in which they come.</summary>
    /// <typeparam name="T">What has a height.</typeparam>
    /// <param name="items">The items.</param>
    /// <param name="height">The height of one; null where it is not defined.</param>
    public static IEnumerable<T> Of<T>(IEnumerable<T> items, Func<T, double?> height)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(height);
        (T Item, double? Height, int Place)[] all = [.. items.Select((item, place) => (item, height(item), place))];
        return new LossTolerance(Tie, Unit: 1)
            .Levels(all.Where(each => each.Height is not null).OrderBy(each => each.Height), each => each.Height!.Value)
            .SelectMany(level => level.OrderBy(each => each.Place))
            .Concat(all.Where(each => each.Height is null))
            .Select(each => each.Item);
    }
}
