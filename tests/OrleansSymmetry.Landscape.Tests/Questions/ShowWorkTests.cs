using OrleansSymmetry.Landscape.Arrays;
using OrleansSymmetry.Landscape.Census;
using OrleansSymmetry.Landscape.Formats;
using OrleansSymmetry.Landscape.Questions;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Symmetry.Moves;

namespace OrleansSymmetry.Landscape.Tests.Questions;

public sealed class ShowWorkTests
{
    [Fact]
    public void A_class_is_shown_with_the_weights_and_spectrum_of_the_archive()
    {
        GeometryInput input = Censuses.Iris;
        LandscapeClasses closed = CensusBuilder.Build(input.Landscape, new GridPoint([], input.Landscape.Spec), Modulo.Network, input.Runs);
        var archive = NpzCodec.Read(ClassesArchive.Write([closed]))
            .ToDictionary(pair => pair.Key, pair => pair.Value.ToDoubles());
        for (int c = 0; c < input.Report.Classes.Count; c++)
        {
            ShowAnswer answer = Censuses.Answer<ShowAnswer>(new ShowQuestion(0, input.Report.Classes[c].Id), input);

            Assert.Equal(archive["L1_W1"][(c * 12)..((c + 1) * 12)], answer.Layers[0].Weights);
            Assert.Equal(archive["L1_b1"][(c * 3)..((c + 1) * 3)], answer.Layers[0].Biases);
            Assert.Equal(archive["L1_W2"][(c * 9)..((c + 1) * 9)], answer.Layers[1].Weights);
            Assert.Equal(archive["L1_eigenvalues"][(c * 27)..((c + 1) * 27)], answer.Eigenvalues);
            Assert.Equal(input.Report.Classes[c], answer.Class);
            Assert.Equal(("tanh", "linear"), (answer.Activation, answer.Head));
        }
    }

    [Fact]
    public void Seeds_of_all_classes_are_the_runs_that_ended_in_one()
    {
        GeometryInput input = Censuses.Xor;
        var seeds = new List<long>();
        foreach (ClassReport found in input.Report.Classes)
        {
            ShowAnswer answer = Censuses.Answer<ShowAnswer>(new ShowQuestion(0, found.Id), input);
            Assert.Equal(found.Hits, answer.SeedCount);
            Assert.Equal(found.Hits, answer.Seeds.Count);
            Assert.Equal(found.RepresentativeSeed, answer.Seeds[0]);
            seeds.AddRange(answer.Seeds);
        }

        Assert.Equal(input.Runs.Select(run => run.Seed), seeds.Order());
    }

    [Fact]
    public void Ridges_are_those_of_the_paths_lowest_first()
    {
        GeometryInput input = Censuses.Iris;
        string id = input.Report.Classes[1].Id;
        ShowAnswer answer = Censuses.Answer<ShowAnswer>(new ShowQuestion(0, id), input);
        SwapAnswer paths = Censuses.Answer<SwapAnswer>(new SwapQuestion(0, id, null, null), input);

        Assert.Equal((3L, 3L), (answer.RidgePairs, answer.RidgesEvaluated));
        Assert.All(answer.Ridges.Zip(answer.Ridges.Skip(1)), pair => Assert.True(pair.First.Height <= pair.Second.Height + 1e-10));

        // Units 2 and 3 do the same work, so two ridges are equal but for rounding, and stand in the order of their units.
        Assert.Equal([(2, 3), (1, 2), (1, 3)], answer.Ridges.Select(ridge => (ridge.First, ridge.Second)));
        foreach (ShowRidge ridge in answer.Ridges)
        {
            SwapPath path = paths.Paths.Single(path => path.Move == Move.Exchange(ridge.Layer, ridge.First, ridge.Second));
            Assert.Equal((path.Height, path.Middle.Loss), (ridge.Height, ridge.MiddleLoss));
        }
    }

    [Fact]
    public void Of_two_units_that_do_the_same_work_one_is_shown_as_wasted()
    {
        GeometryInput input = Censuses.Iris;
        foreach (ClassReport found in input.Report.Classes)
        {
            ShowAnswer answer = Censuses.Answer<ShowAnswer>(new ShowQuestion(0, found.Id), input);

            int wasted = Assert.Single(Assert.Single(answer.Wasted!));
            Assert.Equal(1, found.WastedUnits);
            double[] weights = answer.Layers[0].Weights;
            Assert.Contains(Enumerable.Range(1, 3).Where(unit => unit != wasted), other => Enumerable.Range(0, 4)
                .All(column => Math.Abs(weights[((other - 1) * 4) + column] - weights[((wasted - 1) * 4) + column]) < 1e-9));
        }
    }

    [Fact]
    public void Wide_layers_show_the_lowest_ridges_of_the_closest_pairs()
    {
        GeometryInput input = Censuses.Wide;
        ShowAnswer answer = Censuses.Answer<ShowAnswer>(new ShowQuestion(0, input.Report.Classes[0].Id), input);

        Assert.Equal((110L * 109 / 2, 5_000L, 200), (answer.RidgePairs, answer.RidgesEvaluated, answer.Ridges.Count));
    }
}
