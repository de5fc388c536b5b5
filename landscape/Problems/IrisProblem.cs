using System.Text.Json;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Problems;

/// <summary>Four measures of 150 iris flowers of 3 species (Fisher 1936; UCI, doi 10.24432/C56C76).</summary>
public sealed record IrisProblem(int Samples) : Problem
{
    private static readonly EmbeddedTable Table = new("iris.csv", Rows: 150, Inputs: 4, Classes: 3);

    /// <inheritdoc/>
    public override string Kind => "iris";

    /// <inheritdoc/>
    public override LossKind DefaultLoss => LossKind.Softmax;

    /// <inheritdoc/>
    public override ProblemShape Shape(DataFiles files) => Table.ShapeOf(Samples);

    /// <inheritdoc/>
    public override ProblemData Build(NetworkSpec network, DataFiles files) => Table.Build(Samples);

    /// <inheritdoc/>
    public override void WriteKeys(Utf8JsonWriter writer) => EmbeddedTable.WriteKeys(writer, Samples);

    internal static IrisProblem Read(ProblemReading reading) => new(Table.ReadSamples(reading.Keys));
}
