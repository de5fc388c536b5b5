using System.Text.Json;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Problems;

/// <summary>
/// A table of the user's: comma-separated text. Columns are named as in the first line (which is a heading when one of its cells is no
/// number), or counted from 0. A single target column of words is a class, and becomes one-hot in the alphabetical order of the words.
/// </summary>
/// <param name="FileHash">SHA-256 of the file.</param>
/// <param name="InputColumns">Columns of the inputs.</param>
/// <param name="TargetColumns">Columns of the targets.</param>
/// <param name="Standardise">Whether inputs are brought to mean 0 and population standard deviation 1.</param>
public sealed record CsvProblem(
    string FileHash, IReadOnlyList<string> InputColumns, IReadOnlyList<string> TargetColumns, bool Standardise) : Problem
{
    /// <summary>Columns of the inputs.</summary>
    public IReadOnlyList<string> InputColumns { get; init => field = ValueList.Of(value); } = ValueList.Of(InputColumns);

    /// <summary>Columns of the targets.</summary>
    public IReadOnlyList<string> TargetColumns { get; init => field = ValueList.Of(value); } = ValueList.Of(TargetColumns);

    /// <inheritdoc/>
    public override string Kind => "csv";

    /// <inheritdoc/>
    public override LossKind DefaultLoss => LossKind.Mse;

    /// <inheritdoc/>
    public override IEnumerable<string> FileHashes => [FileHash];

    /// <inheritdoc/>
    public override ProblemShape Shape(DataFiles files)
    {
        CsvTable table = CsvTable.Parse(files.Bytes(FileHash).Span);
        string[]? classes = ClassesOf(table);
        return new ProblemShape(InputColumns.Count, classes?.Length ?? TargetColumns.Count, table.Rows);
    }

    /// <inheritdoc/>
    public override ProblemData Build(NetworkSpec network, DataFiles files)
    {
        CsvTable table = CsvTable.Parse(files.Bytes(FileHash).Span);
        double[] x = Numbers(table, InputColumns);
        if (Standardise)
        {
            Standardisation.Apply(x, table.Rows, InputColumns.Count);
        }

        if (ClassesOf(table) is not { } classes)
        {
            return new DataSet(x, Numbers(table, TargetColumns), SampleWeights.Equal(table.Rows), InputColumns.Count, TargetColumns.Count);
        }

        int column = table.Column(TargetColumns[0]);
        double[] y = new double[table.Rows * classes.Length];
        for (int row = 0; row < table.Rows; row++)
        {
            y[(row * classes.Length) + Array.IndexOf(classes, table.Text(row, column))] = 1;
        }

        return new DataSet(x, y, SampleWeights.Equal(table.Rows), InputColumns.Count, classes.Length);
    }

    /// <inheritdoc/>
    public override void WriteKeys(Utf8JsonWriter writer)
    {
        writer.WriteString("file", DataFiles.HashPrefix + FileHash);
        ColumnList.Write(writer, "inputs", InputColumns);
        ColumnList.Write(writer, "targets", TargetColumns);
        writer.WriteBoolean("standardise", Standardise);
    }

    internal static CsvProblem? Read(ProblemReading reading)
    {
        SpecMapReader keys = reading.Keys;
        _ = keys.Require("file", "It must be the path of a comma-separated file, relative to the sweep file.");
        string? hash = keys.File("file", reading.Files);
        IReadOnlyList<string> inputs = ColumnList.Read(keys, "inputs");
        IReadOnlyList<string> targets = ColumnList.Read(keys, "targets");
        bool standardise = keys.Boolean("standardise", true);
        return hash is null ? null : new CsvProblem(hash, inputs, targets, standardise);
    }

    private static double[] Numbers(CsvTable table, IReadOnlyList<string> names)
    {
        int[] columns = [.. names.Select(table.Column)];
        double[] values = new double[table.Rows * columns.Length];
        for (int row = 0; row < table.Rows; row++)
        {
            for (int i = 0; i < columns.Length; i++)
            {
                values[(row * columns.Length) + i] = table.Number(row, columns[i]);
            }
        }

        return values;
    }

    private string[]? ClassesOf(CsvTable table)
    {
        if (TargetColumns.Count != 1)
        {
            return null;
        }

        int column = table.Column(TargetColumns[0]);
        return table.IsNumeric(column)
            ? null
            : [.. Enumerable.Range(0, table.Rows).Select(row => table.Text(row, column)).Distinct().Order(StringComparer.Ordinal)];
    }
}
