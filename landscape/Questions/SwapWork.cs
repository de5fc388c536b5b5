using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Paths;
using OrleansSymmetry.Landscape.Symmetry.Moves;

namespace OrleansSymmetry.Landscape.Questions;

/// <summary>The swap paths of a class: a part is one path.</summary>
internal sealed class SwapWork : IGeometryWork
{
    private readonly GeometryInput _input;
    private readonly ClassReport _class;
    private readonly Lazy<double[]> _theta;
    private readonly IReadOnlyList<Move> _moves;

    /// <param name="question">The question, checked.</param>
    /// <param name="input">What it is answered from.</param>
    public SwapWork(SwapQuestion question, GeometryInput input)
    {
        _input = input;
        var points = new ClassPoints(input);
        _class = points.Find(question.Class);
        _theta = new Lazy<double[]>(() => points.Canonical(_class));
        _moves = question.Moves ?? Exchanges(input.Landscape, question.Layer);
    }

    /// <inheritdoc/>
    public int PartCount => _moves.Count;

    /// <summary>All exchanges of two units, layer by layer.</summary>
    /// <param name="landscape">The landscape.</param>
    /// <param name="layer">One layer, from 1; null: all.</param>
    public static Move[] Exchanges(LossLandscape landscape, int? layer) =>
    [
        .. from l in Enumerable.Range(1, landscape.Network.HiddenLayers)
           where layer is null || l == layer
           let width = landscape.Network.Layers[l - 1].Outputs
           from first in Enumerable.Range(1, width)
           from second in Enumerable.Range(first + 1, width - first)
           select Move.Exchange(l, first, second),
    ];

    /// <inheritdoc/>
    public byte[] Compute(int part, CancellationToken cancellation) =>
        GeometryJson.WritePart(new SwapSearch(_input.Landscape).Follow(_theta.Value, _class.Loss, _moves[part], cancellation));

    /// <inheritdoc/>
    public byte[] Assemble(IReadOnlyList<byte[]> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        return GeometryJson.WriteAnswer(
            new SwapAnswer(ClassPoints.Named(_class), LinePeak.Grid, [.. parts.Select(part => GeometryJson.ReadPart<SwapPath>(part))]));
    }
}
