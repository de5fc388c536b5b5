using System.Text;
using OrleansSymmetry.Contracts;
using OrleansSymmetry.Grains.Catalogue;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Sweeps;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Grains.Tests.Catalogue;

public sealed class SubmissionReaderTests
{
    private static readonly byte[] Table = Encoding.UTF8.GetBytes("x,y\n0,1\n1,0\n2,1\n");

    [Fact]
    public void Files_that_the_sweep_does_not_name_are_left_out()
    {
        SweepSubmission named = WithTable();
        var submission = new SweepSubmission(named.Spec, [Encoding.UTF8.GetBytes("something else"), .. named.Files]);

        SweepOpening opening = SubmissionReader.Read(IdOf(named), submission);

        Assert.Empty(opening.Faults);
        Assert.Equal([DataFiles.HashOf(Table)], opening.Sweep!.Files.Keys);
        Assert.Equal(Table, opening.Sweep.Files.Values.Single().ToArray());
        Assert.Equal(3, opening.Sweep.Landscapes[0].Landscape.Data is DataSet data ? data.Samples : 0);
    }

    [Fact]
    public void File_that_the_sweep_names_and_that_did_not_come_is_a_fault()
    {
        SweepSubmission named = WithTable();

        SweepOpening opening = SubmissionReader.Read(IdOf(named), named with { Files = [] });

        Assert.Null(opening.Sweep);
        Assert.NotEmpty(opening.Faults);
    }

    private static string IdOf(SweepSubmission submission) => SweepIdentity.Of(SweepReader.Read(submission.Spec, DataFiles.Of([Table])).Sweep!).Id;

    private static SweepSubmission WithTable()
    {
        string file = $$"""
            {
              "name": "table", "problem": { "kind": "csv", "file": "sha256:{{DataFiles.HashOf(Table)}}", "inputs": ["x"], "targets": ["y"] },
              "network": { "hidden": [2], "activation": "tanh" }, "loss": { "kind": "mse", "l2": 0.01 },
              "seeds": "0..9", "train": [{ "method": "newton", "steps": 20, "gradient": 1e-11 }]
            }
            """;
        SweepReading reading = SweepReader.Read(Encoding.UTF8.GetBytes(file), DataFiles.Of([Table]));
        Assert.Empty(reading.Faults.Select(fault => fault.Message));
        return new SweepSubmission(CanonicalJson.Of(reading.Sweep!), [Table]);
    }
}
