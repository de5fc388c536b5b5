using Microsoft.Extensions.DependencyInjection;
using OrleansSymmetry.Grains.Geometry;
using OrleansSymmetry.Landscape.Questions;

namespace OrleansSymmetry.Client.Tests;

/// <summary>Answers that are given beforehand, in a few parts. Parts from a chosen one on can be made to wait.</summary>
internal sealed class TestQuestions : IQuestionCutter
{
    /// <summary>Parts of every question.</summary>
    internal const int Parts = 5;

    private int _computed;

    /// <summary>What is answered.</summary>
    internal Func<GeometryQuestion, byte[]> Answer { get; init; } = question => throw new InvalidOperationException($"{question} was not expected");

    /// <summary>The first part that waits.</summary>
    internal int WaitFromPart { get; init; } = Parts;

    /// <summary>Parts computed.</summary>
    internal int Computed => Volatile.Read(ref _computed);

    public IGeometryWork Cut(GeometryQuestion question, GeometryInput input) => new Work(this, question);

    /// <summary>Puts them into an embedded silo, whose training takes no time either.</summary>
    internal void AddTo(IServiceCollection services)
    {
        new TestTraining().AddTo(services);
        services.AddSingleton<IQuestionCutter>(this);
    }

    private sealed class Work(TestQuestions questions, GeometryQuestion question) : IGeometryWork
    {
        public int PartCount => Parts;

        public byte[] Compute(int part, CancellationToken cancellation)
        {
            if (part >= questions.WaitFromPart)
            {
                cancellation.WaitHandle.WaitOne();
                cancellation.ThrowIfCancellationRequested();
            }

            Interlocked.Increment(ref questions._computed);
            return [(byte)part];
        }

        public byte[] Assemble(IReadOnlyList<byte[]> parts)
        {
            Assert.Equal(Enumerable.Range(0, Parts), parts.Select(part => (int)part[0]));
            return questions.Answer(question);
        }
    }
}
