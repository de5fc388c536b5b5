using OrleansSymmetry.Pictures.Text;
namespace OrleansSymmetry.Pictures.Plain;

/// <summary>Letters of one colour.</summary>
/// <param name="Letters">The letters.</param>
/// <param name="Colour">Their colour; null for the colour of plain text.</param>
public readonly record struct ColouredText(string Letters, Colour? Colour);

/// <summary>A page of letters that grows downwards; what is drawn in colours reads the same without them.</summary>
public sealed class Canvas
{
    private readonly List<Cell[]> _rows = [];

    /// <summary>An empty page.</summary>
    /// <param name="width">Letters in a line.</param>
    internal Canvas(int width) => Width = width;

    /// <summary>Letters in a line.</summary>
    public int Width { get; }

    /// <summary>Lines so far.</summary>
    public int Height => _rows.Count;

    /// <summary>The lines without colours and without blanks at their ends.</summary>
    public IReadOnlyList<string> Lines => [.. _rows.Select(row => new string([.. row.Select(cell => cell.Letter)]).TrimEnd())];

    /// <summary>The same lines cut where their colour changes, for whoever prints in colours.</summary>
    public IReadOnlyList<IReadOnlyList<ColouredText>> ColouredLines => [.. _rows.Select(RunsOf)];

    /// <summary>Writes letters from a column to the right; what lies outside the page is cut.</summary>
    internal void Write(int column, int line, string letters, Colour? colour = null)
    {
        while (_rows.Count <= line)
        {
            var row = new Cell[Width];
            Array.Fill(row, new Cell(' ', null));
            _rows.Add(row);
        }

        for (int i = Math.Max(0, -column); i < letters.Length && column + i < Width; i++)
        {
            _rows[line][column + i] = new Cell(letters[i], colour);
        }
    }

    /// <summary>A new line at the end.</summary>
    internal void Add(string letters = "") => Write(0, Height, letters);

    /// <summary>New lines at the end, folded between words; later ones start with the indent.</summary>
    internal void AddFolded(string sentence, string indent = "")
    {
        foreach (string folded in Paragraph.Fold(sentence, indent, Width))
        {
            Add(folded);
        }
    }

    private static List<ColouredText> RunsOf(Cell[] row)
    {
        var runs = new List<ColouredText>();
        int end = Array.FindLastIndex(row, cell => cell.Letter != ' ') + 1;
        for (int from = 0; from < end;)
        {
            int to = from + 1;
            while (to < end && row[to].Colour == row[from].Colour)
            {
                to++;
            }

            runs.Add(new ColouredText(new string([.. row[from..to].Select(cell => cell.Letter)]), row[from].Colour));
            from = to;
        }

        return runs;
    }

    private readonly record struct Cell(char Letter, Colour? Colour);
}
