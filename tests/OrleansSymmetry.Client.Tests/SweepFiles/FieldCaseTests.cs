using System.Globalization;
using System.Text;
using OrleansSymmetry.Client.SweepFiles;
using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Optimisation;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Training;

namespace OrleansSymmetry.Client.Tests.SweepFiles;

/// <summary>
/// Data files as other programs write them, in the folder `field`. Each is read as it stands, with the optima that independent programs find (NumPy and
/// SciPy, many starts, Newton on the exact Hessian), or is refused with a message of the golden file.
/// </summary>
public sealed class FieldCaseTests
{
    private const double Digits = 1e-10;

    /// <summary>Sweep, --set, what is read, losses of all minima; empty where the losses are not known from elsewhere.</summary>
    public static TheoryData<string, string[], string, double[]> Read() => new()
    {
        { "headerless/words", [], "9 rows, 2 inputs (standardised), 3 classes: low 3, mid 3, top 3; no heading", [0.1477559551, 0.1482904288, 0.1486454959] },
        {
            "headerless/headed", [],
            "9 rows, 2 inputs (a, b; standardised), 3 classes: low 3, mid 3, top 3; heading in the first line", [0.1477559551, 0.1482904288, 0.1486454959]
        },
        {
            "headerless/missing-first", ["problem.missing='?'"],
            "4 rows (1 other left out: a value is missing), 1 input (standardised), 1 target (-0.4 to 0.8); no heading", []
        },
        {
            "missing-target/mpg", ["problem.missing='?'"],
            "7 rows (1 other left out: a value is missing), 1 input (weight; standardised), 1 target (mpg; 14 to 31)", []
        },
        { "missing-target/mpg", ["problem.file=input-missing.csv", "problem.missing=['?', NA]"], "7 rows (1 other left out", [] },
        { "missing-target/mpg", ["problem.file=mpg-empty.csv", "problem.missing=['']"], "7 rows (1 other left out", [] },
        { "missing-target/mpg", ["problem.target=class"], "8 rows, 1 input (weight; standardised), 8 classes: 14 1, 15 1", [] },
        {
            "separators/wine", ["problem.decimal=','"],
            "5 rows, 2 inputs (acid, sugar; standardised), 1 target (quality; 5 to 7); heading in the first line, cells parted by semicolons, decimal comma", []
        },
        { "separators/wine", ["problem.file=semicolon-dot.csv"], "5 rows, 2 inputs (acid, sugar; standardised), 1 target (quality; 5 to 7)", [] },
        { "separators/wine", ["problem.file=tabs.csv"], "3 rows, 2 inputs (acid, sugar; standardised), 1 target (quality; 5 in 2 rows, 6 in 1)", [] },
        { "separators/wine", ["problem.file=blanks.csv", "problem.separator=blanks"], "3 rows, 2 inputs (acid, sugar; standardised), 1 target (quality", [] },
        { "separators/by-number", ["problem.separator=;", "problem.decimal=','"], "4 rows, 1 input (standardised), 1 target (1.6 to 2.6); no heading", [] },
        { "heading/h", [], "4 rows, 1 input (x; standardised), 1 target (y; 0.1 to 0.9); heading in the first line", [] },
        { "heading/bom", ["problem.file=bom-crlf.csv"], "4 rows, 1 input (x; standardised), 1 target (y; 0.1 to 0.9); heading in the first line", [] },
        { "heading/h", ["problem.file=space-quote.csv"], "4 rows, 1 input (x; standardised), 1 target (y; 0.1 to 0.9)", [] },
        { "heading/h", ["problem.file=space-quote-comma.csv", "problem.inputs=['x (m, abs)']"], "4 rows, 1 input (x (m, abs); standardised)", [] },
        { "heading/h", ["problem.file=trailing-comma.csv"], "4 rows, 1 input (x; standardised), 1 target (y; 0.1 to 0.9)", [] },
        { "heading/h", ["problem.file=cr-only.csv"], "4 rows, 1 input (x; standardised), 1 target (y; 0.1 to 0.9)", [] },
        { "heading/h", ["problem.file=utf16.csv"], "4 rows, 1 input (x; standardised), 1 target (y; 0.1 to 0.9)", [] },
        { "heading/h", ["problem.file=same-name.csv", "problem.inputs=[0]", "problem.targets=[1]"], "4 rows, 1 input (x; standardised)", [] },
        { "constant-column/constant", [], "10 rows, 2 inputs (x, k; standardised; constant: k), 1 target (y; -0.997495 to 0.997495)", [0.0056641457] },
        { "constant-column/without", [], "10 rows, 1 input (x; standardised), 1 target", [0.0056641457] },
        { "constant-column/jitter", [], "10 rows, 2 inputs (x, k; standardised; constant: k), 1 target", [0.0056641457] },
        { "degenerate-data/number-classes", ["problem.target=class"], "6 rows, 1 input (x; standardised), 3 classes: 0 2, 1 2, 2 2", [] },
        { "degenerate-data/one-class", ["loss.kind=mse"], "4 rows, 1 input (x; standardised), 1 class: spam 4", [] },
        {
            "degenerate-data/blank-class", ["problem.missing=''"],
            "4 rows (1 other left out: a value is missing), 1 input (x; standardised), 2 classes: ham 2, spam 2", []
        },
        {
            "npz/n", ["problem.file=words.npz", "loss.kind=softmax"],
            "12 rows, 2 inputs (standardised), 2 classes: a 6, b 6; inputs X of float64; targets Y of text", []
        },
        { "npz/n", ["problem.file=labels.npz", "problem.target=class", "loss.kind=softmax"], "12 rows, 2 inputs (standardised), 3 classes: 0 ", [] },
        { "npz/n", ["problem.file=labels.npz"], "12 rows, 2 inputs (standardised), 1 target (0 to 2); inputs X of float64; targets Y of int64", [] },
        { "npz/n", ["problem.file=alone.npy", "problem.inputs=[0]", "problem.targets=[1]"], "12 rows, 1 input (standardised), 1 target", [] },
        { "npz/n", ["problem.file=positional.npz", "problem.inputs=arr_0", "problem.targets=arr_1"], "12 rows, 2 inputs (standardised), 1 target", [] },
        { "npz/n", ["problem.file=uint8.npz"], "12 rows, 2 inputs (standardised), 1 target", [] },
        { "xor-softmax/h1", ["loss.l2=1e-3"], "4 rows, 2 inputs (x1, x2), 2 classes: no 2, yes 2; heading in the first line", [] },
    };

    /// <summary>Sweep and --set of what no reader may decide by itself.</summary>
    private static readonly (string Sweep, string[] Sets)[] Refused =
    [
        ("headerless/missing-first", []),
        ("headerless/words", ["problem.inputs=[a]"]),
        .. from file in (string[])["mpg", "mpg-145", "mpg-12D01", "mpg-NA", "mpg-empty", "mpg-inf", "mpg-nan", "input-missing"]
           select ("missing-target/mpg", (string[])[$"problem.file={file}.csv"]),
        ("missing-target/mpg", ["problem.target=number"]),
        ("separators/wine", []),
        ("separators/wine", ["problem.file=semicolon-dot.csv", "problem.decimal=','"]),
        ("separators/wine", ["problem.file=semicolon-dot.csv", "problem.separator=','"]),
        ("separators/wine", ["problem.file=blanks.csv"]),
        ("separators/wine", ["problem.separator=/"]),
        ("separators/by-number", []),
        ("separators/by-number", ["problem.separator=','"]),
        .. from file in (string[])["text-after-quote", "comment", "sep-line", "r-rownames", "same-name", "thousands"]
           select ("heading/h", (string[])[$"problem.file={file}.csv"]),
        ("degenerate-data/blank-class", []),
        ("degenerate-data/label-blanks", []),
        ("degenerate-data/number-classes", []),
        ("degenerate-data/one-class", []),
        ("degenerate-data/one-class", ["loss.kind=mse", "problem.standardise=all"]),
        ("degenerate-data/one-class", ["loss.kind=logistic"]),
        ("npz/n", ["problem.file=labels.npz", "loss.kind=softmax"]),
        ("npz/n", ["problem.file=nan.npz"]),
        ("npz/n", ["problem.file=object.npz"]),
        ("npz/n", ["problem.file=positional.npz"]),
        ("npz/n", ["problem.file=alone.npy"]),
        ("npz/n", ["problem.file=alone.npy", "problem.inputs=[0]", "problem.targets=[2]"]),
        ("npz/n", ["problem.file=words.npz", "problem.target=number"]),
        ("npz/n", ["problem.file=words.npz", "problem.inputs=Y"]),
        ("npz/n", ["problem.target=class", "problem.targets=X"]),
        ("npz/n", ["problem.header=true"]),
        ("npz/n", ["problem.file=n.yaml"]),
    ];

    [Theory]
    [MemberData(nameof(Read))]
    public void File_is_read_as_it_stands(string sweep, string[] sets, string said, double[] losses)
    {
        SweepFileReading reading = Load(sweep, sets);
        Assert.Empty(reading.Faults.Select(fault => fault.Message));
        GridPoint point = Assert.Single(reading.Sweep!.Landscapes);
        LossLandscape landscape = LossLandscape.Build(point.Landscape, reading.Files);

        Assert.StartsWith(said, landscape.Data.Summary.Words, StringComparison.Ordinal);

        if (losses.Length > 0)
        {
            LandscapeReport report = Census(reading, landscape, point);
            Assert.Equal(said.Length > 0, report.Data!.Words.StartsWith(said, StringComparison.Ordinal));
            Assert.All(report.Classes, found => Assert.Equal("minimum", found.Kind));
            Assert.All(losses.Zip(report.Classes, (right, found) => right - found.Loss), difference => Assert.InRange(difference, -Digits, Digits));
            Assert.Equal(losses.Length, report.Classes.Count);
        }
    }

    [Fact]
    public void File_that_can_be_read_in_two_ways_or_in_none_is_refused_with_what_to_do()
    {
        var text = new StringBuilder();
        foreach ((string sweep, string[] sets) in Refused)
        {
            SweepFileReading reading = Load(sweep, sets);
            Assert.Null(reading.Sweep);
            text.Append(CultureInfo.InvariantCulture, $"## {sweep}.yaml{string.Concat(sets.Select(set => $" --set {set}"))}\n");
            foreach (string message in reading.Faults.Select(fault => fault.Message))
            {
                text.Append(message).Append('\n');
            }

            text.Append('\n');
        }

        GoldenFile.Check("field-faults.txt", text.ToString());
    }

    [Theory]
    [InlineData("h1", 9)]
    [InlineData("h2", 18)]
    public void Exclusive_or_with_a_penalty_has_the_minima_that_NumPy_finds(string sweep, int minima)
    {
        SweepFileReading reading = Load($"xor-softmax/{sweep}", ["loss.l2=1e-3"]);
        GridPoint point = Assert.Single(reading.Sweep!.Landscapes);

        Assert.Equal(minima, Census(reading, LossLandscape.Build(point.Landscape, reading.Files), point).Classes.Count(found => found.Kind == "minimum"));
    }

    [Fact]
    public void Column_of_size_1e_10_is_no_constant_and_its_units_change_nothing()
    {
        DataSet scaled = Data("constant-column/scaled", []);
        DataSet tiny = Data("constant-column/tiny", []);

        Assert.Empty(tiny.Summary.Inputs.Constant);
        Assert.All(scaled.X.Zip(tiny.X), pair => Assert.InRange(pair.Second, pair.First - 1e-14, pair.First + 1e-14));
    }

    [Theory]
    [InlineData("big-endian", 0)]
    [InlineData("fortran", 0)]
    [InlineData("flat", 0)]
    [InlineData("compressed-f4", 1e-7)]
    [InlineData("float16", 1e-3)]
    public void Array_of_another_kind_holds_the_same_numbers_to_its_rounding(string file, double rounding)
    {
        DataSet plain = Data("npz/n", ["problem.standardise=false"]);
        DataSet other = Data("npz/n", [$"problem.file={file}.npz", "problem.standardise=false"]);

        Assert.All(plain.X.Zip(other.X), pair => Assert.InRange(pair.Second, pair.First - rounding, pair.First + rounding));
        Assert.All(plain.Y.Zip(other.Y), pair => Assert.InRange(pair.Second, pair.First - rounding, pair.First + rounding));
        Assert.Equal(24, plain.X.Distinct().Count());
    }

    [Fact]
    public void Single_row_has_the_optimum_of_its_closed_form()
    {
        // The input is 0 after standardisation: the loss is (v - 1)^2 + 0.005 v^2 in the output's bias v alone, and v = 1 / 1.005.
        SweepFileReading reading = Load("degenerate-data/one-row", ["problem.standardise=true"]);
        GridPoint point = Assert.Single(reading.Sweep!.Landscapes);
        LandscapeReport report = Census(reading, LossLandscape.Build(point.Landscape, reading.Files), point);

        Assert.StartsWith("1 row, 1 input (x; standardised; constant: x), 1 target (y; all 1)", report.Data!.Words, StringComparison.Ordinal);
        Assert.InRange(report.Classes[0].Loss, (0.005 / 1.005) - Digits, (0.005 / 1.005) + Digits);
    }

    private static SweepFileReading Load(string sweep, string[] sets) =>
        SweepFile.Load(Path.Combine(SweepFaultTests.Folder("field"), $"{sweep}.yaml"), sets, null);

    private static DataSet Data(string sweep, string[] sets)
    {
        SweepFileReading reading = Load(sweep, sets);
        Assert.Empty(reading.Faults.Select(fault => fault.Message));
        LandscapeSpec spec = reading.Sweep!.Landscapes[0].Landscape;
        return (DataSet)spec.Problem.Build(spec.Network, reading.Files);
    }

    private static LandscapeReport Census(SweepFileReading reading, LossLandscape landscape, GridPoint point)
    {
        int seeds = (int)reading.Sweep!.Seeds.Seeds!.Count;
        BlockRecord block = BlockTrainer.Train(landscape, 0, seeds, TestContext.Current.CancellationToken);
        return CensusBuilder.Build(landscape, point, Modulo.Network, block.Runs).Report;
    }
}
