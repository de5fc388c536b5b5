using System.Diagnostics;
using System.Globalization;

namespace OrleansSymmetry.Witnesses.Tables;

/// <summary>A table that is printed line by line as its figures come, and says at the end how many bounds were missed.</summary>
internal sealed class WitnessTable(TextWriter output)
{
    private const string Held = "ok";
    private const string Missed = "MISSED";

    private readonly long _started = Stopwatch.GetTimestamp();
    private int[] _widths = [];
    private int _lines;
    private int _missed;

    /// <summary>Begins a section: a sentence, and the heads of its columns with their widths; the last column says whether the bound holds.</summary>
    public void Section(string title, params (string Head, int Width)[] columns)
    {
        _widths = [.. columns.Select(column => column.Width)];
        output.WriteLine();
        output.WriteLine(title);
        output.WriteLine();
        output.WriteLine(Aligned([.. columns.Select(column => column.Head)]));
        output.WriteLine(new string('-', _widths.Sum() + (2 * (_widths.Length - 1)) + 2 + Missed.Length));
    }

    /// <summary>Prints a line.</summary>
    public void Line(bool holds, params string[] cells)
    {
        _lines++;
        _missed += holds ? 0 : 1;
        output.WriteLine($"{Aligned(cells)}  {(holds ? Held : Missed)}");
    }

    /// <summary>Prints a remark between the lines.</summary>
    public void Remark(string text) => output.WriteLine(text);

    /// <summary>Prints the last line.</summary>
    /// <returns>The exit code: 1 when a bound was missed.</returns>
    public int End()
    {
        double seconds = Stopwatch.GetElapsedTime(_started).TotalSeconds;
        output.WriteLine();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{_lines} lines, {_missed} missed, {seconds:F1} s"));
        return _missed == 0 ? 0 : 1;
    }

    /// <summary>A figure of two or three digits.</summary>
    public static string Figure(double value) => value switch
    {
        0 => "0",
        _ when Math.Abs(value) is >= 0.01 and < 1000 => value.ToString("0.00", CultureInfo.InvariantCulture),
        _ => value.ToString("0.0e-0", CultureInfo.InvariantCulture),
    };

    private string Aligned(string[] cells) => string.Join("  ", cells.Select((cell, i) => i == 0 ? cell.PadRight(_widths[i]) : cell.PadLeft(_widths[i])));
}
