using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Pictures.Text;

namespace OrleansSymmetry.Client.Views;

/// <summary>The group that is divided out, in words.</summary>
internal static class GroupText
{
    /// <summary>Its order with what it is made of, such as "group of order 64 (2^2 2!; problem order 8)".</summary>
    internal static string Of(GroupReport group)
    {
        string problem = group.Problem is { } name ? $"; problem {name}" : string.Empty;
        string layers = group.PerLayer.Count > 0 ? $" ({string.Join(", ", group.PerLayer)}{problem})" : string.Empty;
        return $"group of order {Figures.Order(group.Order)}{layers}";
    }
}
