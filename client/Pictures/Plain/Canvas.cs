using Spectre.Console;

namespace OrleansSymmetry.Client.Pictures.Plain;

/// <summary>A page of letters that grows downwards; what is drawn in colours reads the same without them.</summary>
internal sealed class Canvas(int width)
{
    private readonly List<Cell[]> _rows = [];

    /// <summary>Letters in a line.</summary>
    internal int Width => width;

    /// <summary>Lines so far.</summary>
    internal int Height => _rows.Count;

    /// <summary>The lines without colours and without blanks at their ends.</summary>
    internal IReadOnlyList<string> Lines => [.. _rows.Select(row => new string([.. row.Select(cell => cell.Letter)]).TrimEnd())];

    /// <summary>Writes letters from a column to the right; what lies outside the page is cut.</summary>
    internal void Write(int column, int line, string letters, Colour? colour = null)
    {
        while (_rows.Count <= line)
        {
            var row = new Cell[width];
            Array.Fill(row, new Cell(' ', null));
            _rows.Add(row);
        }

        for (int i = Math.Max(0, -column); i < letters.Length && column + i < width; i++)
        {
            _rows[line][column + i] = new Cell(letters[i], colour);
        }
    }

    /// <summary>A new line at the end.</summary>
    internal void Add(string letters = "") => Write(0, Height, letters);

    /// <summary>New lines at the end, folded between words; later ones start with the indent.</summary>
    internal void AddFolded(string sentence, string indent = "")
    {
        foreach (string folded in Rendering.Paragraph.Fold(sentence, indent, width))
        {
            Add(folded);
        }
    }

    /// <summary>Prints the page, in colours where the console has them.</summary>
    internal void Print(IAnsiConsole console)
    {
        foreach (Cell[] row in _rows)
        {
            int end = Array.FindLastIndex(row, cell => cell.Letter != ' ') + 1;
            for (int from = 0; from < end;)
            {
                int to = from + 1;
                while (to < end && row[to].Colour == row[from].Colour)
                {
                    to++;
                }

                console.Write(new Text(new string([.. row[from..to].Select(cell => cell.Letter)]), StyleOf(row[from].Colour)));
                from = to;
            }

            console.Write(new Text("\n"));
        }
    }

    private static Style StyleOf(Colour? colour) => colour is { } known ? new Style(new Color(known.Red, known.Green, known.Blue)) : Style.Plain;

    private readonly record struct Cell(char Letter, Colour? Colour);
}
