using System.Text.Json;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Problems;

/// <summary>Thirteen measures of 178 wines of 3 cultivars (Aeberhard and Forina 1992; UCI, doi 10.24432/C5PC7J).</summary>
public sealed record WineProblem(int Samples) : Problem
{
    private static readonly EmbeddedTable Table = new("wine.csv", Rows: 178, Inputs: 13, Classes: 3);

    /// <inheritdoc/>
    public override string Kind => "wine";

    /// <inheritdoc/>
    public override LossKind DefaultLoss => LossKind.Softmax;

    /// <inheritdoc/>
    public override ProblemShape Shape(DataFiles files) => Table.ShapeOf(Samples);

    /// <inheritdoc/>
    public override ProblemData Build(NetworkSpec network, DataFiles files) => Table.Build(Samples);

    /// <inheritdoc/>
    public override void WriteKeys(Utf8JsonWriter writer) => EmbeddedTable.WriteKeys(writer, Samples);

    internal static WineProblem Read(ProblemReading reading) => new(Table.ReadSamples(reading.Keys));
}
