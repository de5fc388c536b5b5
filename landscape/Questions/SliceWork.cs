using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Lanes;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Paths;

namespace OrleansSymmetry.Landscape.Questions;

/// <summary>The objective on a grid: a part is some rows.</summary>
internal sealed class SliceWork : IGeometryWork
{
    /// <summary>Products of a weight with a value of a sample in one part: some tenths of a second.</summary>
    private const double WorkPerPart = 2e8;

    private readonly SliceQuestion _question;
    private readonly GeometryInput _input;
    private readonly int _rowsPerPart;
    private readonly Lazy<SliceFrame> _frame;

    /// <param name="question">The question, checked.</param>
    /// <param name="input">What it is answered from.</param>
    public SliceWork(SliceQuestion question, GeometryInput input)
    {
        _question = question;
        _input = input;
        double row = question.Width * EvaluationCost.Of(input.Landscape);
        _rowsPerPart = (int)Math.Clamp(WorkPerPart / row, 1, question.Height);
        _frame = new Lazy<SliceFrame>(() => SliceFrame.Of(question, input, CancellationToken.None));
    }

    /// <inheritdoc/>
    public int PartCount => (_question.Height + _rowsPerPart - 1) / _rowsPerPart;

    /// <inheritdoc/>
    public byte[] Compute(int part, CancellationToken cancellation)
    {
        SliceFrame frame = _frame.Value;
        double[] x = Steps(frame.X, _question.Width);
        double[] y = Steps(frame.Y, _question.Height);
        ILaneObjective objective = _input.Landscape.CreateObjective();
        var theta = new LaneBuffer(objective.ParameterCount);
        var losses = new List<double?>();
        foreach (double at in y.Skip(part * _rowsPerPart).Take(_rowsPerPart))
        {
            cancellation.ThrowIfCancellationRequested();
            losses.AddRange(frame.Basis.Row(objective, theta, x, at).Select(PointSurvey.Finite));
        }

        return GeometryJson.WritePart<double?[]>([.. losses]);
    }

    /// <inheritdoc/>
    public byte[] Assemble(IReadOnlyList<byte[]> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        SliceFrame frame = _frame.Value;
        double[] losses = new LineEvaluation(_input.Landscape.CreateObjective()).At([.. frame.Marks.Select(mark => mark.Theta)]);
        return GeometryJson.WriteAnswer(new SliceAnswer(
            ClassPoints.Named(new ClassPoints(_input).Find(_question.Class)),
            frame.Description,
            frame.XLabel,
            frame.YLabel,
            Steps(frame.X, _question.Width),
            Steps(frame.Y, _question.Height),
            [.. parts.SelectMany(part => GeometryJson.ReadPart<double?[]>(part))],
            [.. frame.Marks.Select((mark, i) => new SliceMark(mark.Name, mark.X, mark.Y, PointSurvey.Finite(losses[i])))],
            frame.Basis.Origin,
            frame.Basis.U,
            frame.Basis.V,
            frame.Note));
    }

    private static double[] Steps(Interval range, int count) =>
        [.. Enumerable.Range(0, count).Select(i => range.Low + ((range.High - range.Low) * i / (count - 1)))];
}
