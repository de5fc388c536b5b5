using CsCheck;
using OrleansSymmetry.Landscape.Lanes;
using OrleansSymmetry.Landscape.Objectives;
using OrleansSymmetry.Landscape.Optimisation.Ends;
using OrleansSymmetry.Landscape.Paths;
using OrleansSymmetry.Landscape.Questions;
using OrleansSymmetry.Landscape.Symmetry.Groups;
using OrleansSymmetry.Landscape.Symmetry.Moves;

namespace OrleansSymmetry.Landscape.Tests.Questions;

/// <summary>What holds for every landscape, point and move.</summary>
public sealed class SwapPropertyTests
{
    [Fact]
    public void The_path_of_an_involution_is_symmetric_about_its_middle() => MovedLandscapes.Any.Sample(
        drawn =>
        {
            (LossLandscape landscape, double[] theta, Move move) = drawn;
            GroupElement element = MoveElement.Of(SymmetryGroup.Of(landscape), move);
            var line = new Line(theta, element.Apply(theta));
            double[] losses = LinePeak.Of(new LineEvaluation(landscape.CreateObjective()), [line], default)[0].Losses;

            Assert.Equal(losses[0], losses[^1], 1e-10 * Math.Max(1, Math.Abs(losses[0])));
            if (MoveElement.Order(element) == 2)
            {
                for (int i = 0; i < 32; i++)
                {
                    Assert.Equal(losses[i], losses[64 - i], 1e-9 * Math.Max(1, Math.Abs(losses[i])));
                }
            }
        },
        iter: 300);

    [Fact]
    public void The_tied_space_is_what_the_move_leaves_in_place_and_the_projection_is_the_mean_of_the_orbit() => MovedLandscapes.Any.Sample(
        drawn =>
        {
            (LossLandscape landscape, double[] theta, Move move) = drawn;
            SymmetryGroup group = SymmetryGroup.Of(landscape);
            GroupElement element = MoveElement.Of(group, move);
            var space = new TiedSpace(group, element);

            double[] centre = space.Point(space.Project(theta));

            int order = (int)MoveElement.Order(element);
            var mean = new double[theta.Length];
            double[] at = theta;
            for (int k = 0; k < order; k++)
            {
                mean = [.. mean.Zip(at, (sum, entry) => sum + (entry / order))];
                at = element.Apply(at);
            }

            AssertNear(theta, at, 1e-12);
            AssertNear(mean, centre, 1e-12);
            AssertNear(centre, element.Apply(centre), 1e-12);
            AssertNear(centre, space.Point(space.Project(centre)), 1e-12);
            double[] z = [.. Enumerable.Range(0, space.Dimension).Select(i => Math.Sin(i + 1))];
            AssertNear(z, space.Project(space.Point(z)), 1e-12);

            // The dimension is the trace of the projection.
            double trace = 0;
            for (int p = 0; p < theta.Length; p++)
            {
                var unit = new double[theta.Length];
                unit[p] = 1;
                trace += space.Point(space.Project(unit))[p];
            }

            Assert.Equal(space.Dimension, trace, 1e-9);
        },
        iter: 200);

    [Fact]
    public void The_function_is_constant_on_every_flat_line() => MovedLandscapes.Any.Sample(
        drawn =>
        {
            (LossLandscape landscape, double[] theta, Move move) = drawn;
            SymmetryGroup group = SymmetryGroup.Of(landscape);
            GroupElement element = MoveElement.Of(group, move);
            var space = new TiedSpace(group, element);
            double[] centre = space.Point(space.Project(theta));
            var survey = new PointSurvey(landscape);
            var lines = new FlatLines(survey, new LineEvaluation(survey.Objective), landscape.Spec.Loss.L2);
            double[] hessian = new PointEvaluation(survey.Objective).Hessian(centre);

            FlatDirection[] directions = [.. FlatDirections.Of(group, element, centre), .. FlatDirections.Segments(group, element, centre)];

            SwapLine[] tested = [.. lines.Through(centre, null, directions)];
            Assert.All(tested, line => Assert.True(line.IsConstant, $"{landscape.Spec.Network.Activation}: {line}"));
            Assert.All(tested.Where(line => line.Reach is not null), line => Assert.Equal(line.Reach, line.S.Max()));
            if (landscape.Network.Activation.HasKink)
            {
                return;
            }

            for (int k = 0; k < tested.Length; k++)
            {
                double[] v = directions[k].Vector;
                double curvature = 0;
                for (int i = 0; i < v.Length; i++)
                {
                    for (int j = 0; j < v.Length; j++)
                    {
                        curvature += v[i] * hessian[(i * v.Length) + j] * v[j];
                    }
                }

                Assert.Equal(curvature, tested[k].Curvature, 1e-9 * Math.Max(1, hessian.Max(Math.Abs)));
                Assert.Equal(landscape.Spec.Loss.L2, tested[k].Curvature, 1e-9 * Math.Max(1, hessian.Max(Math.Abs)));
            }
        },
        iter: 300);

    [Fact]
    public void Tied_derivatives_agree_with_differences_of_tied_values() => MovedLandscapes.Any
        .Where(drawn => !drawn.Landscape.Network.Activation.HasKink && drawn.Landscape.Spec.Network.Activation is not ("elu" or "softsign"))
        .Where(drawn => Space(drawn.Landscape, drawn.Move).Dimension > 0)
        .Sample(drawn => AssertTiedDerivatives(drawn.Landscape, drawn.Theta, drawn.Move), iter: 100);

    [Theory]
    [InlineData("(1 2)", 1)]
    [InlineData("(1 2)", 3)]
    [InlineData("(1 2 3)", 2)]
    public void Tied_derivatives_of_flipped_sigmoid_units_take_the_next_biases_along(string permutation, int flipped)
    {
        LossLandscape landscape = Censuses.Landscape(
            "{ 'name': 'mid', 'problem': 'xor', 'network': { 'hidden': [3, 2], 'activation': 'sigmoid' }, 'seeds': '0..1', "
            + "'train': [{ 'method': 'newton', 'steps': 500, 'gradient': 1e-9 }] }");
        double[] theta = [.. Enumerable.Range(0, landscape.Network.ParameterCount).Select(p => 2 * Math.Sin((3 * p) + 1))];

        AssertTiedDerivatives(landscape, theta, MoveNotation.Read([permutation], [flipped], 1));
    }

    [Fact]
    public void A_point_critical_among_the_tied_ones_is_critical_among_all() => MovedLandscapes.Any
        .Where(drawn => drawn.Landscape.Spec.Loss.L2 > 0 && !drawn.Landscape.Network.Activation.HasKink)
        .Select(drawn => (
            Element: MoveElement.Of(SymmetryGroup.Of(drawn.Landscape), drawn.Move),
            new SwapSearch(drawn.Landscape).Follow(drawn.Theta, 0, drawn.Move, default).Critical))
        .Where(found => found.Critical.TiedGradient <= found.Critical.Tolerance)
        .Sample(
            (element, critical) =>
            {
                Assert.InRange(critical.Point.Gradient!.Value, 0, critical.Tolerance);
                Assert.NotEqual(CriticalKind.Unconverged, critical.Kind);
                AssertNear(critical.Theta, element.Apply(critical.Theta), 1e-12);
            },
            iter: 60);

    private static void AssertTiedDerivatives(LossLandscape landscape, double[] theta, Move move)
    {
        TiedSpace space = Space(landscape, move);
        ILaneObjective objective = landscape.CreateObjective();
        var tied = new TiedObjective(objective, space);
        var evaluation = new PointEvaluation(tied);
        double[] z = space.Project(theta);
        var gradient = new double[z.Length];
        double loss = evaluation.Gradient(z, gradient);
        Assert.Equal(new PointEvaluation(objective).Value(space.Point(z)), loss);
        double[] products = evaluation.Hessian(z);
        double[] matrix = Hessian(tied, z);
        double scale = Math.Max(1, products.Max(Math.Abs));
        AssertNear(products, matrix, 1e-10);

        const double H = 1e-5;
        for (int i = 0; i < z.Length; i++)
        {
            double[] up = [.. z];
            double[] down = [.. z];
            up[i] += H;
            down[i] -= H;
            var above = new double[z.Length];
            var below = new double[z.Length];
            double difference = (evaluation.Gradient(up, above) - evaluation.Gradient(down, below)) / (2 * H);
            Assert.Equal(difference, gradient[i], 1e-4 * Math.Max(scale, Math.Abs(loss)));
            for (int j = 0; j < z.Length; j++)
            {
                Assert.Equal((above[j] - below[j]) / (2 * H), matrix[(i * z.Length) + j], 1e-3 * Math.Max(scale, Math.Abs(loss)));
            }
        }
    }

    private static TiedSpace Space(LossLandscape landscape, Move move)
    {
        SymmetryGroup group = SymmetryGroup.Of(landscape);
        return new TiedSpace(group, MoveElement.Of(group, move));
    }

    private static double[] Hessian(TiedObjective tied, double[] z)
    {
        var at = new LaneBuffer(z.Length);
        var gradient = new LaneBuffer(z.Length);
        var hessian = new LaneBuffer(z.Length * z.Length);
        for (int lane = 0; lane < LaneBuffer.LaneCount; lane++)
        {
            at.SetLane(lane, z);
        }

        tied.Hessian(at.Vectors, gradient.Vectors, hessian.Vectors);
        var matrix = new double[z.Length * z.Length];
        hessian.CopyLaneTo(3, matrix);
        return matrix;
    }

    private static void AssertNear(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        double scale = expected.Append(1).Max(Math.Abs);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, tolerance * scale));
    }
}
