using OrleansSymmetry.Landscape.Activations;
using OrleansSymmetry.Landscape.Lanes;
using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Tests.Questions;
using OrleansSymmetry.Witnesses.Derivatives;

namespace OrleansSymmetry.Landscape.Tests.Objectives;

public sealed class GaussianTeacherObjectiveTests
{
    [Fact]
    public void Value_and_gradient_near_a_permuted_teacher_keep_their_relative_accuracy()
    {
        const int k = 6;
        var random = new Random(11);
        var objective = GaussianTeachers.Objective(k, k, GaussianTeachers.Identity(k));
        int[] order = [3, 0, 5, 1, 4, 2];
        double[] direction = RandomCase.Normals(random, k * k, 1);
        // Steps that are powers of two, so that W - V is known exactly up to the rounding of W.
        foreach (int exponent in new[] { -10, -20, -26, -30 })
        {
            double step = Math.ScaleB(1, exponent);
            double[] w = Permuted(order);
            double[] moved = [.. w.Zip(direction, (a, b) => a + (step * b))];
            double[] delta = [.. moved.Zip(w, (a, b) => a - b)];
            double[] slope = QuadraticForm(objective, order, delta);
            LaneBuffer theta = Spread(moved);
            var gradient = new LaneBuffer(k * k);
            double value = objective.Gradient(theta.Vectors, gradient.Vectors)[3];
            double second = slope.Zip(delta, (a, b) => a * b).Sum() / 2;
            // The third order, and the rounding of gradients of size step that are multiplied by W to give a value of size step^2.
            Assert.Equal(1, value / second, (4 * step) + (Math.ScaleB(1, -52) / step));
            double largest = slope.Max(Math.Abs);
            double[] computed = new double[k * k];
            gradient.CopyLaneTo(3, computed);
            Assert.All(computed.Zip(slope), pair => Assert.Equal(pair.Second, pair.First, 8 * step * largest));
        }
    }

    [Fact]
    public void Value_and_gradient_at_a_permuted_teacher_are_zero()
    {
        const int k = 7;
        var random = new Random(2);
        double[] teacher = RandomCase.Normals(random, k * k, 1);
        double[] w = [.. Enumerable.Range(0, k).Reverse().SelectMany(row => teacher.Skip(row * k).Take(k))];
        var objective = GaussianTeachers.Objective(k, k, teacher);
        var gradient = new LaneBuffer(k * k);
        LaneBuffer theta = Spread(w);
        Assert.Equal(0, objective.Gradient(theta.Vectors, gradient.Vectors)[0]);
        Assert.All(gradient.Doubles.ToArray(), slope => Assert.Equal(0, slope));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1e-300)]
    [InlineData(1e-17)]
    [InlineData(1e-9)]
    [InlineData(1e-5)]
    [InlineData(1e-2)]
    public void The_value_is_that_of_the_arc_cosine_kernel_where_a_student_is_short_or_zero(double length)
    {
        const int k = 4;
        var random = new Random(5);
        double[] w = RandomCase.Normals(random, k * k, 1);
        for (int e = 0; e < k; e++)
        {
            w[k + e] *= length;
        }

        var objective = GaussianTeachers.Objective(k, k, GaussianTeachers.Identity(k));
        LaneBuffer theta = Spread(w);

        Assert.Equal(ArcCosineLoss.Of(w, k), objective.Value(theta.Vectors)[3], 1e-10);
    }

    [Fact]
    public void Networks_that_have_no_closed_form_are_refused()
    {
        var teacher = new GaussianTeacher([1, 0, 0, 1], 2);
        var tanh = new Network(2, [2], 1, ActivationRegistry.Create("tanh"), bias: false, fixedOutputWeights: true);
        Assert.Contains("relu", Assert.Throws<ArgumentException>(() => new GaussianTeacherObjective(tanh, teacher)).Message, StringComparison.Ordinal);
        var relu = new Network(2, [2], 1, ActivationRegistry.Create("relu"), bias: false, fixedOutputWeights: true);
        Assert.Throws<ArgumentException>(() => new GaussianTeacherObjective(relu, teacher, LossKind.Mse));
    }

    private static double[] QuadraticForm(GaussianTeacherObjective objective, int[] order, double[] direction)
    {
        LaneBuffer at = Spread(Permuted(order));
        LaneBuffer along = Spread(direction);
        var product = new LaneBuffer(direction.Length);
        objective.HessianVector(at.Vectors, along.Vectors, product.Vectors);
        double[] result = new double[direction.Length];
        product.CopyLaneTo(0, result);
        return result;
    }

    private static double[] Permuted(int[] order)
    {
        double[] w = new double[order.Length * order.Length];
        for (int i = 0; i < order.Length; i++)
        {
            w[(i * order.Length) + order[i]] = 1;
        }

        return w;
    }

    private static LaneBuffer Spread(double[] vector)
    {
        var buffer = new LaneBuffer(vector.Length);
        for (int lane = 0; lane < LaneBuffer.LaneCount; lane++)
        {
            buffer.SetLane(lane, vector);
        }

        return buffer;
    }
}
