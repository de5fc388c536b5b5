using System.Text.Json;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Problems;

/// <summary>Handwritten digits of 8 by 8 grey levels (Alpaydin and Kaynak 1998; UCI, doi 10.24432/C50P49).</summary>
public sealed record DigitsProblem(int Samples) : Problem
{
    private static readonly EmbeddedTable Table = new("digits.csv", Rows: 1797, Inputs: 64, Classes: 10);

    /// <inheritdoc/>
    public override string Kind => "digits";

    /// <inheritdoc/>
    public override LossKind DefaultLoss => LossKind.Softmax;

    /// <inheritdoc/>
    public override ProblemShape Shape(DataFiles files) => Table.ShapeOf(Samples);

    /// <inheritdoc/>
    public override ProblemData Build(NetworkSpec network, DataFiles files) => Table.Build(Samples);

    /// <inheritdoc/>
    public override void WriteKeys(Utf8JsonWriter writer) => EmbeddedTable.WriteKeys(writer, Samples);

    internal static DigitsProblem Read(ProblemReading reading) => new(Table.ReadSamples(reading.Keys));
}
