namespace OrleansSymmetry.Landscape.Tables;

/// <summary>Counts, row by row, what may part the cells of a table: outside quotes, and equally often in every row.</summary>
internal sealed class SeparatorCount
{
    // Each is one byte of UTF-8.
    private static readonly (CellSeparator Separator, byte Letter)[] Letters =
    [
        (CellSeparator.Comma, (byte)','), (CellSeparator.Semicolon, (byte)';'), (CellSeparator.Tab, (byte)'\t'), (CellSeparator.Bar, (byte)'|'),
    ];

    // One for each letter, and the last for runs of blanks.
    private readonly int[] _here = new int[Letters.Length + 1];
    private readonly int[] _first = new int[Letters.Length + 1];
    private readonly bool[] _differs = new bool[Letters.Length + 1];
    private readonly bool[] _lacks = new bool[Letters.Length + 1];
    private bool _isFirst = true;
    private bool _isInside;
    private bool _isBlank;

    /// <summary>
    /// The single letters that part every row into as many cells, two at least; and runs of blanks, where a tab is such a letter and they part more.
    /// </summary>
    public IReadOnlyList<CellSeparator> Regular
    {
        get
        {
            CellSeparator[] letters = [.. Letters.Where((_, i) => IsRegular(i)).Select(each => each.Separator)];
            int tab = Array.FindIndex(Letters, each => each.Separator == CellSeparator.Tab);
            return IsRegular(tab) && HasRegularBlanks && _first[Letters.Length] > _first[tab] ? [.. letters, CellSeparator.Blanks] : letters;
        }
    }

    /// <summary>The single letters that stand in every row.</summary>
    public IReadOnlyList<CellSeparator> Everywhere => [.. Letters.Where((_, i) => !_isFirst && !_lacks[i]).Select(each => each.Separator)];

    /// <summary>Whether runs of blanks part every row into as many cells, two at least.</summary>
    public bool HasRegularBlanks => IsRegular(Letters.Length);

    /// <summary>Takes a line of a row; a row has several where a quoted cell holds a break.</summary>
    /// <param name="line">UTF-8, without its end.</param>
    /// <param name="isQuoted">Whether the line begins inside quotes; at its end, whether it ends there.</param>
    public void Take(ReadOnlySpan<byte> line, ref bool isQuoted)
    {
        foreach (byte letter in line)
        {
            bool isBlank = !isQuoted && letter is (byte)' ' or (byte)'\t';
            isQuoted ^= letter == '"';
            _here[Letters.Length] += !isBlank && _isBlank && _isInside ? 1 : 0;
            _isInside |= !isBlank;
            _isBlank = isBlank;
            for (int i = 0; !isQuoted && i < Letters.Length; i++)
            {
                _here[i] += letter == Letters[i].Letter ? 1 : 0;
            }
        }
    }

    /// <summary>Ends a row.</summary>
    public void EndRow()
    {
        for (int i = 0; i < _here.Length; i++)
        {
            _first[i] = _isFirst ? _here[i] : _first[i];
            _differs[i] |= _here[i] != _first[i];
            _lacks[i] |= _here[i] == 0;
            _here[i] = 0;
        }

        (_isFirst, _isInside, _isBlank) = (false, false, false);
    }

    private bool IsRegular(int i) => !_differs[i] && _first[i] > 0;
}
