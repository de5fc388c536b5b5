using System.Text.Json;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Problems;

/// <summary>Parity of several bits: the target is true where an odd number of the inputs is.</summary>
public sealed record ParityProblem(int Bits, BitCoding Coding) : Problem
{
    private const int FewestBits = 2;
    private const int MostBits = 10;

    /// <inheritdoc/>
    public override string Kind => "parity";

    /// <inheritdoc/>
    public override LossKind DefaultLoss => LossKind.Mse;

    /// <inheritdoc/>
    public override ProblemShape Shape(DataFiles files) => new(Bits, 1, 1 << Bits);

    /// <inheritdoc/>
    public override ProblemData Build(NetworkSpec network, DataFiles files) => BitTable.Parity(Bits, Coding);

    /// <inheritdoc/>
    public override void WriteKeys(Utf8JsonWriter writer)
    {
        writer.WriteNumber("bits", Bits);
        writer.WriteString("coding", BitTable.Codings.WordFor(Coding));
    }

    internal static ParityProblem Read(ProblemReading reading) => new(
        (int)reading.Keys.RequiredInteger("bits", FewestBits, MostBits, "the data are all 2^bits rows"),
        reading.Keys.Word("coding", BitCoding.PlusMinusOne, BitTable.Codings));
}
