using System.Globalization;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Tables;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Problems;

/// <summary>The arrays, or the columns of a single array, that a sweep asks for, read as it asks. Every fault comes in one answer.</summary>
internal sealed class ArrayColumns
{
    private const string WeightArray = "w";
    private const int MostShown = 5;

    private readonly NpzProblem _problem;
    private readonly NpzFile _file;
    private readonly List<DataFault> _faults = [];
    private readonly ArrayBlock[] _inputs;
    private readonly ArrayBlock[] _targets;
    private readonly double[][] _x;
    private readonly double[][] _y = [];
    private readonly ClassLabels? _classes;
    private readonly double[] _weights = [];
    private readonly int _rows;

    private ArrayColumns(NpzProblem problem, NpzFile file)
    {
        _problem = problem;
        _file = file;
        _inputs = Find(problem.Inputs, "inputs");
        _targets = Find(problem.Targets, "targets");
        RefuseFaults();
        _rows = _inputs[0].Rows;
        CheckRows();
        _x = [.. _inputs.Select(block => Numbers(block, "inputs", "Inputs must be numbers."))];
        if (IsClass())
        {
            _classes = Classes(_targets[0]);
        }
        else
        {
            _y = [.. _targets.Select(block => Numbers(block, "targets", "One array of one column may hold classes as text."))];
        }

        if (file.Has(WeightArray))
        {
            _weights = Weights();
        }

        RefuseFaults();
    }

    /// <summary>The size of the data set.</summary>
    public ProblemShape Shape => new(_inputs.Sum(block => block.Columns), _classes?.Names.Count ?? _targets.Sum(block => block.Columns), _rows);

    /// <summary>Reads the arrays.</summary>
    /// <exception cref="DataFileException">The file is no .npz or .npy file, or does not hold what is asked for.</exception>
    public static ArrayColumns Read(NpzProblem problem, DataFiles files)
    {
        try
        {
            return new ArrayColumns(problem, NpzFile.Read(files.Bytes(problem.FileHash)));
        }
        catch (InvalidDataException fault)
        {
            throw DataFileException.OfFile(fault.Message);
        }
    }

    /// <summary>The data set, standardised as the sweep asks.</summary>
    public DataSet ToDataSet()
    {
        bool standardiseTargets = _problem.Standardise == StandardiseRule.All;
        TargetSummary targets = _classes?.Summary(null)
            ?? TargetSummary.OfNumbers(SideBySide(_y, _targets), Shape.Outputs, null, standardiseTargets);
        List<string> constant = [];
        if (_problem.Standardise != StandardiseRule.None)
        {
            int before = 0;
            for (int i = 0; i < _inputs.Length; i++)
            {
                constant.AddRange(Standardise(_x[i], _inputs[i]).Select(column => (before + column).ToString(CultureInfo.InvariantCulture)));
                before += _inputs[i].Columns;
            }
        }

        for (int i = 0; standardiseTargets && i < _y.Length; i++)
        {
            Standardise(_y[i], _targets[i]);
        }

        double[] weights = _weights.Length > 0 ? _weights : SampleWeights.Equal(_rows);
        return new DataSet(SideBySide(_x, _inputs), _classes?.OneHot() ?? SideBySide(_y, _targets), weights, Shape.Inputs, Shape.Outputs)
        {
            Summary = new DataSummary(_rows, new InputSummary(Shape.Inputs, null, _problem.Standardise != StandardiseRule.None, constant), targets)
            {
                Weights = WeightSummary.Of(weights),
                ReadAs = FileText(),
            },
        };
    }

    private static IReadOnlyList<int> Standardise(double[] values, ArrayBlock block) => block.Rounding is { } rounding
        ? Standardisation.Apply(values, block.Rows, block.Columns, rounding)
        : Standardisation.Apply(values, block.Rows, block.Columns);

    private string FileText() => _file.Only is { } only
        ? $"one array of {only.ElementType}"
        : $"inputs {string.Join(", ", _problem.Inputs.Zip(_inputs, TypeOf))}; targets {string.Join(", ", _problem.Targets.Zip(_targets, TypeOf))}";

    private static string TypeOf(string name, ArrayBlock block) => $"{CellText.Show(name)} of {block.Array.ElementType}";

    private double[] SideBySide(double[][] parts, ArrayBlock[] blocks)
    {
        if (parts.Length == 1)
        {
            return parts[0];
        }

        int columns = blocks.Sum(block => block.Columns);
        double[] values = new double[_rows * columns];
        int before = 0;
        for (int i = 0; i < parts.Length; i++)
        {
            for (int row = 0; row < _rows; row++)
            {
                parts[i].AsSpan(row * blocks[i].Columns, blocks[i].Columns).CopyTo(values.AsSpan((row * columns) + before));
            }

            before += blocks[i].Columns;
        }

        return values;
    }

    private void RefuseFaults()
    {
        if (_faults.Count > 0)
        {
            throw new DataFileException(_faults);
        }
    }

    private ArrayBlock[] Find(IReadOnlyList<string> names, string key)
    {
        List<ArrayBlock> blocks = [];
        foreach (string name in names)
        {
            try
            {
                blocks.Add(_file.Only is { } only
                    ? Column(ArrayBlock.Of(only, "The array of the data file"), name)
                    : ArrayBlock.Of(_file.Find(name), $"Array {CellText.Show(name)} of the data file"));
            }
            catch (InvalidDataException fault)
            {
                _faults.Add(new DataFault(key, fault.Message));
            }
        }

        return [.. blocks];
    }

    private static ArrayBlock Column(ArrayBlock table, string name) =>
        int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int column) && column < table.Columns
            ? table.Column(column, $"Column {column} of the data file")
            : throw new InvalidDataException($"The data file is a single array (.npy) of {table.Rows} rows and {table.Columns} columns. "
                + $"inputs and targets must be numbers of its columns, from 0 to {table.Columns - 1}; {CellText.Show(name)} is none.");

    private void CheckRows()
    {
        foreach (ArrayBlock block in _inputs.Concat(_targets).Where(block => block.Rows != _rows))
        {
            _faults.Add(new DataFault("file", $"{_inputs[0].What} has {_rows} rows and {Lower(block.What)} {block.Rows}. They must be as many."));
        }

        RefuseFaults();
    }

    private static string Lower(string what) => char.ToLowerInvariant(what[0]) + what[1..];

    private double[] Numbers(ArrayBlock block, string key, string demand)
    {
        try
        {
            return block.NumbersOf(demand);
        }
        catch (InvalidDataException fault)
        {
            _faults.Add(new DataFault(block.Array.Texts is null ? "file" : key, fault.Message));
            return [];
        }
    }

    /// <summary>Whether the targets are classes.</summary>
    private bool IsClass()
    {
        bool areTexts = _targets.Any(block => block.Array.Texts is not null);
        bool isOneColumn = _targets is [{ Columns: 1 }];
        if (_problem.Target == TargetRule.Number && areTexts)
        {
            ArrayBlock texts = _targets.First(block => block.Array.Texts is not null);
            _faults.Add(new DataFault("target", $"It must be class or auto: {Lower(texts.What)} holds texts."));
            RefuseFaults();
        }

        if (_problem.Target == TargetRule.Class && !isOneColumn)
        {
            _faults.Add(new DataFault(
                "target", $"It must be number, or targets must be one column of classes; here are {_targets.Sum(block => block.Columns)} columns."));
        }

        return isOneColumn && (_problem.Target == TargetRule.Class || (_problem.Target == TargetRule.Auto && areTexts));
    }

    private ClassLabels? Classes(ArrayBlock block)
    {
        if (_problem.Standardise == StandardiseRule.All)
        {
            _faults.Add(new DataFault("standardise", $"It must be true or false: all is for targets that are numbers, and {Lower(block.What)} holds classes."));
        }

        if (block.Array.Texts is not { } texts)
        {
            double[] numbers = Numbers(block, "targets", "");
            return numbers.Length == 0 ? null : Labels([.. numbers.Select(SpecText.Show)], block);
        }

        int[] empty = [.. Enumerable.Range(0, texts.Count).Where(row => string.IsNullOrWhiteSpace(texts[row]))];
        if (empty.Length > 0)
        {
            Refuse(block, $"no label at {Entries(empty)}. Every row needs one.");
        }

        int[] doubtful = _problem.Target == TargetRule.Class ? []
            : [.. Enumerable.Range(0, texts.Count).Where(row => !string.IsNullOrWhiteSpace(texts[row]) && CellNumber.LooksMissing(texts[row]))];
        if (doubtful.Length > 0)
        {
            Refuse(block, $"'{CellText.Show(texts[doubtful[0]])}' at {Entries(doubtful)}, which may be a missing value. "
                + "Leave such rows out of the file, or write target: class to make it a class.");
        }

        if (_problem.Target == TargetRule.Auto && texts.All(text => CellNumber.TryRead(text, decimalComma: false, out _)))
        {
            Refuse(block, "numbers written as text. Write target: class to make each different one a class, or save them as numbers.");
        }

        return Labels([.. texts], block);
    }

    private ClassLabels? Labels(string[] labels, ArrayBlock block) =>
        ClassLabels.Of(labels, row => string.Create(CultureInfo.InvariantCulture, $"entry {row}"), block.What, _faults);

    private void Refuse(ArrayBlock block, string sentence) => _faults.Add(new DataFault("file", $"{block.What} has {sentence}"));

    private static string Entries(int[] rows) =>
        $"entry {CellText.List(rows.Take(MostShown).Select(row => row.ToString(CultureInfo.InvariantCulture)), rows.Length, MostShown)}";

    private double[] Weights()
    {
        try
        {
            (double[] weights, int rows, int columns) = _file.Table(WeightArray);
            if (rows == _rows && columns == 1 && weights.All(weight => weight >= 0) && weights.Sum() is > 0 and < double.PositiveInfinity and var sum)
            {
                return [.. weights.Select(weight => weight / sum)];
            }

            _faults.Add(new DataFault(
                "file", $"Array {WeightArray} of the data file must hold one weight of 0 or more for each of the {_rows} samples, not all 0."));
        }
        catch (InvalidDataException fault)
        {
            _faults.Add(new DataFault("file", fault.Message));
        }

        return [];
    }
}
