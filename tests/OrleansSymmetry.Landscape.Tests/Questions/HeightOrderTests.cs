using OrleansSymmetry.Landscape.Questions;

namespace OrleansSymmetry.Landscape.Tests.Questions;

public sealed class HeightOrderTests
{
    [Fact]
    public void Heights_that_rounding_alone_parts_keep_their_order_and_those_without_come_last()
    {
        (string Name, double? Height)[] items = [("a", null), ("b", 2), ("c", 1 + 1e-13), ("d", 1), ("e", 1 - 1e-13), ("f", double.NegativeZero), ("g", null)];

        Assert.Equal(["f", "c", "d", "e", "b", "a", "g"], HeightOrder.Of(items, item => item.Height).Select(item => item.Name));
    }
}
