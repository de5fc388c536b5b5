using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Questions;
using OrleansSymmetry.Landscape.Symmetry.Moves;

namespace OrleansSymmetry.Landscape.Tests.Questions;

/// <summary>Paths between the copies of W = I on the exact Gaussian objective with an orthonormal teacher.</summary>
public sealed class ReluTeacherSwapTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(10)]
    public void The_ridge_of_an_exchange_is_a_quarter_less_one_over_two_pi(int k)
    {
        SwapPath path = Follow(k, Move.Exchange(1, 1, k));

        Assert.Equal(0.25 - (1 / (2 * Math.PI)), path.Height!.Value, 1e-12);
        Assert.Equal(0.5, path.PeakAt);
        Assert.InRange(path.EndDifference, 0, 1e-14);
        Assert.InRange(path.Asymmetry!.Value, 0, 1e-14);
        Assert.InRange(path.MiddleSlope!.Value, -1e-14, 1e-14);
        Assert.Empty(path.Lines);

        // (w + s v, w - s v) with v = w / |w| adds up to 2 w until one of the two vanishes, and to more beyond.
        SwapLine segment = Assert.Single(path.Segments);
        Assert.Equal((1, 1, SwapLineKind.Scaling), (path.SegmentCount, path.Middle.ZeroModes, segment.Kind));
        Assert.Equal([1, k], segment.Units);
        Assert.Equal(1, segment.Reach!.Value, 1e-12);
        Assert.True(segment.IsConstant);
        Assert.True(segment.IsEigenvector);
        Assert.InRange(Math.Abs(segment.Curvature), 0, 1e-12);
    }

    [Theory]
    [InlineData(4, "(1 2)(3 4)")]
    [InlineData(7, "(1 2)(3 4)")]
    [InlineData(6, "(1 2)(3 4)(5 6)")]
    [InlineData(9, "(1 2)(3 4)(5 6)")]
    [InlineData(3, "(1 2 3)")]
    [InlineData(6, "(1 2 3)")]
    [InlineData(4, "(1 2 3 4)")]
    [InlineData(5, "(1 2 3 4 5)")]
    [InlineData(8, "(1 2 3 4 5)")]
    public void Losses_on_paths_of_other_permutations_are_those_of_the_arc_cosine_kernel(int k, string permutation)
    {
        SwapPath path = Follow(k, MoveNotation.Read([permutation], [], 1));

        double[] moved = Copy(k, permutation);
        double Expected(double t) => ArcCosineLoss.Of([.. Identity(k).Zip(moved, (a, b) => ((1 - t) * a) + (t * b))], k);
        for (int i = 0; i <= 64; i++)
        {
            Assert.Equal(Expected(i / 64.0), path.Loss[i]!.Value, 1e-12);
        }

        double peak = Enumerable.Range(0, 2_001).Max(i => Expected(i / 2e3));
        Assert.Equal(Expected(path.PeakAt), path.PeakLoss, 1e-12);
        Assert.True(path.PeakLoss >= peak - 1e-12);
        Assert.Equal(Expected(0.5), path.Middle.Loss!.Value, 1e-12);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(6)]
    public void The_spectrum_at_the_identity_is_the_known_one(int k)
    {
        double[] computed = new PointSurvey(Landscape(k)).At(Identity(k)).Eigenvalues!;

        double a = 1 / (2 * Math.PI);
        List<double> expected = k == 2 ? [0.25 - a, 0.25 + a, 0.75 - a, 0.75 + a] : [];
        if (k > 2)
        {
            expected.AddRange(Enumerable.Repeat(0.25 - a, k * (k - 1) / 2));
            expected.AddRange(Enumerable.Repeat(0.25 + a, k * (k - 3) / 2));
            double half = (0.5 + (k / 4.0)) / 2;
            double product = (k / 16.0) + 0.125 - ((0.25 - a) * (0.25 - a));
            double root = Math.Sqrt((half * half) - product);
            expected.AddRange(Enumerable.Repeat(half - root, k - 1));
            expected.AddRange(Enumerable.Repeat(half + root, k - 1));
            double p = 0.5 + ((k - 1) * a);
            double q = (k / 4.0) + a;
            double spread = Math.Sqrt((((p - q) / 2) * ((p - q) / 2)) + ((k - 1) / 16.0));
            expected.Add(((p + q) / 2) - spread);
            expected.Add(((p + q) / 2) + spread);
        }

        expected.Sort();
        Assert.Equal(k * k, computed.Length);
        Assert.All(expected.Zip(computed), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    [Fact]
    public void Minimising_with_two_units_tied_leads_to_a_permutation_saddle()
    {
        SwapPath path = Follow(3, Move.Exchange(1, 1, 2));

        Assert.Equal(CriticalKind.PermutationSaddle, path.Critical.Kind);
        Assert.Equal(6, path.Critical.Dimension);
        Assert.InRange(path.Critical.Point.Loss!.Value, 1e-6, path.PeakLoss);
        Assert.Equal(ArcCosineLoss.Of(path.Critical.Theta, 3), path.Critical.Point.Loss!.Value, 1e-12);
        Assert.Equal(path.Critical.Theta[..3], path.Critical.Theta[3..6]);

        // Critical for every parameter by differences of the kernel, not only for the tied ones.
        const double H = 1e-5;
        for (int p = 0; p < 9; p++)
        {
            double[] up = [.. path.Critical.Theta];
            double[] down = [.. path.Critical.Theta];
            up[p] += H;
            down[p] -= H;
            Assert.Equal(0, (ArcCosineLoss.Of(up, 3) - ArcCosineLoss.Of(down, 3)) / (2 * H), 1e-8);
        }
    }

    private static SwapPath Follow(int k, Move move) =>
        new SwapSearch(Landscape(k)).Follow(Identity(k), 0, move, TestContext.Current.CancellationToken);

    private static LossLandscape Landscape(int k) => Censuses.Landscape(
        $"{{ 'name': 'r', 'problem': 'relu-teacher', 'network': {{ 'hidden': [{k}] }}, 'seeds': '0..1', "
        + $"'train': [{{ 'method': 'newton', 'steps': 100, 'gradient': 1e-11 }}] }}");

    private static double[] Identity(int k) => [.. Enumerable.Range(0, k * k).Select(i => i / k == i % k ? 1.0 : 0.0)];

    // Rows moved along the cycles: the row of each unit stands at the place of the next.
    private static double[] Copy(int k, string permutation)
    {
        double[] from = Identity(k);
        double[] to = [.. from];
        foreach (string cycle in permutation.Split(['(', ')'], StringSplitOptions.RemoveEmptyEntries))
        {
            int[] units = [.. cycle.Split(' ').Select(int.Parse)];
            for (int i = 0; i < units.Length; i++)
            {
                int place = units[(i + 1) % units.Length] - 1;
                from.AsSpan((units[i] - 1) * k, k).CopyTo(to.AsSpan(place * k, k));
            }
        }

        return to;
    }
}
