using System.Collections.Concurrent;
using System.Text;
using OrleansSymmetry.Grains.Geometry;
using OrleansSymmetry.Grains.Tests.Cluster;
using OrleansSymmetry.Landscape.Questions;

namespace OrleansSymmetry.Grains.Tests.Geometry;

/// <summary>
/// Cuts every question into the same number of parts; part i is the text "i:SEEDS;", SEEDS the sum of the seeds of the runs that it is
/// answered from, and the answer is all of them. It counts what is computed, and can be told to wait or to throw.
/// </summary>
public sealed class WatchedQuestions(int parts) : IQuestionCutter
{
    private readonly Gate _gate = new();
    private readonly ConcurrentDictionary<int, int> _computed = new();

    /// <summary>How often each part was computed.</summary>
    public IReadOnlyDictionary<int, int> Computed => _computed;

    /// <summary>Threads that wait because of <see cref="HoldFrom"/>.</summary>
    public int Waiting => _gate.Waiting;

    /// <summary>Parts of this number or a later one wait; earlier ones that waited go on.</summary>
    public void HoldFrom(int part) => _gate.HoldFrom(part);

    /// <summary>Parts go on.</summary>
    public void Release() => _gate.Release();

    /// <summary>The part of this number throws that many times.</summary>
    public void Throw(int part, int times) => _gate.Throw(part, times);

    public IGeometryWork Cut(GeometryQuestion question, GeometryInput input) => new Work(this, parts, input.Runs.Sum(run => run.Seed));

    private sealed class Work(WatchedQuestions questions, int parts, long seeds) : IGeometryWork
    {
        public int PartCount => parts;

        public byte[] Compute(int part, CancellationToken cancellation)
        {
            questions._gate.Pass(part, cancellation);
            questions._gate.ThrowWhereTold(part, "part");
            questions._computed.AddOrUpdate(part, 1, (_, before) => before + 1);
            return Encoding.UTF8.GetBytes(FormattableString.Invariant($"{part}:{seeds};"));
        }

        public byte[] Assemble(IReadOnlyList<byte[]> parts) => [.. parts.SelectMany(part => part)];
    }
}
