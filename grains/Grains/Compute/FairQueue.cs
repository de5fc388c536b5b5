using System.Diagnostics.CodeAnalysis;

namespace OrleansSymmetry.Grains.Compute;

/// <summary>A queue whose keys take turns: each dequeue serves the next key, and within a key the oldest item. Not thread-safe.</summary>
internal sealed class FairQueue<T>
    where T : class
{
    private readonly Dictionary<string, LinkedList<T>> _items = new(StringComparer.Ordinal);
    private readonly LinkedList<string> _turns = new();

    /// <summary>Items that wait.</summary>
    public int Count { get; private set; }

    /// <summary>Adds an item behind those of its key.</summary>
    public void Enqueue(string key, T item)
    {
        if (!_items.TryGetValue(key, out LinkedList<T>? items))
        {
            _items[key] = items = new LinkedList<T>();
            _turns.AddLast(key);
        }

        items.AddLast(item);
        Count++;
    }

    /// <summary>Takes the oldest item of the key whose turn it is.</summary>
    public bool TryDequeue([NotNullWhen(true)] out T? item)
    {
        item = null;
        if (_turns.First is not { } turn)
        {
            return false;
        }

        string key = turn.Value;
        LinkedList<T> items = _items[key];
        item = items.First!.Value;
        items.RemoveFirst();
        Count--;
        _turns.RemoveFirst();
        if (items.Count > 0)
        {
            _turns.AddLast(turn);
        }
        else
        {
            _items.Remove(key);
        }

        return true;
    }

    /// <summary>Takes one item out, wherever it stands; nothing happens when it is not there.</summary>
    public void Remove(string key, T item)
    {
        if (!_items.TryGetValue(key, out LinkedList<T>? items) || !items.Remove(item))
        {
            return;
        }

        Count--;
        if (items.Count == 0)
        {
            _items.Remove(key);
            _turns.Remove(key);
        }
    }
}
