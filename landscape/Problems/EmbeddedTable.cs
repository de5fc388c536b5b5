using System.Globalization;
using System.Text.Json;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Problems;

/// <summary>
/// A classification data set that is part of this assembly (its source stands in Problems/Data/README.md): the columns but the last are inputs,
/// the last is the class. The first n samples are taken, *then* the inputs are standardised over them; targets are one-hot
/// over all classes of the file, in the order in which they first appear there.
/// </summary>
internal sealed record EmbeddedTable(string File, int Rows, int Inputs, int Classes)
{
    private const int FewestSamples = 2;

    private static readonly string[] Targets = ["one-hot"];

    public ProblemShape ShapeOf(int samples) => new(Inputs, Classes, samples);

    /// <summary>Reads `samples` and `target`.</summary>
    public int ReadSamples(SpecMapReader keys)
    {
        _ = keys.Name("target", Targets[0], Targets);
        return (int)keys.Integer("samples", Rows, FewestSamples, Rows, $"the first n of {Rows} are taken");
    }

    public static void WriteKeys(Utf8JsonWriter writer, int samples)
    {
        writer.WriteNumber("samples", samples);
        writer.WriteString("target", Targets[0]);
    }

    public DataSet Build(int samples)
    {
        using Stream stream = typeof(EmbeddedTable).Assembly.GetManifestResourceStream(typeof(EmbeddedTable), $"Data.{File}")
            ?? throw new InvalidOperationException($"The assembly lacks {File}.");
        using var reader = new StreamReader(stream);
        string[] lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        double[] x = new double[samples * Inputs];
        double[] y = new double[samples * Classes];
        List<string> classes = [];
        for (int row = 0; row < lines.Length - 1; row++)
        {
            string[] cells = lines[row + 1].Split(',');
            int label = classes.IndexOf(cells[Inputs]);
            if (label < 0)
            {
                label = classes.Count;
                classes.Add(cells[Inputs]);
            }

            if (row < samples)
            {
                for (int i = 0; i < Inputs; i++)
                {
                    x[(row * Inputs) + i] = double.Parse(cells[i], CultureInfo.InvariantCulture);
                }

                y[(row * Classes) + label] = 1;
            }
        }

        string[] names = lines[0].Split(',');
        long[] rows = new long[Classes];
        for (int i = 0; i < y.Length; i++)
        {
            rows[i % Classes] += y[i] == 1 ? 1 : 0;
        }

        IReadOnlyList<int> constant = Standardisation.Apply(x, samples, Inputs);
        return new DataSet(x, y, SampleWeights.Equal(samples), Inputs, Classes)
        {
            Summary = new DataSummary(
                samples,
                new InputSummary(Inputs, names[..Inputs], true, [.. constant.Select(input => names[input])]),
                new TargetSummary(Classes, [names[Inputs]], false, null, null, [.. classes.Select((name, i) => new ClassSummary(name, rows[i]))])),
        };
    }
}
