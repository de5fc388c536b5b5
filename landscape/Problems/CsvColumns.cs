using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Tables;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Problems;

/// <summary>The columns of a file that a sweep asks for, read as it asks. Every fault comes in one answer.</summary>
internal sealed class CsvColumns
{
    private const int MostShown = 5;

    private readonly CsvProblem _problem;
    private readonly CsvTable _table;
    private readonly List<DataFault> _faults = [];
    private readonly int[] _inputs;
    private readonly int[] _targets;
    private readonly int[] _rows;
    private readonly double[] _x;
    private readonly double[]? _y;
    private readonly ClassLabels? _classes;

    private CsvColumns(CsvProblem problem, CsvTable table)
    {
        _problem = problem;
        _table = table;
        _inputs = Find(problem.InputColumns, "inputs");
        _targets = Find(problem.TargetColumns, "targets");
        _rows = CompleteRows([.. _inputs.Concat(_targets).Distinct()]);
        RefuseFaults();
        _x = Numbers(_inputs);
        if (IsClass())
        {
            _classes = Classes(_targets[0]);
        }
        else
        {
            _y = Numbers(_targets);
        }

        RefuseFaults();
    }

    /// <summary>The size of the data set.</summary>
    public ProblemShape Shape => new(_inputs.Length, _classes?.Names.Count ?? _targets.Length, _rows.Length);

    /// <summary>Reads the columns.</summary>
    /// <exception cref="DataFileException">The file is no table, or does not hold what is asked for.</exception>
    public static CsvColumns Read(CsvProblem problem, DataFiles files) => new(
        problem,
        CsvTable.Read(files.Bytes(problem.FileHash), problem.Dialect, [.. problem.InputColumns.Concat(problem.TargetColumns)]));

    /// <summary>The data set, standardised as the sweep asks.</summary>
    public DataSet ToDataSet()
    {
        bool standardiseTargets = _problem.Standardise == StandardiseRule.All;
        TargetSummary targets = _classes?.Summary(NamesOf(_targets)?[0])
            ?? TargetSummary.OfNumbers(_y!, _targets.Length, NamesOf(_targets), standardiseTargets);
        IReadOnlyList<int> constant = _problem.Standardise == StandardiseRule.None ? [] : Standardisation.Apply(_x, _rows.Length, _inputs.Length);
        if (standardiseTargets && _y is not null)
        {
            Standardisation.Apply(_y, _rows.Length, _targets.Length);
        }

        var inputs = new InputSummary(
            _inputs.Length,
            NamesOf(_inputs),
            _problem.Standardise != StandardiseRule.None,
            [.. constant.Select(input => _table.NameOf(_inputs[input]))]);
        return new DataSet(_x, _classes?.OneHot() ?? _y!, SampleWeights.Equal(_rows.Length), _inputs.Length, Shape.Outputs)
        {
            Summary = new DataSummary(_rows.Length, inputs, targets) { LeftOut = _table.Rows - _rows.Length, ReadAs = FileText() },
        };
    }

    private void RefuseFaults()
    {
        if (_faults.Count > 0)
        {
            throw new DataFileException(_faults);
        }
    }

    private int[] Find(IReadOnlyList<string> names, string key)
    {
        List<int> found = [];
        foreach (string name in names)
        {
            if (_table.Column(name, key, _faults) is not { } column)
            {
                continue;
            }

            if (found.Contains(column))
            {
                _faults.Add(new DataFault(key, $"It names column {_table.NameOf(column)} of the data file twice, by name and by number."));
            }

            found.Add(column);
        }

        return [.. found];
    }

    /// <summary>The rows in which no cell of these columns is missing.</summary>
    private int[] CompleteRows(int[] columns)
    {
        int[] rows = [.. Enumerable.Range(0, _table.Rows).Where(row => !columns.Any(column => _table.IsMissing(row, column)))];
        if (rows.Length == 0)
        {
            _faults.Add(new DataFault("missing", "It leaves out every row of the data file: each has a missing value in a column that is asked for."));
        }

        return rows;
    }

    private double[] Numbers(int[] columns)
    {
        double[] values = new double[_rows.Length * columns.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            List<int> odd = [];
            for (int at = 0; at < _rows.Length; at++)
            {
                if (!_table.TryNumber(_rows[at], columns[i], out values[(at * columns.Length) + i]))
                {
                    odd.Add(_rows[at]);
                }
            }

            if (odd.Count > 0)
            {
                int others = odd.Count - 1;
                string rest = others == 0 ? ""
                    : $", and {(others == 1 ? "one more line does" : $"{others} more lines do")}: {Cells(columns[i], odd.Skip(1), others)}";
                Refuse($"Line {_table.LineOf(odd[0])} of the data file holds '{Show(odd[0], columns[i])}' in column {_table.NameOf(columns[i])}, "
                    + $"which is no finite number{rest}. {Advice(columns[i], odd)}");
            }
        }

        return values;
    }

    /// <summary>Whether the targets are classes; a fault where the cells do not tell.</summary>
    private bool IsClass()
    {
        if (_problem.Target == TargetRule.Class && _targets.Length > 1)
        {
            _faults.Add(new DataFault("target", $"It must be number, or targets must name one column of classes; here are {_targets.Length}."));
            return false;
        }

        if (_problem.Target != TargetRule.Auto || _targets.Length > 1)
        {
            return _problem.Target == TargetRule.Class;
        }

        int column = _targets[0];
        int[] odd = [.. _rows.Where(row => !_table.TryNumber(row, column, out _))];
        if (odd.Length == 0)
        {
            return false;
        }

        string name = _table.NameOf(column);
        if (odd.Length < _rows.Length)
        {
            Refuse($"Column {name} of the data file holds numbers in {_rows.Length - odd.Length} of {_rows.Length} rows, and "
                + $"{Cells(column, odd, odd.Length)}. {TargetAdvice(column, odd)}");
            return true;
        }

        int[] doubtful = [.. odd.Where(row => LooksLikeNumber(_table[row, column]))];
        int[] missing = [.. odd.Where(row => CellNumber.LooksMissing(_table[row, column]))];
        if (2 * doubtful.Length > odd.Length)
        {
            Refuse($"Column {name} of the data file holds what begins like a number and is none: {Cells(column, doubtful, doubtful.Length)}. "
                + TargetAdvice(column, doubtful));
        }
        else if (missing.Length > 0)
        {
            Refuse($"Column {name} of the data file holds classes, and {Cells(column, missing, missing.Length)}. {TargetAdvice(column, missing)}");
        }

        return true;
    }

    private ClassLabels? Classes(int column)
    {
        string what = $"Column {_table.NameOf(column)} of the data file";
        int[] empty = [.. _rows.Where(row => _table[row, column].IsWhiteSpace())];
        if (_problem.Target == TargetRule.Class && empty.Length > 0)
        {
            Refuse($"{what} has no label in {CellText.List(empty.Take(MostShown).Select(row => $"line {_table.LineOf(row)}"), empty.Length, MostShown)}. "
                + "missing: [''] leaves such rows out.");
        }

        if (_problem.Standardise == StandardiseRule.All)
        {
            _faults.Add(new DataFault(
                "standardise", $"It must be true or false: all is for targets that are numbers, and column {_table.NameOf(column)} holds classes."));
        }

        return ClassLabels.Of([.. _rows.Select(row => Label(row, column))], at => $"line {_table.LineOf(_rows[at])}", what, _faults);
    }

    /// <summary>A label as it stands; a number in the file's own decimals is written with a dot.</summary>
    private string Label(int row, int column) =>
        _problem.Dialect.DecimalComma && _table.TryNumber(row, column, out double number) ? SpecText.Show(number) : _table[row, column].ToString();

    private string TargetAdvice(int column, int[] odd)
    {
        const string AsClasses = "target: class makes each different cell a class.";
        if (OtherDecimals(column, odd) is { } decimals)
        {
            return $"{decimals} {AsClasses}";
        }

        int[] missing = [.. odd.Where(row => CellNumber.LooksMissing(_table[row, column]))];
        string leaveOut = LeaveOut(column, missing.Length > 0 ? missing : odd, odd.Length);
        return odd.Any(row => _table[row, column].IsWhiteSpace()) ? leaveOut : $"{leaveOut} {AsClasses}";
    }

    private string Advice(int column, List<int> odd) =>
        OtherDecimals(column, [.. odd])
        ?? (odd.Count == _rows.Length ? "No cell of the column is a number: name another one."
            : LeaveOut(column, [.. odd], odd.Count));

    /// <summary>What to do where cells are numbers with the other letter before their decimals.</summary>
    private string? OtherDecimals(int column, int[] odd)
    {
        bool comma = _problem.Dialect.DecimalComma;
        return !odd.Any(row => CellNumber.TryRead(_table[row, column], !comma, out _)) ? null
            : comma ? "With decimal: ',' no number holds a dot."
            : "If the comma stands before decimals, write decimal: ','. Thousands are written without a comma.";
    }

    private string LeaveOut(int column, int[] odd, int count)
    {
        string[] words = [.. odd.Select(row => $"'{Show(row, column)}'").Distinct(StringComparer.Ordinal)];
        string correct = odd.All(row => CellNumber.LooksMissing(_table[row, column])) ? "" : "Correct the file; or ";
        return $"{correct}missing: [{CellText.List(words, words.Length, MostShown)}] leaves {(count == 1 ? "that row" : "such rows")} out.";
    }

    private string Cells(int column, IEnumerable<int> rows, int count) =>
        CellText.List(rows.Take(MostShown).Select(row => $"'{Show(row, column)}' in line {_table.LineOf(row)}"), count, MostShown);

    private string Show(int row, int column) => CellText.Show(_table[row, column]);

    /// <summary>A sign or a currency, then a digit: 50 %, $5, 1.2D+01.</summary>
    private static bool LooksLikeNumber(ReadOnlySpan<char> cell) => cell.TrimStart("+-$€£ .,") is [>= '0' and <= '9', ..];

    private void Refuse(string sentence) => _faults.Add(new DataFault("file", sentence));

    private IReadOnlyList<string>? NamesOf(int[] columns) => _table.Heading.Count == 0 ? null : [.. columns.Select(_table.NameOf)];

    private string FileText()
    {
        List<string> parts = [_table.Heading.Count > 0 ? "heading in the first line" : "no heading"];
        if (_table.Separator != CellSeparator.Comma)
        {
            parts.Add($"cells parted by {(_table.Separator == CellSeparator.Blanks ? "blanks" : $"{CsvDialect.NameOf(_table.Separator)}s")}");
        }

        if (_problem.Dialect.DecimalComma)
        {
            parts.Add("decimal comma");
        }

        return string.Join(", ", parts);
    }
}
