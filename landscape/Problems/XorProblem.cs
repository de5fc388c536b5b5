using System.Text.Json;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Problems;

/// <summary>Exclusive or of two bits: parity of two.</summary>
public sealed record XorProblem(BitCoding Coding) : Problem
{
    private const int Bits = 2;

    /// <inheritdoc/>
    public override string Kind => "xor";

    /// <inheritdoc/>
    public override LossKind DefaultLoss => LossKind.Mse;

    /// <inheritdoc/>
    public override ProblemShape Shape(DataFiles files) => new(Bits, 1, 1 << Bits);

    /// <inheritdoc/>
    public override ProblemData Build(NetworkSpec network, DataFiles files) => BitTable.Parity(Bits, Coding);

    /// <inheritdoc/>
    public override void WriteKeys(Utf8JsonWriter writer) => writer.WriteString("coding", BitTable.Codings.WordFor(Coding));

    internal static XorProblem Read(ProblemReading reading) =>
        new(reading.Keys.Word("coding", BitCoding.PlusMinusOne, BitTable.Codings));
}
