using System.Globalization;
using System.Text;
using OrleansSymmetry.Landscape.Problems;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Sweeps;
using OrleansSymmetry.Landscape.Tests.Sweeps;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Tests.Problems;

public sealed class CsvProblemTests
{
    private const string Table = "height,width,kind\r\n1,2,\"b, or \"\"c\"\"\"\r\n3,4,a\r\n\r\n5,9,a\r\n";

    [Fact]
    public void Columns_are_found_by_name_or_by_index()
    {
        DataSet data = Build(Table, "'inputs': ['width', 0], 'targets': ['height'], 'standardise': false");

        Assert.Equal([2, 1, 4, 3, 9, 5], data.X);
        Assert.Equal([1, 3, 5], data.Y);
    }

    [Fact]
    public void A_column_of_words_becomes_one_hot_in_alphabetical_order()
    {
        DataSet data = Build(Table, "'inputs': ['width'], 'targets': ['kind']");

        Assert.Equal([0, 1, 1, 0, 1, 0], data.Y);
        Assert.Equal("3 rows, 1 input (width; standardised), 2 classes: a 2, b, or \"c\" 1; heading in the first line", data.Summary.ToString());
    }

    [Fact]
    public void Inputs_are_standardised_and_targets_only_where_all_are()
    {
        double outer = Math.Sqrt(1.5);

        DataSet inputs = Build(Table, "'inputs': ['height'], 'targets': ['width']");
        DataSet all = Build(Table, "'inputs': ['height'], 'targets': ['height', 'width'], 'standardise': 'all'");

        ProblemAssert.Near([-outer, 0, outer], inputs.X, 1e-15);
        Assert.Equal([2, 4, 9], inputs.Y);
        ProblemAssert.Near([-outer, 0, outer], [all.Y[0], all.Y[2], all.Y[4]], 1e-15);
        ProblemAssert.Near([-3 / Math.Sqrt(26 / 3.0), -1 / Math.Sqrt(26 / 3.0), 4 / Math.Sqrt(26 / 3.0)], [all.Y[1], all.Y[3], all.Y[5]], 1e-15);
        Assert.Contains("2 targets (height, width; 1 to 9; standardised)", all.Summary.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_of_numbers_alone_has_no_heading()
    {
        DataSet data = Build("1,2\n3,4\n", "'inputs': [0], 'targets': [1], 'standardise': false");

        Assert.Equal([1, 3], data.X);
        Assert.Equal([2, 4], data.Y);
        Assert.EndsWith("; no heading", data.Summary.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_with_a_missing_value_in_a_column_that_is_asked_for_are_left_out_and_counted()
    {
        DataSet data = Build(
            "x,y,free\n1,10,?\n?,20,1\n3,NA,1\n4,40,NA\n5,,1\n", "'inputs': ['x'], 'targets': ['y'], 'missing': ['?', 'NA', ''], 'standardise': false");

        Assert.Equal([1, 4], data.X);
        Assert.Equal([10, 40], data.Y);
        Assert.Equal((2, 3), (data.Summary.Rows, data.Summary.LeftOut));
        Assert.StartsWith("2 rows (3 others left out: a value is missing), ", data.Summary.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_that_means_a_missing_value_is_left_out_however_it_is_written()
    {
        DataSet data = Build("x,y\n1,-999\n2,20\n3,-999.00\n-9.99e2,7\n", "'inputs': ['x'], 'targets': ['y'], 'missing': [-999], 'standardise': false");

        Assert.Equal([2], data.X);
        Assert.Equal(3, data.Summary.LeftOut);
    }

    [Fact]
    public void With_all_standardised_a_change_of_units_is_no_change()
    {
        const string Keys = "'inputs': ['x', 'z'], 'targets': ['y', 't'], 'standardise': 'all'";
        double[][] rows = [.. Enumerable.Range(0, 20).Select(i => (double[])[Math.Sin(i), i * i % 7, Math.Cos(3 * i), i])];
        DataSet plain = Build(Text([1, 1, 1, 1]), Keys);

        foreach (double[] units in (double[][])[[1e-2, 1e3, 1e5, 1], [1, 1e-150, 1e-6, 1e200], [-3, 0.1, 7e-9, 1e5]])
        {
            DataSet other = Build(Text(units), Keys);
            double sign = Math.Sign(units[0]);
            ProblemAssert.Near([.. plain.X.Select((value, i) => i % 2 == 0 ? sign * value : value)], other.X, 1e-12);
            ProblemAssert.Near(plain.Y, other.Y, 1e-12);
        }

        string Text(double[] units) => "x,z,y,t\n" + string.Concat(rows.Select(row =>
            string.Join(',', row.Zip(units, (value, unit) => (value * unit).ToString("R", CultureInfo.InvariantCulture))) + "\n"));
    }

    [Fact]
    public void Numbers_are_classes_where_the_sweep_says_so_and_equal_numbers_are_one_class()
    {
        DataSet data = Build("x,kind\n1,10\n2,2.0\n3,2\n4,+1e1\n", "'inputs': ['x'], 'targets': ['kind'], 'target': 'class'");

        Assert.Equal([0, 1, 1, 0, 1, 0, 0, 1], data.Y);
        Assert.Equal(["2", "10"], data.Summary.Targets.Classes!.Select(found => found.Name));
    }

    [Theory]
    [InlineData("'separator': ';', 'decimal': ','", "x;y\n7,4;\"1,9\"\n-,5;1e1\n")]
    [InlineData("'decimal': ','", "x;y\n7,4;1,9\n-,5;10\n")]
    [InlineData("'separator': ',', 'decimal': ','", "x,y\n\"7,4\",\"1,9\"\n\"-,5\",10\n")]
    [InlineData("'separator': 'tab', 'decimal': ','", "x\ty\n7,4\t1,9\n-,5\t10\n")]
    [InlineData("'separator': '\\t', 'decimal': ','", "x\ty\n7,4\t1,9\n-,5\t10\n")]
    [InlineData("", "x\ty\n7.4\t1.9\n-.5\t10\n")]
    [InlineData("'separator': '|'", "x|y\n7.4|1.9\n-.5|10\n")]
    [InlineData("'separator': 'blanks'", "  x   y\n7.4 \t 1.9 \n-.5 10\n")]
    [InlineData("'header': false, 'inputs': [0], 'targets': [1]", "7.4,1.9\n-.5,10\n")]
    [InlineData("", "\"x\", \"y\"\n7.4, 1.9\n-.5, 10\n")]
    [InlineData("", "x,y\r7.4,1.9\r-.5,10\r")]
    [InlineData("", "x,y,\n7.4,1.9,\n-.5,10,\n")]
    public void Tables_of_other_programs_are_read_as_they_stand(string keys, string table)
    {
        string columns = keys.Contains("inputs", StringComparison.Ordinal) ? "" : "'inputs': ['x'], 'targets': ['y'], ";
        DataSet data = Build(table, $"{columns}'standardise': false{(keys.Length > 0 ? ", " : "")}{keys}");

        Assert.Equal([7.4, -0.5], data.X);
        Assert.Equal([1.9, 10], data.Y);
    }

    [Theory]
    [InlineData("", "no rows")]
    [InlineData("a,b\n", "no rows")]
    [InlineData("a,b\n1,2\n3\n", "Line 3 of the data file has 1 cell")]
    [InlineData(
        "a,b\n1,2\n3,x\n",
        "Line 3 of the data file holds 'x' in column b, which is no finite number. Correct the file; or missing: ['x'] leaves that row out.")]
    [InlineData("a,b\n1,\n", "Line 2 of the data file holds '' in column b")]
    [InlineData("a,b\nu,2\nu,3\nv,4\n", "and 2 more lines do: 'u' in line 3, 'v' in line 4. No cell of the column is a number: name another one.")]
    [InlineData("a,b\nNaN,2\n", "Line 2 of the data file holds 'NaN' in column a")]
    [InlineData("a,b\n1,2\n3,inf\n", "Line 3 of the data file holds 'inf'")]
    [InlineData("a,b\n1,2\n3,1e999\n", "Line 3 of the data file holds '1e999'")]
    [InlineData("a,b\n1,2\n3,1e-999\n", "Line 3 of the data file holds '1e-999'")]
    [InlineData("a,b\n1,2\n3,1.2D+01\n", "Line 3 of the data file holds '1.2D+01'")]
    [InlineData("a,b\n1,2\n3,\"14,5\"\n", "If the comma stands before decimals, write decimal: ','. Thousands are written without a comma.")]
    [InlineData("a,c\n1,2\n", "no column b. Its columns are a, c, or 0 to 1.")]
    [InlineData("a,B\n1,2\n", "no column b. Did you mean B?")]
    [InlineData("a,b,b\n1,2,3\n", "2 columns that are named b: 1 and 2. Give the number of one.")]
    [InlineData("a,b\n\"1,2\n", "does not close")]
    [InlineData("a,b\n\"1\"7,2\n", "with '7' after the closing quote")]
    [InlineData("sep=,\na,b\n1,2\n", "Line 1 of the data file names the separator, as Excel reads it")]
    [InlineData("a b\n1 2\n", "Write separator: blanks")]
    [InlineData("1 2\t\"a\"\n3 4\t\"b\"\n", "parted by the tab or by the run of blanks. Write separator: tab or separator: blanks.")]
    [InlineData("a;b,c\n1;2,3\n", "Each line of the data file can be parted by the comma or by the semicolon. Write separator: ',' or separator: ';'.")]
    public void A_table_that_does_not_hold_what_is_needed_is_refused_with_its_line(string table, string words)
    {
        SweepReading reading = Read(table, "'inputs': ['a', 'b'], 'targets': ['a', 'b']");

        Assert.Contains(reading.Faults, fault => fault.Message.Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_fault_of_a_file_comes_in_one_answer()
    {
        SweepReading reading = Read("a,b,c\n1,x,u\n?,2,v\ny,3,U\nz,4,v\n", "'inputs': ['a', 'b'], 'targets': ['c']");

        Assert.Equal(3, reading.Faults.Count);
        Assert.Contains(
            "Line 3 of the data file holds '?' in column a, which is no finite number, and 2 more lines do: 'y' in line 4, 'z' in line 5. "
                + "Correct the file; or missing: ['?', 'y', 'z'] leaves such rows out.",
            reading.Faults[0].Message, StringComparison.Ordinal);
        Assert.Contains("Line 2 of the data file holds 'x' in column b", reading.Faults[1].Message, StringComparison.Ordinal);
        Assert.Contains("differ in blanks or in the size of letters alone: 'U' (line 4), 'u' (line 2)", reading.Faults[2].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x,y\n1,10\n2,?\n3,30\n", "holds numbers in 2 of 3 rows, and '?' in line 3. missing: ['?'] leaves that row out. target: class makes")]
    [InlineData("x,y\n1,10\n2,\n3,30\n", "holds numbers in 2 of 3 rows, and '' in line 3. missing: [''] leaves that row out.")]
    [InlineData("x,y\n1,10\n2,inf\n3,30\n", "and 'inf' in line 3")]
    [InlineData("x,y\n1,10\n2,1.2D+01\n3,30\n", "and '1.2D+01' in line 3")]
    [InlineData("x,y\n1,10\n2,\"14,5\"\n3,30\n", "and '14,5' in line 3. If the comma stands before decimals, write decimal: ','")]
    [InlineData(
        "x;y\n1;10,5\n2;11,5\n3;12,5\n",
        "holds what begins like a number and is none: '10,5' in line 2, '11,5' in line 3, '12,5' in line 4. If the comma")]
    [InlineData("x,y\n1,50 %\n2,60 %\n3,50 %\n", "holds what begins like a number and is none: '50 %' in line 2")]
    [InlineData("x,y\n1,spam\n2,\n3,ham\n", "holds classes, and '' in line 3. missing: [''] leaves that row out.")]
    [InlineData("x,y\n1,spam\n2,NA\n3,ham\n", "holds classes, and 'NA' in line 3. missing: ['NA'] leaves that row out. target: class makes")]
    [InlineData("x,y\n1,spam\n2,\"spam \"\n3,Spam\n", "differ in blanks or in the size of letters alone: 'Spam' (line 4), 'spam' (line 2), 'spam ' (line 3)")]
    public void Targets_that_may_be_numbers_or_classes_are_refused_and_never_another_model(string table, string words)
    {
        SweepReading reading = Read(table, "'inputs': ['x'], 'targets': ['y']");

        Assert.Contains(words, Assert.Single(reading.Faults).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x,y\n1,10\n2,?\n3,30\n", "'target': 'class'", "3 classes: 10 1, 30 1, ? 1")]
    [InlineData("x,y\n1,10\n2,?\n3,30\n", "'missing': '?'", "1 target (y; 10 in 1 row, 30 in 1)")]
    [InlineData("x,y\n1,spam\n2,NA\n3,ham\n", "'target': 'class'", "3 classes: NA 1, ham 1, spam 1")]
    [InlineData("x,y\n1,1st\n2,2nd\n3,1st\n", "'target': 'class'", "2 classes: 1st 2, 2nd 1")]
    [InlineData("x,y\n1,spam\n2,spam\n", "'target': 'auto'", "1 class: spam 2")]
    public void The_keys_decide_what_targets_are(string table, string keys, string said) =>
        Assert.Contains(said, Build(table, $"'inputs': ['x'], 'targets': ['y'], {keys}").Summary.ToString(), StringComparison.Ordinal);

    [Theory]
    [InlineData("x,y\n1,10\n2,?\n", "'target': 'number'", "Line 3 of the data file holds '?' in column y")]
    [InlineData("x,y\n1,a\n2,\n", "'target': 'class'", "Column y of the data file has no label in line 3")]
    [InlineData(
        "x,y\n1,a\n2,b\n",
        "'standardise': 'all'",
        "problem.standardise is \"all\" (line 1). It must be true or false: all is for targets that are numbers")]
    [InlineData("x,y\n?,1\n?,2\n", "'missing': ['?']", "leaves out every row")]
    [InlineData("x,y\n1,2\n3,4\n", "'decimal': ','", "no cell in quotes holds one")]
    [InlineData("x;y\n1.5;2\n3;4\n", "'decimal': ','", "With decimal: ',' no number holds a dot.")]
    [InlineData("x,y\n1,2\n", "'separator': ':'", "problem.separator is \":\" (line 1). It must be one of auto, ,, ;, tab, |, blanks.")]
    [InlineData("x,y\n1,2\n", "'header': 'yes'", "It must be auto, true or false.")]
    [InlineData("x,y\n1,2\n", "'missing': [null]", "YAML takes for nothing")]
    [InlineData("x,y\n1,2\n", "'missing': ['?', '?']", "It must name every word once.")]
    [InlineData("x,y\n1,2\n", "'target': 'words'", "It must be one of auto, number, class.")]
    [InlineData("x,y\n1,2\n", "'standardise': 'some'", "It must be true (the inputs), false (nothing) or all")]
    [InlineData("ada,a\nbob,b\n", "'inputs': [0], 'targets': [1]", "Write header: true or header: false.")]
    public void A_key_that_does_not_go_with_the_file_is_refused(string table, string keys, string words)
    {
        string columns = keys.Contains("inputs", StringComparison.Ordinal) ? "" : "'inputs': ['x'], 'targets': ['y'], ";

        Assert.Contains(Read(table, columns + keys).Faults, fault => fault.Message.Contains(words, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("x,y\n1,0\n2,1\n3,2\n", "softmax needs classes, and the targets are numbers. Write target: class")]
    [InlineData("x,y\n1,spam\n2,spam\n", "softmax needs two classes or more, and the data have one, spam, in all 2 rows.")]
    public void Softmax_without_two_classes_is_refused_with_what_is_missing(string table, string words) => Assert.Contains(
        words, Assert.Single(Read(table, "'inputs': ['x'], 'targets': ['y']", "'loss': {'kind': 'softmax'}").Faults).Message, StringComparison.Ordinal);

    [Fact]
    public void A_column_that_its_rounding_alone_moves_is_constant_and_a_tiny_one_is_not()
    {
        DataSet jitter = Build("x,k\n1,0.3\n2,0.30000000000000004\n4,0.3\n", "'inputs': ['x', 'k'], 'targets': ['x']");
        DataSet tiny = Build("x,k\n1,0\n2,1e-200\n4,4e-200\n", "'inputs': ['x', 'k'], 'targets': ['x']");
        DataSet huge = Build("x,k\n1,0\n2,1e300\n4,4e300\n", "'inputs': ['x', 'k'], 'targets': ['x']");
        DataSet plain = Build("x,k\n1,0\n2,1\n4,4\n", "'inputs': ['x', 'k'], 'targets': ['x']");

        Assert.All(Enumerable.Range(0, 3), row => Assert.Equal(0, jitter.X[(2 * row) + 1]));
        Assert.Equal(["k"], jitter.Summary.Inputs.Constant);
        Assert.Contains("2 inputs (x, k; standardised; constant: k)", jitter.Summary.ToString(), StringComparison.Ordinal);
        ProblemAssert.Near(plain.X, tiny.X, 1e-15);
        ProblemAssert.Near(plain.X, huge.X, 1e-15);
    }

    private static DataSet Build(string table, string keys)
    {
        DataFiles files = FilesOf(table);
        SweepSpec sweep = SweepText.Valid(Read(table, keys));
        Assert.Equal(sweep, SweepText.Valid(SweepReader.Read(CanonicalJson.Of(sweep), files)));
        return ProblemAssert.Build(Assert.IsType<CsvProblem>(sweep.Landscapes[0].Landscape.Problem), files);
    }

    private static SweepReading Read(string table, string keys, string loss = "'loss': {}") => SweepText.Read(
        $"{{'name': 'x', 'problem': {{'kind': 'csv', 'file': 't.csv', {keys}}}, 'network': {{'hidden': [2]}}, {loss}, 'seeds': 4, "
            + $"'train': {SweepText.Phases}}}",
        FilesOf(table));

    private static DataFiles FilesOf(string table) => DataFiles.Of([KeyValuePair.Create("t.csv", new ReadOnlyMemory<byte>(Encoding.UTF8.GetBytes(table)))]);
}
