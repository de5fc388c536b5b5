using System.Globalization;
using System.Text;
using OrleansSymmetry.Landscape.Tables;

namespace OrleansSymmetry.Client.SweepFiles;

/// <summary>A sweep for a data file that nobody has described yet: what a look at the file tells, and what is usual for the rest.</summary>
/// <param name="glance">What the file shows.</param>
/// <param name="file">Its name as the sweep gives it: relative to the sweep's folder.</param>
/// <param name="name">The sweep's name.</param>
/// <param name="target">The column to learn.</param>
/// <param name="byNumber">Whether columns are named by their numbers: their names are none that a sweep could give.</param>
internal sealed class SweepDraft(CsvGlance glance, string file, string name, CsvColumn target, bool byNumber)
{
    // Classes grow fast in number with the width: three units show the kinds that there are, and take seconds.
    private const int MostUnits = 3;

    // So many targets for each parameter keep a network from fitting every row.
    private const int TargetsPerParameter = 3;

    // Multiplications of a whole sweep: some minutes of two cores.
    private const double Work = 2e11;
    private const int StepsOfARun = 2200;
    private const int MostSeeds = 1024;
    private const int FewestSeeds = 64;

    private const int MostExamples = 3;

    // Numbers of so few different values may be codes of classes.
    private const int MostCodes = 10;

    // A remark is read at a glance.
    private const int MostShown = 5;

    private readonly bool _isClass = target.Kind == ColumnKind.Words;
    private readonly CsvColumn[] _inputs = InputsOf(glance, target);

    /// <summary>Columns that can be inputs.</summary>
    public int Inputs => _inputs.Length;

    /// <summary>The columns that are neither input nor target, each with the reason.</summary>
    public IEnumerable<string> LeftOut => glance.Columns
        .Where(column => column.Number != target.Number && !_inputs.Contains(column))
        .Select(column => $"{column.Name} is none: {ReasonAgainst(column, glance.Rows)}");

    /// <summary>What the file leaves open, in sentences for the user.</summary>
    public IReadOnlyList<string> Doubts
    {
        get
        {
            List<string> doubts = [];
            if (glance.IsHeading is null)
            {
                doubts.Add($"The heading is not certain. {glance.HeadingTrouble} The sweep says false.");
            }

            if (SeparatorRemark() is { } separators)
            {
                doubts.Add($"The separator is {separators}. The sweep says {Quote(CsvDialect.WordOf(glance.Separator))}.");
            }

            if (TargetRemark() is { } others)
            {
                doubts.Add($"The target is {Reference(target)}: {others}. --target names another one.");
            }

            return doubts;
        }
    }

    private bool IsBit => !_isClass && target.Different == 2 && target.Examples.All(cell => cell is "0" or "1");

    private int Outputs => _isClass ? target.Different : 1;

    /// <summary>The text of the sweep file.</summary>
    public string Text()
    {
        var text = new StringBuilder();
        Line(text, $"# A sweep for {file}, written after a look at it: {Counted(glance.Rows, "row")}, {Counted(glance.Columns.Count, "column")}.");
        Line(text, "# Check what it says of the columns; then symmetry run with this file's name trains it.");
        Line(text, "#");
        foreach (CsvColumn column in glance.Columns)
        {
            Line(text, $"#   {Said(column)}");
        }

        Line(text);
        Line(text, $"name: {name}");
        Line(text);
        WriteProblem(text);
        Line(text);
        Line(text, "network:");
        int units = Units();
        Line(text, $"  hidden: [{units}]", $"{_inputs.Length}-{units}-{Outputs}: {Parameters(units)} parameters");
        Line(text, "  activation: tanh");
        Line(text);
        WriteLoss(text);
        Line(text);
        Line(text, $"seeds: {Seeds()}", "one run for each; the more, the rarer the optima that are met");
        Line(text);
        Line(text, "train:");
        Line(text, "  - { method: adam, steps: 2000, step: 0.01 }", "walks near an optimum");
        Line(text, "  - { method: newton, steps: 200, gradient: 1e-11 }", "lands on it");
        return text.ToString();
    }

    private static CsvColumn[] InputsOf(CsvGlance glance, CsvColumn target)
    {
        CsvColumn[] inputs = [.. glance.Columns.Where(column => column.Number != target.Number && ReasonAgainst(column, glance.Rows) is null)];

        // Where nothing else is there, the count of the rows may be the time.
        return inputs.Length > 0 ? inputs : [.. glance.Columns.Where(column => column.Number != target.Number && IsCount(column, glance.Rows))];
    }

    /// <summary>Why a column is no input; null: it can be one.</summary>
    private static string? ReasonAgainst(CsvColumn column, int rows) => column switch
    {
        { Kind: ColumnKind.Empty } => "it is empty",
        { Kind: ColumnKind.Words } => "its cells are words; inputs are numbers",
        { Kind: ColumnKind.Mixed } => $"its cells are numbers and words, such as {string.Join(", ", column.Words.Select(Quote))}",
        { IsConstant: true } => "it is constant",
        _ when IsCount(column, rows) => "it counts the rows",
        _ => null,
    };

    private static bool IsCount(CsvColumn column, int rows) =>
        column.Different == Math.Min(rows, CsvColumn.MostDifferent)
        && column.Examples.Count > 2
        && int.TryParse(column.Examples[0], NumberStyles.None, CultureInfo.InvariantCulture, out int first)
        && first is 0 or 1
        && column.Examples.Select((cell, i) => cell == (first + i).ToString(CultureInfo.InvariantCulture)).All(isNext => isNext);

    private static void Line(StringBuilder text, string line = "", string? remark = null)
    {
        const int RemarkColumn = 30;
        text.Append(remark is null ? line : $"{line.PadRight(RemarkColumn)}  # {remark}").Append('\n');
    }

    private static string Counted(long count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");

    /// <summary>A text as YAML and JSON both read it.</summary>
    private static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private void WriteProblem(StringBuilder text)
    {
        Line(text, "problem:");
        Line(text, "  kind: csv");
        Line(text, $"  file: {Quote(file)}", "relative to this sweep file");
        Line(text, $"  header: {(glance.IsHeading == true ? "true" : "false")}", HeaderRemark());
        Line(text, $"  separator: {Quote(CsvDialect.WordOf(glance.Separator))}", SeparatorRemark());
        if (glance.DecimalComma)
        {
            Line(text, "  decimal: ','", "numbers such as 7,4");
        }

        string[] missing = [.. _inputs.Append(target).SelectMany(column => column.MissingWords).Distinct().Order(StringComparer.Ordinal)];
        if (missing.Length > 0)
        {
            Line(text, $"  missing: [{string.Join(", ", missing.Select(Quote))}]", "cells without a value; their rows are left out");
        }

        Line(text, $"  inputs: [{string.Join(", ", _inputs.Select(Reference))}]");
        Line(text, $"  targets: [{Reference(target)}]", TargetRemark());
        Line(text, $"  target: {(_isClass ? "class" : "number")}", CodesRemark());
        Line(
            text,
            $"  standardise: {(_isClass || IsBit ? "true" : "all")}",
            _isClass || IsBit ? "inputs of mean 0 and deviation 1" : "inputs and targets of mean 0 and deviation 1");
    }

    private void WriteLoss(StringBuilder text)
    {
        Line(text, "loss:");
        (string kind, string remark, string l2) = (_isClass, IsBit) switch
        {
            (true, _) => ("softmax", "cross-entropy of the classes", "1e-2"),
            (_, true) => ("logistic", "cross-entropy of 0 and 1", "1e-2"),
            _ => ("mse", "squared error", "1e-3"),
        };
        Line(text, $"  kind: {kind}", remark);
        Line(text, $"  l2: {l2}", "the penalty isolates the optima, and keeps weights from growing for ever");
    }

    private string Reference(CsvColumn column) => byNumber || glance.IsHeading != true
        ? column.Number.ToString(CultureInfo.InvariantCulture)
        : Quote(column.Name);

    private string HeaderRemark() => glance.IsHeading switch
    {
        true => "the first line names the columns",
        false => "the first line is data; columns are counted from 0",
        null => $"not certain. {glance.HeadingTrouble}",
    };

    private string? SeparatorRemark() => glance.Separators.Count > 1
        ? $"not certain: {string.Join(" or ", glance.Separators.Select(each => Quote(CsvDialect.WordOf(each))))} would part every line alike"
        : null;

    private string? TargetRemark()
    {
        string[] others = [.. glance.TargetCandidates.Select(number => glance.Columns[number])
            .Where(column => column.Number != target.Number && column.Kind == target.Kind && !IsCount(column, glance.Rows))
            .Select(Reference)];
        string shown = string.Join(", ", others.Take(MostShown)) + (others.Length > MostShown ? ", ..." : "");
        return others.Length == 0 ? null : $"{(others.Length == 1 ? "" : "one of ")}{shown} could be it as well";
    }

    private string? CodesRemark() => _isClass
        ? $"{target.Different} classes: {string.Join(", ", target.Examples)}{(target.Different > target.Examples.Count ? ", ..." : "")}"
        : IsBit ? "0 and 1"
        : target.Different <= MostCodes && 2 * target.Different <= glance.Rows
            ? $"only {target.Different} different numbers: if they are codes of classes, write class here, true below and loss softmax"
            : null;

    private string Said(CsvColumn column)
    {
        string place = glance.IsHeading == true ? $"{column.Number} {column.Name}" : $"{column.Number}";
        string role = column.Number == target.Number ? "target" : _inputs.Contains(column) ? "input" : $"left out: {ReasonAgainst(column, glance.Rows)}";
        string missing = column.MissingCells > 0 ? $"; {Counted(column.MissingCells, "cell")} without a value" : "";
        string examples = string.Join("; ", column.Examples.Take(MostExamples));
        string kind = column.Kind == ColumnKind.Numbers ? "numbers, " : "";
        return $"{place}: {role} ({(examples.Length == 0 ? "no cell holds anything" : $"{kind}such as {examples}")}{missing})";
    }

    private int Units()
    {
        int units = MostUnits;
        while (units > 1 && (long)Parameters(units) * TargetsPerParameter > (long)glance.Rows * Outputs)
        {
            units--;
        }

        return units;
    }

    private int Parameters(int units) => (units * (_inputs.Length + 1)) + (Outputs * (units + 1));

    private int Seeds()
    {
        double run = (double)StepsOfARun * glance.Rows * Parameters(Units());
        int seeds = MostSeeds;
        while (seeds > FewestSeeds && seeds * run > Work)
        {
            seeds /= 2;
        }

        return seeds;
    }
}
