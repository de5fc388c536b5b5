namespace OrleansSymmetry.Landscape.Trees;

/// <summary>
/// A sweep file as a neutral tree, before any meaning is read into it. YAML and JSON both become such trees, so that one
/// reader validates what a person writes and what a client sends.
/// </summary>
/// <param name="Origin">Where it was written.</param>
public abstract record SpecNode(SpecOrigin Origin);

/// <summary>A single value.</summary>
/// <param name="Text">Its text, without quotes.</param>
/// <param name="Quoted">Whether it was quoted: then it is text even where it looks like a number.</param>
/// <param name="Origin">Where it was written.</param>
public sealed record SpecScalar(string Text, bool Quoted, SpecOrigin Origin) : SpecNode(Origin);

/// <summary>A list.</summary>
/// <param name="Items">Its items.</param>
/// <param name="Origin">Where it begins.</param>
public sealed record SpecList(IReadOnlyList<SpecNode> Items, SpecOrigin Origin) : SpecNode(Origin);

/// <summary>A map. A key that was written twice stands here twice; the reader refuses it.</summary>
/// <param name="Entries">Its entries in the order written.</param>
/// <param name="Origin">Where it begins.</param>
public sealed record SpecMap(IReadOnlyList<SpecEntry> Entries, SpecOrigin Origin) : SpecNode(Origin)
{
    /// <summary>The value of the first entry with that key, or null.</summary>
    public SpecNode? Find(string key) => Entries.FirstOrDefault(entry => entry.Key == key)?.Value;
}

/// <summary>One entry of a map.</summary>
/// <param name="Key">The key.</param>
/// <param name="KeyOrigin">Where the key was written.</param>
/// <param name="Value">The value.</param>
public sealed record SpecEntry(string Key, SpecOrigin KeyOrigin, SpecNode Value);
