namespace OrleansSymmetry.Landscape.Trees;

/// <summary>One thing about a data file that keeps a problem from being read.</summary>
/// <param name="Key">The key of the problem that it concerns, such as "file", or "header" where that key decides.</param>
/// <param name="Sentence">Where it stands, what it is, what is allowed and what to do: whole sentences for the user.</param>
public sealed record DataFault(string Key, string Sentence);

/// <summary>A data file does not hold what is needed of it.</summary>
/// <param name="faults">Everything that is wrong; at least one.</param>
public sealed class DataFileException(IReadOnlyList<DataFault> faults) : Exception(string.Join(' ', faults.Select(fault => fault.Sentence)))
{
    /// <summary>Everything that is wrong.</summary>
    public IReadOnlyList<DataFault> Faults { get; } = faults;

    /// <summary>One thing that is wrong with the file itself.</summary>
    internal static DataFileException OfFile(string sentence) => new([new DataFault("file", sentence)]);
}
