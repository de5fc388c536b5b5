namespace OrleansSymmetry.Landscape.Trees;

/// <summary>Collects faults; the same sentence is kept once, however many landscapes of a grid repeat it.</summary>
internal sealed class FaultList
{
    // A fault quotes what is written; what is longer than this says nothing more.
    private const int LongestMessage = 2000;

    private readonly List<SpecFault> _faults = [];
    private readonly HashSet<string> _messages = new(StringComparer.Ordinal);

    /// <summary>Number of different faults, with those that were too many to be kept.</summary>
    public int Count { get; private set; }

    /// <summary>The faults by line, those of options last.</summary>
    public IReadOnlyList<SpecFault> Sorted() =>
        [.. _faults.OrderBy(fault => fault.Line == 0 ? int.MaxValue : fault.Line)];

    /// <summary>Adds a fault whose sentence is complete.</summary>
    public void Add(string path, SpecOrigin origin, string message) => Add(new SpecFault(path, origin.Line, message));

    /// <summary>Adds "PATH is VALUE (WHERE). SENTENCE".</summary>
    public void Refuse(string path, SpecNode node, string sentence) =>
        Add(path, node.Origin, $"{path} is {SpecText.Describe(node)} ({node.Origin}). {sentence}");

    /// <summary>Adds the faults of another list, except those at or under <paramref name="silenced"/> paths.</summary>
    public void AddRange(FaultList other, IEnumerable<string> silenced)
    {
        foreach (SpecFault fault in other._faults)
        {
            if (!silenced.Any(path => fault.Path == path || fault.Path.StartsWith(path + ".", StringComparison.Ordinal)))
            {
                Add(fault);
            }
        }
    }

    private void Add(SpecFault fault)
    {
        if (_faults.Count > TreeLimits.Faults)
        {
            Count++;
        }
        else if (_messages.Add(fault.Message))
        {
            Count++;
            string message = fault.Message.Length <= LongestMessage ? fault.Message : fault.Message[..LongestMessage] + "...";
            _faults.Add(_faults.Count < TreeLimits.Faults
                ? fault with { Message = message }
                : new SpecFault("", 0, $"There are more faults than these {TreeLimits.Faults}. Correct them first."));
        }
    }
}
