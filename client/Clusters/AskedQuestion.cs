using OrleansSymmetry.Contracts;
using OrleansSymmetry.Landscape.Questions;

namespace OrleansSymmetry.Client.Clusters;

/// <summary>A question about a census, ready to be asked: its ID is a hash of its content.</summary>
/// <param name="Key">What is asked of which census.</param>
/// <param name="Bytes">The question as it is sent.</param>
internal sealed record AskedQuestion(GeometryKey Key, byte[] Bytes)
{
    /// <summary>A question about the census of a sweep.</summary>
    internal static AskedQuestion Of(string sweep, GeometryQuestion question) =>
        new(new GeometryKey(sweep, GeometryQuestionId.Of(question)), GeometryJson.Write(question));
}
