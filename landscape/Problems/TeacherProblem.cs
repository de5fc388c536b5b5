using System.Text.Json;
using OrleansSymmetry.Landscape.Randomness;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Problems;

/// <summary>What a random teacher network says about random inputs: inputs from N(0, I), targets the teacher's outputs.</summary>
/// <param name="Teacher">The teacher.</param>
/// <param name="Samples">S.</param>
/// <param name="Seed">The seed of the inputs, and of the teacher's weights where no file gives them.</param>
public sealed record TeacherProblem(TeacherNetwork Teacher, int Samples, long Seed) : Problem
{
    /// <inheritdoc/>
    public override string Kind => "teacher";

    /// <inheritdoc/>
    public override LossKind DefaultLoss => LossKind.Mse;

    /// <inheritdoc/>
    public override IEnumerable<string> FileHashes => Teacher.FileHash is null ? [] : [Teacher.FileHash];

    /// <inheritdoc/>
    public override long Multiplications => Samples * Teacher.Weights;

    /// <inheritdoc/>
    public override ProblemShape Shape(DataFiles files) => new(Teacher.Inputs, Teacher.Outputs, Samples);

    /// <inheritdoc/>
    public override ProblemData Build(NetworkSpec network, DataFiles files)
    {
        var stream = new CounterStream((ulong)Seed, StreamPurpose.ProblemData);
        double[] x = new double[Samples * Teacher.Inputs];
        for (int i = 0; i < x.Length; i++)
        {
            x[i] = stream.NextNormal();
        }

        double[] y = Teacher.Evaluate(x, files);
        return new DataSet(x, y, SampleWeights.Equal(Samples), Teacher.Inputs, Teacher.Outputs)
        {
            Summary = new DataSummary(Samples, new InputSummary(Teacher.Inputs, null, false, []), TargetSummary.OfNumbers(y, Teacher.Outputs, null, false))
            {
                Note = $"inputs from N(0, I), targets of a teacher {Teacher.Shape}",
            },
        };
    }

    /// <inheritdoc/>
    public override void WriteKeys(Utf8JsonWriter writer)
    {
        Teacher.WriteKeys(writer);
        if (Teacher.FileHash is null)
        {
            writer.WriteNumber("inputs", Teacher.Inputs);
            writer.WriteNumber("outputs", Teacher.Outputs);
        }

        writer.WriteNumber("samples", Samples);
        writer.WriteNumber("seed", Seed);
    }

    internal static TeacherProblem? Read(ProblemReading reading)
    {
        SpecMapReader keys = reading.Keys;
        int samples = (int)keys.RequiredInteger("samples", 1, SweepLimits.DataEntries);
        long seed = keys.Integer("seed", 0, 0, SweepLimits.LargestSeed);
        TeacherNetwork? teacher;
        if (keys.Has("file"))
        {
            teacher = TeacherNetwork.ReadFile(keys, reading.Files, seed);
        }
        else
        {
            int inputs = (int)keys.RequiredInteger("inputs", 1, SweepLimits.Width);
            int outputs = (int)keys.Integer("outputs", 1, 1, SweepLimits.Width);
            teacher = TeacherNetwork.Read(keys, inputs, outputs, seed);
        }

        return teacher is null ? null : new TeacherProblem(teacher, samples, seed);
    }
}
