using OrleansSymmetry.Landscape.Arrays;
using OrleansSymmetry.Landscape.Questions;

namespace OrleansSymmetry.Client.Results;

/// <summary>
/// A slice for numpy.load: x [width], y [height], loss [height, width] (NaN where not finite), origin, along_x, along_y [P], and
/// the marks' marks_x, marks_y, marks_loss in the answer's order.
/// </summary>
internal static class SliceArchive
{
    internal static byte[] Of(SliceAnswer answer) => NpzCodec.Write(
    [
        Line("x", answer.X),
        Line("y", answer.Y),
        new("loss", new NpyArray(answer.Loss.Select(OrNaN).ToArray(), [answer.Y.Length, answer.X.Length])),
        Line("origin", answer.Origin),
        Line("along_x", answer.AlongX),
        Line("along_y", answer.AlongY),
        Line("marks_x", [.. answer.Marks.Select(mark => mark.X)]),
        Line("marks_y", [.. answer.Marks.Select(mark => mark.Y)]),
        Line("marks_loss", [.. answer.Marks.Select(mark => OrNaN(mark.Loss))]),
    ]);

    private static double OrNaN(double? value) => value ?? double.NaN;

    private static KeyValuePair<string, NpyArray> Line(string name, double[] values) => new(name, new NpyArray(values, [values.Length]));
}
