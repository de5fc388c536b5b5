using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Questions;
using OrleansSymmetry.Landscape.Symmetry.Moves;

namespace OrleansSymmetry.Landscape.Tests.Questions;

public sealed class SliceWorkTests
{
    [Fact]
    public void A_plane_through_two_copies_holds_the_three_points_and_their_equal_losses()
    {
        GeometryInput input = Censuses.Xor;
        string id = input.Report.Classes[0].Id;
        var plane = new CopiesPlane(Move.Exchange(1, 1, 2), MoveNotation.Read([], [1], 1));

        SliceAnswer answer = Censuses.Answer<SliceAnswer>(new SliceQuestion(0, id, plane, 31, 17), input);

        Assert.Null(answer.Note);
        Assert.Equal((31, 17, 31 * 17, 3), (answer.X.Length, answer.Y.Length, answer.Loss.Length, answer.Marks.Count));
        Assert.Equal(1, Dot(answer.AlongX, answer.AlongX), 1e-12);
        Assert.Equal(1, Dot(answer.AlongY, answer.AlongY), 1e-12);
        Assert.Equal(0, Dot(answer.AlongX, answer.AlongY), 1e-12);
        Assert.All(answer.Marks, mark => Assert.Equal(answer.Class.Loss, mark.Loss!.Value, 1e-12));
        Assert.All(answer.Marks, mark => Assert.Equal(answer.Class.Loss, XorLoss.Of(At(answer, mark.X, mark.Y), 0.01), 1e-12));
        Assert.All(answer.Marks, mark => Assert.InRange(mark.X, answer.X[0], answer.X[^1]));
        Assert.All(answer.Marks, mark => Assert.InRange(mark.Y, answer.Y[0], answer.Y[^1]));
    }

    [Theory]
    [InlineData(7, 3)]
    [InlineData(2, 9)]
    public void Every_entry_of_a_grid_is_the_loss_at_its_coordinates_x_fastest(int width, int height)
    {
        GeometryInput input = Censuses.Xor;
        SlicePlane[] planes =
        [
            new RandomPlane(3, 0.5),
            new EigenvectorPlane(1, 9, 0.25),
            new ClassesPlane(input.Report.Classes[2].Id, input.Report.Classes[4].Id),
        ];
        foreach (SlicePlane plane in planes)
        {
            SliceAnswer answer = Censuses.Answer<SliceAnswer>(new SliceQuestion(0, input.Report.Classes[0].Id, plane, width, height), input);

            Assert.Equal(width * height, answer.Loss.Length);
            for (int j = 0; j < height; j++)
            {
                for (int i = 0; i < width; i++)
                {
                    Assert.Equal(XorLoss.Of(At(answer, answer.X[i], answer.Y[j]), 0.01), answer.Loss[(j * width) + i]!.Value, 1e-12);
                }
            }
        }
    }

    [Fact]
    public void Parts_of_many_rows_make_one_grid()
    {
        // 401 x 401 points of Iris are more than one part.
        GeometryInput input = Censuses.Iris;
        var question = new SliceQuestion(0, input.Report.Classes[0].Id, new RandomPlane(0), 401, 401);
        IGeometryWork work = GeometryWork.Of(question, input);

        Assert.True(work.PartCount > 1);
        SliceAnswer answer = Censuses.Answer<SliceAnswer>(question, input);
        Assert.Equal(401 * 401, answer.Loss.Length);
        Assert.Equal(answer.Class.Loss, answer.Loss[(200 * 401) + 200]!.Value, 1e-12);
    }

    [Fact]
    public void Random_directions_have_the_norms_of_the_units_that_they_move()
    {
        GeometryInput input = Censuses.Iris;
        SliceAnswer answer = Censuses.Answer<SliceAnswer>(new SliceQuestion(0, input.Report.Classes[0].Id, new RandomPlane(7), 3, 3), input);

        foreach (Layer layer in input.Landscape.Network.Layers)
        {
            for (int unit = 0; unit < layer.Outputs; unit++)
            {
                int[] places = [.. Enumerable.Range(layer.Weights + (unit * layer.Inputs), layer.Inputs), layer.Biases + unit];
                double wanted = places.Sum(p => answer.Origin[p] * answer.Origin[p]);
                Assert.Equal(wanted, places.Sum(p => answer.AlongX[p] * answer.AlongX[p]), 1e-12);
                Assert.Equal(wanted, places.Sum(p => answer.AlongY[p] * answer.AlongY[p]), 1e-12);
            }
        }
    }

    [Fact]
    public void Eigenvector_planes_curve_at_the_class_as_its_eigenvalues_say()
    {
        GeometryInput input = Censuses.Iris;
        SliceAnswer answer = Censuses.Answer<SliceAnswer>(new SliceQuestion(0, input.Report.Classes[0].Id, new EigenvectorPlane(2, 27, 1e-3), 3, 3), input);
        ShowAnswer show = Censuses.Answer<ShowAnswer>(new ShowQuestion(0, input.Report.Classes[0].Id), input);

        double Curvature(int low, int high) => (answer.Loss[low]!.Value - (2 * answer.Loss[4]!.Value) + answer.Loss[high]!.Value) / 1e-6;
        Assert.Equal(show.Eigenvalues![1], Curvature(3, 5), 1e-5);
        Assert.Equal(show.Eigenvalues![26], Curvature(1, 7), 1e-5);
    }

    [Fact]
    public void A_copy_that_is_the_class_itself_is_said_to_be_and_the_axis_is_named_after_the_other()
    {
        // Units 1 and 2 of the best optimum of Iris are equal, so their exchange leads nowhere.
        GeometryInput input = Censuses.Iris;
        var plane = new CopiesPlane(Move.Exchange(1, 1, 2), Move.Exchange(1, 1, 3));
        SliceAnswer answer = Censuses.Answer<SliceAnswer>(new SliceQuestion(0, input.Report.Classes[0].Id, plane, 5, 5), input);

        Assert.StartsWith("copy 1:(1 2) is class 1 itself", answer.Note, StringComparison.Ordinal);
        Assert.Equal("distance towards copy 1:(1 3)", answer.XLabel);
        Assert.Equal((0, 0), (answer.Marks[1].X, answer.Marks[1].Y));
        Assert.Equal((0, true), (answer.Marks[2].Y, answer.Marks[2].X > 1));
        Assert.All(answer.Loss, loss => Assert.True(loss > 0));
    }

    [Fact]
    public void Copies_on_one_line_are_said_to_be()
    {
        // The second copy is the first one again, since units 1 and 2 are equal.
        GeometryInput input = Censuses.Iris;
        var plane = new CopiesPlane(Move.Exchange(1, 1, 3), MoveNotation.Read(["(1 2 3)"], [], 1));
        SliceAnswer answer = Censuses.Answer<SliceAnswer>(new SliceQuestion(0, input.Report.Classes[0].Id, plane, 5, 5), input);

        Assert.StartsWith("The three points lie on one line", answer.Note, StringComparison.Ordinal);
        Assert.Equal("distance towards copy 1:(1 3)", answer.XLabel);
        Assert.Equal(answer.Marks[1].X, answer.Marks[2].X, 1e-9);
    }

    private static double[] At(SliceAnswer answer, double x, double y) =>
        [.. answer.Origin.Select((entry, p) => entry + (x * answer.AlongX[p]) + (y * answer.AlongY[p]))];

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();
}
