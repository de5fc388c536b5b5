using OrleansSymmetry.Landscape.Problems;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Tests.Problems;

public sealed class GaussHermiteTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(64)]
    [InlineData(255)]
    [InlineData(256)]
    public void Moments_of_the_normal_distribution_are_exact(int n)
    {
        (double[] x, double[] w) = GaussHermiteRule.Of(n);

        // E x^(2k) = 1 3 5 ... (2k-1), exact for 2k < 2n.
        double moment = 1;
        for (int k = 0; k < Math.Min(n, 20); k++)
        {
            double sum = 0;
            double absolute = 0;
            for (int i = 0; i < n; i++)
            {
                sum += w[i] * Math.Pow(x[i], 2 * k);
                absolute += w[i] * Math.Pow(x[i], (2 * k) + 1);
            }

            Assert.Equal(1, sum / moment, 1e-12);
            Assert.Equal(0, absolute / moment, 1e-12);
            moment *= (2 * k) + 1;
        }
    }

    [Fact]
    public void Small_rules_have_their_closed_forms()
    {
        (double[] x, double[] w) = GaussHermiteRule.Of(5);

        // Roots of x^5 - 10 x^3 + 15 x: 0 and +-sqrt(5 +- sqrt 10); weights 8/15 and (7 -+ 2 sqrt 10)/60.
        double inner = Math.Sqrt(5 - Math.Sqrt(10));
        double outer = Math.Sqrt(5 + Math.Sqrt(10));
        ProblemAssert.Near([-outer, -inner, 0, inner, outer], x, 1e-15);
        double heavy = (7 + (2 * Math.Sqrt(10))) / 60;
        double light = (7 - (2 * Math.Sqrt(10))) / 60;
        ProblemAssert.Near([light, heavy, 8.0 / 15, heavy, light], w, 1e-15);
    }

    [Fact]
    public void Large_rules_agree_with_an_independent_computation()
    {
        // Newton's method in 60 decimal digits with mpmath. SciPy's roots_hermitenorm(256) is asymptotic and wrong from the 14th digit on.
        (double[] x, double[] w) = GaussHermiteRule.Of(64);
        ProblemAssert.Near([13.99404990887647, 14.886186143339452306], x[^2..], 2e-16);
        Assert.Equal(1, w[^1] / 3.1231879651077211753e-49, 1e-12);
        (x, w) = GaussHermiteRule.Of(256);
        Assert.Equal(31.100951037096511749, x[^1], 1e-14);
        Assert.Equal(1, w[^1] / 2.9540145871800834682e-211, 1e-11);
        Assert.Equal(0.098079096926749782026, x[128], 2e-16);
        Assert.Equal(0.077880553112849072199, w[128], 1e-15);
    }

    [Theory]
    [InlineData(64)]
    [InlineData(255)]
    public void Nodes_are_ascending_and_symmetric_to_the_bit(int n)
    {
        (double[] x, double[] w) = GaussHermiteRule.Of(n);

        Assert.Equal(x.Order(), x);
        Assert.Equal(n, x.Distinct().Count());
        Assert.Equal(x.Select(value => -value).Reverse(), x);
        Assert.Equal(w.Reverse(), w);
    }

    [Fact]
    public void A_problem_takes_nodes_weights_and_the_values_of_its_expression()
    {
        DataSet data = ProblemAssert.Build(new GaussHermiteProblem(32, "sin(x) + x^2/2", null));

        Assert.Equal(GaussHermiteRule.Of(32).Nodes, data.X);
        Assert.Equal(GaussHermiteRule.Of(32).Weights, data.Weights);
        ProblemAssert.Near([.. data.X.Select(x => Math.Sin(x) + (x * x / 2))], data.Y, 1e-15);

        // E sin^2 x = (1 - exp(-2)) / 2, E x^4 / 4 = 3/4, and the cross term is odd.
        double square = data.Weights.Zip(data.Y, (w, y) => w * y * y).Sum();
        Assert.Equal(((1 - Math.Exp(-2)) / 2) + 0.75, square, 1e-13);
    }

    [Fact]
    public void A_teacher_can_set_the_targets()
    {
        var teacher = new TeacherNetwork(1, [3], 1, "erf", true, 2);

        DataSet data = ProblemAssert.Build(new GaussHermiteProblem(16, null, teacher));

        Assert.Equal(teacher.Evaluate(data.X, DataFiles.None), data.Y);
        Assert.True(data.Y.Max() - data.Y.Min() > 1e-3);
    }
}
