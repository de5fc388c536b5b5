namespace OrleansSymmetry.Landscape.Questions;

/// <summary>The work that a question calls for.</summary>
public static class GeometryWork
{
    /// <summary>The work. The question must have passed <see cref="GeometryCheck"/>.</summary>
    /// <param name="question">The question.</param>
    /// <param name="input">What it is answered from.</param>
    public static IGeometryWork Of(GeometryQuestion question, GeometryInput input)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(input);
        return question switch
        {
            SwapQuestion swap => new SwapWork(swap, input),
            BarriersQuestion barriers => new BarriersWork(barriers, input),
            SliceQuestion slice => new SliceWork(slice, input),
            ShowQuestion show => new ShowWork(show, input),
            _ => throw new NotSupportedException($"There is no work for a {question.GetType().Name}."),
        };
    }
}
