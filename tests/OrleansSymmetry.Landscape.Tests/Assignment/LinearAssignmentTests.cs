using CsCheck;
using OrleansSymmetry.Landscape.Assignment;

namespace OrleansSymmetry.Landscape.Tests.Assignment;

public sealed class LinearAssignmentTests
{
    [Fact]
    public void The_sum_is_the_least_over_all_permutations() => (
        from n in Gen.Int[1, 6]
        from costs in Gen.Double[-5, 5].Array[n * n]
        from rounded in Gen.Bool
        select (n, rounded ? Array.ConvertAll(costs, cost => Math.Round(cost)) : costs)).Sample(
        drawn =>
        {
            (int n, double[] costs) = drawn;
            var columns = new int[n];

            LinearAssignment.Solve(costs, columns);

            Assert.Equal(Enumerable.Range(0, n), columns.Order());
            double least = Permutations.Of(n).Min(permutation => permutation.Select((c, r) => costs[(r * n) + c]).Sum());
            Assert.Equal(least, columns.Select((c, r) => costs[(r * n) + c]).Sum(), 1e-12);
        },
        iter: 1_000);
}
