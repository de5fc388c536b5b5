namespace OrleansSymmetry.Landscape.Trees;

/// <summary>The words that a sweep file uses for the values of an enumeration, in the order of the documentation.</summary>
public sealed class Vocabulary<T>
    where T : struct, Enum
{
    private readonly (string Word, T Value)[] _words;

    /// <summary>Lists the words.</summary>
    public Vocabulary(params (string Word, T Value)[] words) => _words = words;

    /// <summary>The words.</summary>
    public IEnumerable<string> Words => _words.Select(word => word.Word);

    /// <summary>The word for a value.</summary>
    public string WordFor(T value) => _words.First(word => EqualityComparer<T>.Default.Equals(word.Value, value)).Word;

    /// <summary>The value of a word.</summary>
    public bool TryFind(string text, out T value)
    {
        foreach ((string word, T meaning) in _words)
        {
            if (word == text)
            {
                value = meaning;
                return true;
            }
        }

        value = default;
        return false;
    }
}
