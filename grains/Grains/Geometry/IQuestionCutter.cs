using OrleansSymmetry.Landscape.Questions;

namespace OrleansSymmetry.Grains.Geometry;

/// <summary>How a geometry question is cut into parts. Pure and safe to call from any thread.</summary>
public interface IQuestionCutter
{
    /// <summary>The work that a checked question calls for.</summary>
    IGeometryWork Cut(GeometryQuestion question, GeometryInput input);
}

/// <summary>The work of OrleansSymmetry.Landscape.</summary>
internal sealed class LandscapeQuestions : IQuestionCutter
{
    /// <inheritdoc/>
    public IGeometryWork Cut(GeometryQuestion question, GeometryInput input) => GeometryWork.Of(question, input);
}
