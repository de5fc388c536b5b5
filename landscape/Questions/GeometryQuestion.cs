using System.Text.Json.Serialization;

namespace OrleansSymmetry.Landscape.Questions;

/// <summary>
/// A question about the geometry of one landscape, complete in itself: with the landscape and its runs it decides every byte of the
/// answer. In JSON "kind" says which one it is.
/// </summary>
/// <param name="Landscape">Which landscape of the report, from 0.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = KindKey, UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(SwapQuestion), SwapQuestion.Kind)]
[JsonDerivedType(typeof(BarriersQuestion), BarriersQuestion.Kind)]
[JsonDerivedType(typeof(SliceQuestion), SliceQuestion.Kind)]
[JsonDerivedType(typeof(ShowQuestion), ShowQuestion.Kind)]
public abstract record GeometryQuestion(int Landscape)
{
    internal const string KindKey = "kind";
}
