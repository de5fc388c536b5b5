namespace OrleansSymmetry.Landscape.Trees;

/// <summary>
/// Reads the keys of one map: each call names a key, its default and what it allows. A value that is not allowed becomes a
/// fault and the default is returned, so that reading goes on and every fault of a file is found at once.
/// <see cref="Close"/> refuses the keys that nobody asked for.
/// </summary>
internal sealed class SpecMapReader
{
    private readonly SpecMap _map;
    private readonly List<string> _known = [];

    /// <summary>Reads <paramref name="map"/>, which stands at <paramref name="path"/>.</summary>
    public SpecMapReader(SpecMap map, string path, FaultList faults)
    {
        _map = map;
        Path = path;
        Faults = faults;
    }

    /// <summary>Where the map stands; empty for the whole file.</summary>
    public string Path { get; }

    /// <summary>Where faults go.</summary>
    public FaultList Faults { get; }

    /// <summary>Reads the map at <paramref name="path"/>; what is not a map becomes a fault and is read as an empty one.</summary>
    public static SpecMapReader Over(SpecNode node, string path, FaultList faults, string sentence)
    {
        if (node is SpecMap map)
        {
            return new SpecMapReader(map, path, faults);
        }

        faults.Refuse(path, node, sentence);
        var empty = new SpecMapReader(new SpecMap([], node.Origin), path, new FaultList());
        return empty;
    }

    /// <summary>The full path of a key.</summary>
    public string PathOf(string key) => Path.Length == 0 ? key : $"{Path}.{key}";

    /// <summary>Whether the key has a value.</summary>
    public bool Has(string key) => Find(key) is not null;

    /// <summary>The value of a key that may be left out; null where it is missing or empty.</summary>
    public SpecNode? Find(string key)
    {
        if (!_known.Contains(key))
        {
            _known.Add(key);
        }

        SpecNode? node = _map.Find(key);
        return node is null || SpecText.IsNull(node) ? null : node;
    }

    /// <summary>The value of a key that must be there; a missing one becomes a fault.</summary>
    public SpecNode? Require(string key, string sentence)
    {
        SpecNode? node = Find(key);
        if (node is null)
        {
            Missing(key, sentence);
        }

        return node;
    }

    /// <summary>Refuses a key where it makes no sense; returns whether it was there.</summary>
    public bool Forbid(string key, string sentence)
    {
        SpecNode? node = Find(key);
        if (node is not null)
        {
            Faults.Refuse(PathOf(key), node, sentence);
        }

        return node is not null;
    }

    /// <summary>A number.</summary>
    public double Number(string key, double fallback, NumberRange range, string advice = "") =>
        OptionalNumber(key, range, advice) ?? fallback;

    /// <summary>A number that may be left out.</summary>
    public double? OptionalNumber(string key, NumberRange range, string advice = "") =>
        Find(key) is { } node ? NumberOf(node, key, range, advice) : null;

    /// <summary>A number that must be given.</summary>
    public double RequiredNumber(string key, NumberRange range, string advice = "") =>
        Require(key, $"It must be a number, {range.Words}{Tail(advice)}") is { } node
            ? NumberOf(node, key, range, advice) ?? double.NaN
            : double.NaN;

    /// <summary>A whole number.</summary>
    public long Integer(string key, long fallback, long least, long most, string advice = "") =>
        Find(key) is { } node ? IntegerOf(node, PathOf(key), Faults, least, most, advice) ?? fallback : fallback;

    /// <summary>A whole number that must be given; <paramref name="least"/> when it is at fault.</summary>
    public long RequiredInteger(string key, long least, long most, string advice = "") =>
        Require(key, $"It must be a whole number between {least} and {most}{Tail(advice)}") is { } node
            ? IntegerOf(node, PathOf(key), Faults, least, most, advice) ?? least
            : least;

    /// <summary>true or false.</summary>
    public bool Boolean(string key, bool fallback)
    {
        if (Find(key) is not { } node)
        {
            return fallback;
        }

        if (SpecText.TryBoolean(node, out bool value))
        {
            return value;
        }

        Faults.Refuse(PathOf(key), node, "It must be true or false.");
        return fallback;
    }

    /// <summary>A text.</summary>
    public string Text(string key, string fallback, string meaning)
    {
        switch (Find(key))
        {
            case null:
                return fallback;
            case SpecScalar scalar:
                return scalar.Text;
            case { } node:
                Faults.Refuse(PathOf(key), node, $"It must be {meaning}.");
                return fallback;
        }
    }

    /// <summary>One of the words of a vocabulary.</summary>
    public T Word<T>(string key, T fallback, Vocabulary<T> vocabulary)
        where T : struct, Enum => OptionalWord(key, vocabulary) ?? fallback;

    /// <summary>One of the words of a vocabulary, or null where it is missing or at fault.</summary>
    public T? OptionalWord<T>(string key, Vocabulary<T> vocabulary)
        where T : struct, Enum =>
        Find(key) is { } node && Name(node, PathOf(key), vocabulary.Words, Faults) is { } word && vocabulary.TryFind(word, out T value)
            ? value
            : null;

    /// <summary>One of the words of a vocabulary, which must be given.</summary>
    public T? RequiredWord<T>(string key, Vocabulary<T> vocabulary)
        where T : struct, Enum
    {
        _ = Require(key, $"It must be one of {string.Join(", ", vocabulary.Words)}.");
        return OptionalWord(key, vocabulary);
    }

    /// <summary>One of several names.</summary>
    public string Name(string key, string fallback, IEnumerable<string> allowed) =>
        Find(key) is { } node ? Name(node, PathOf(key), allowed, Faults) ?? fallback : fallback;

    /// <summary>One of several names, or null with a fault.</summary>
    public static string? Name(SpecNode node, string path, IEnumerable<string> allowed, FaultList faults)
    {
        string[] names = [.. allowed];
        if (node is SpecScalar scalar && names.Contains(scalar.Text))
        {
            return scalar.Text;
        }

        string hint = node is SpecScalar written ? Spelling.Hint(written.Text, names) : "";
        faults.Refuse(path, node, $"{hint}It must be one of {string.Join(", ", names)}.");
        return null;
    }

    /// <summary>A whole number, or null with a fault.</summary>
    public static long? IntegerOf(SpecNode node, string path, FaultList faults, long least, long most, string advice = "")
    {
        if (SpecText.TryInteger(node, out long value) && value >= least && value <= most)
        {
            return value;
        }

        faults.Refuse(path, node, $"It must be a whole number between {least} and {most}{Tail(advice)}");
        return null;
    }

    /// <summary>
    /// The SHA-256 of the data file that a key names, either by the name under which it came with the sweep or as
    /// "sha256:" and the hash itself; null where it is missing or at fault.
    /// </summary>
    public string? File(string key, DataFiles files)
    {
        if (Find(key) is not { } node)
        {
            return null;
        }

        if (node is not SpecScalar scalar)
        {
            Faults.Refuse(PathOf(key), node, "It must be the path of a file, relative to the sweep file.");
            return null;
        }

        if (files.Resolve(scalar.Text) is { } hash)
        {
            return hash;
        }

        Faults.Refuse(PathOf(key), node, files.Troubles.GetValueOrDefault(scalar.Text, "That file did not come with the sweep."));
        return null;
    }

    /// <summary>Refuses every key that was not asked for.</summary>
    public void Close()
    {
        foreach (SpecEntry entry in _map.Entries)
        {
            if (!_known.Contains(entry.Key))
            {
                Faults.Add(
                    PathOf(entry.Key),
                    entry.KeyOrigin,
                    $"{PathOf(entry.Key)} ({entry.KeyOrigin}) is not a key. {Spelling.Hint(entry.Key, _known)}"
                        + $"The keys {(Path.Length == 0 ? "of a sweep" : $"of {Path}")} are {string.Join(", ", _known)}.");
            }
        }
    }

    private static string Tail(string advice) => advice.Length == 0 ? "." : $"; {advice}.";

    private double? NumberOf(SpecNode node, string key, NumberRange range, string advice)
    {
        bool isNumber = SpecText.TryNumber(node, out double value);
        if (isNumber && range.Contains(value))
        {
            return value;
        }

        string kind = isNumber && double.IsFinite(value) ? "" : "a finite number, ";
        string words = kind.Length > 0 && range == NumberRange.Finite ? "a finite number" : kind + range.Words;
        Faults.Refuse(PathOf(key), node, $"It must be {words}{Tail(advice)}");
        return null;
    }

    /// <summary>Adds the fault that a key is missing.</summary>
    private void Missing(string key, string sentence)
    {
        SpecNode? empty = _map.Find(key);
        SpecOrigin origin = empty?.Origin ?? _map.Origin;
        Faults.Add(PathOf(key), origin, $"{PathOf(key)} is {(empty is null ? "missing" : "empty")} ({origin}). {sentence}");
    }
}
