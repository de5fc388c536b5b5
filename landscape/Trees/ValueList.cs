using System.Collections;

namespace OrleansSymmetry.Landscape.Trees;

/// <summary>Makes value lists.</summary>
public static class ValueList
{
    /// <summary>A list of these items; a list that is a value already is taken as it is.</summary>
    public static ValueList<T> Of<T>(IReadOnlyList<T> items) => items as ValueList<T> ?? new ValueList<T>([.. items]);
}

/// <summary>An immutable list that is equal to another when their items are, so that records that hold lists are values too.</summary>
public sealed class ValueList<T> : IReadOnlyList<T>, IEquatable<ValueList<T>>
{
    private readonly T[] _items;

    internal ValueList(T[] items) => _items = items;

    /// <inheritdoc/>
    public int Count => _items.Length;

    /// <inheritdoc/>
    public T this[int index] => _items[index];

    /// <inheritdoc/>
    public bool Equals(ValueList<T>? other) => other is not null && _items.AsSpan().SequenceEqual(other._items);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ValueList<T>);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (T item in _items)
        {
            hash.Add(item);
        }

        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_items).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
