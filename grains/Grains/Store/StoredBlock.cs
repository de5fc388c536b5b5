using OrleansSymmetry.Landscape.Specs;

namespace OrleansSymmetry.Grains.Store;

/// <summary>Key of a block: consecutive seeds of one landscape.</summary>
/// <param name="Landscape">ID of the landscape.</param>
/// <param name="First">First seed.</param>
/// <param name="Count">Number of seeds.</param>
public readonly record struct BlockKey(string Landscape, long First, int Count)
{
    /// <summary>The seeds.</summary>
    public SeedRange Seeds => new(First, First + Count - 1);

    /// <summary>"LANDSCAPE/FIRST-COUNT".</summary>
    public override string ToString() => FormattableString.Invariant($"{Landscape}/{First}-{Count}");

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">It is no such key.</exception>
    public static BlockKey Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] halves = text.Split('/');
        string[] numbers = halves.Length == 2 ? halves[1].Split('-') : [];
        return numbers.Length == 2
            && long.TryParse(numbers[0], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out long first)
            && int.TryParse(numbers[1], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int count)
            && count > 0
                ? new BlockKey(halves[0], first, count)
                : throw new FormatException($"'{text}' is no block. It must read LANDSCAPE/FIRST-COUNT.");
    }
}

/// <summary>A stored block.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Data">The encoded block.</param>
public sealed record StoredBlock(BlockKey Key, byte[] Data);
