using System.Text;
using OrleansSymmetry.Landscape.Problems;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Sweeps;
using OrleansSymmetry.Landscape.Tests.Sweeps;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Tests.Problems;

public sealed class ReluTeacherProblemTests
{
    [Fact]
    public void The_orthonormal_teacher_is_the_identity()
    {
        GaussianTeacher teacher = ProblemAssert.BuildTeacher(new ReluTeacherProblem(3, 3, null));

        Assert.Equal([1, 0, 0, 0, 1, 0, 0, 0, 1], teacher.V);
        Assert.Equal((3, 1, 3), (teacher.Inputs, teacher.Outputs, teacher.Units));
    }

    [Fact]
    public void Fewer_teachers_than_inputs_are_the_first_unit_vectors()
    {
        Assert.Equal([1, 0, 0, 0, 1, 0], ProblemAssert.BuildTeacher(new ReluTeacherProblem(3, 2, null)).V);
    }

    [Fact]
    public void A_teacher_can_come_from_a_file()
    {
        DataFiles files = DataFiles.Of([KeyValuePair.Create("v.csv", new ReadOnlyMemory<byte>(Encoding.UTF8.GetBytes("1, 2\n-3, 4.5\n0,1e-3\n")))]);

        SweepSpec sweep = SweepText.Valid(SweepText.Read(
            $"{{'name': 'x', 'problem': {{'kind': 'relu-teacher', 'inputs': 2, 'teacher': 'v.csv', 'teachers': 3}}, "
            + $"'network': {{'hidden': [4]}}, 'seeds': 1, 'train': {SweepText.Phases}}}",
            files));

        Assert.Equal([1, 2, -3, 4.5, 0, 1e-3], ProblemAssert.BuildTeacher(sweep.Landscapes[0].Landscape.Problem, files).V);
    }

    [Fact]
    public void A_teacher_file_of_another_shape_is_refused()
    {
        DataFiles files = DataFiles.Of([KeyValuePair.Create("v.csv", new ReadOnlyMemory<byte>("1,2\n3\n"u8.ToArray()))]);

        SweepReading reading = SweepText.Read(
            $"{{'name': 'x', 'problem': {{'kind': 'relu-teacher', 'inputs': 2, 'teacher': 'v.csv'}}, 'network': {{'hidden': [4]}}, "
            + $"'seeds': 1, 'train': {SweepText.Phases}}}",
            files);

        Assert.Contains("Row 2 of the file has 1 columns", Assert.Single(reading.Faults).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Levenberg_Marquardt_is_refused_for_want_of_samples()
    {
        SweepReading reading = SweepText.Read(
            "{'name': 'x', 'problem': 'relu-teacher', 'network': {'hidden': [4]}, 'seeds': 1, 'train': "
            + "[{'method': 'adam', 'steps': 5}, {'method': 'levenberg-marquardt', 'steps': 5, 'gradient': 1e-9}]}");

        Assert.Equal(
            "train.1.method is levenberg-marquardt (line 1). It fits residuals of samples, and relu-teacher is an expectation without samples. Take newton.",
            Assert.Single(reading.Faults).Message);
    }
}
