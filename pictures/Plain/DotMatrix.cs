namespace OrleansSymmetry.Pictures.Plain;

/// <summary>Dots of Braille: two beside and four above each other in every letter, so that curves are eight times as fine as letters.</summary>
internal sealed class DotMatrix(int columns, int lines)
{
    private const char Blank = '\u2800';
    private const int Beside = 2;
    private const int Above = 4;

    // Unicode numbers the dots of a letter down its left side, then its right side; the lowest row was added later.
    private static readonly int[,] BitOf = { { 0x01, 0x08 }, { 0x02, 0x10 }, { 0x04, 0x20 }, { 0x40, 0x80 } };

    private readonly int[,] _dots = new int[lines, columns];

    /// <summary>Dots in a row.</summary>
    internal int Width => columns * Beside;

    /// <summary>Dots in a column.</summary>
    internal int Height => lines * Above;

    /// <summary>Sets a dot, counted from the left and from the top; dots outside are passed over.</summary>
    internal void Set(int x, int y)
    {
        if (x >= 0 && x < Width && y >= 0 && y < Height)
        {
            _dots[y / Above, x / Beside] |= BitOf[y % Above, x % Beside];
        }
    }

    /// <summary>The letter of a cell; null where it is empty.</summary>
    internal char? LetterAt(int column, int line) => _dots[line, column] == 0 ? null : (char)(Blank + _dots[line, column]);
}
