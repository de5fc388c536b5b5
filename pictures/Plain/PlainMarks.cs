using OrleansSymmetry.Pictures.Text;

namespace OrleansSymmetry.Pictures.Plain;

/// <summary>Named points in letters: A, B, C on the picture, their names below it.</summary>
internal static class PlainMarks
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>Draws points that lie within the scales and explains all; points in one cell share a letter.</summary>
    internal static void Draw(PlainFrame frame, IReadOnlyList<Mark> marks)
    {
        var letters = new Dictionary<(int Column, int Line), char>();
        foreach (Mark mark in marks)
        {
            string place = $"({Figures.Brief(mark.X)}, {Figures.Brief(mark.Y)})";
            if (!(Math.Abs(frame.X.At(mark.X) - 0.5) <= 0.5) || !(Math.Abs(frame.Y.At(mark.Y) - 0.5) <= 0.5))
            {
                frame.Canvas.AddFolded($"   {mark.Name} {place}, outside the picture", "     ");
                continue;
            }

            (int Column, int Line) cell = (frame.ColumnOf(mark.X), frame.LineOf(mark.Y));
            if (!letters.TryGetValue(cell, out char letter))
            {
                letter = letters.Count < Letters.Length ? Letters[letters.Count] : '+';
                letters.Add(cell, letter);
                frame.Write(cell.Column, cell.Line, letter);
            }

            frame.Canvas.AddFolded($"{letter}  {mark.Name} {place}", "   ");
        }
    }
}
