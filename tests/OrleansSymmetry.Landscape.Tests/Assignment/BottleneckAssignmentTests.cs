using CsCheck;
using OrleansSymmetry.Landscape.Assignment;
using OrleansSymmetry.Landscape.Tests.Symmetry;

namespace OrleansSymmetry.Landscape.Tests.Assignment;

public sealed class BottleneckAssignmentTests
{
    private const double No = double.PositiveInfinity;

    [Fact]
    public void Largest_cost_is_the_least_over_all_matchings_and_the_columns_are_one_that_has_it() => (
        from n in Gen.Int[1, 5]
        from costs in Gen.Int[0, 4].Array[n * n]
        select (n, costs.Select(cost => cost == 4 ? No : cost).ToArray())).Sample(
        (n, costs) =>
        {
            var columns = new int[n];
            double largest = BottleneckAssignment.Solve(costs, columns);
            Assert.Equal(BruteForce.Permutations([.. Enumerable.Range(0, n)]).Min(order => Largest(costs, order)), largest);
            if (double.IsFinite(largest))
            {
                Assert.Equal(Enumerable.Range(0, n), columns.Order());
                Assert.Equal(largest, Largest(costs, columns));
            }
        },
        iter: 2000);

    [Fact]
    public void Rows_take_their_nearest_columns_the_first_of_several_where_those_differ()
    {
        // Other matchings have the largest cost 1 as well.
        double[] costs =
        [
            9, 9, 9, 1,
            0, 0, 9, 9,
            9, 0, 1, 9,
            1, 9, 0, 9,
        ];
        var columns = new int[4];
        Assert.Equal(1, BottleneckAssignment.Solve(costs, columns));
        Assert.Equal([3, 0, 1, 2], columns);
    }

    [Theory]
    [InlineData(No, 1, No, 2)] // both rows want the second column
    [InlineData(No, No, 1, 2)] // the first row wants none
    [InlineData(double.NaN, double.NaN, double.NaN, double.NaN)]
    public void Where_no_matching_is_allowed_the_cost_is_infinite(double a, double b, double c, double d) =>
        Assert.Equal(No, BottleneckAssignment.Solve([a, b, c, d], new int[2]));

    private static double Largest(double[] costs, int[] columns) => columns.Select((column, row) => costs[(row * columns.Length) + column]).Max();
}
