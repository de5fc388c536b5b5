using System.Diagnostics;
using OrleansSymmetry.Contracts;
using OrleansSymmetry.Grains.Tests.Work;

namespace OrleansSymmetry.Silo.Tests;

public sealed class EmbeddedSiloTests
{
    [Fact]
    public async Task Embedded_silos_on_two_stores_do_not_disturb_each_other()
    {
        var work = new PlainCensus();
        long t = Stopwatch.GetTimestamp();
        await using EmbeddedSilo one = await SiloHost.StartEmbeddedAsync(Options(work));
        Console.WriteLine($"start {Stopwatch.GetElapsedTime(t)}");
        t = Stopwatch.GetTimestamp();
        await using EmbeddedSilo two = await SiloHost.StartEmbeddedAsync(Options(work));
        Console.WriteLine($"start {Stopwatch.GetElapsedTime(t)}");
        SweepSubmission submission = PlainCensus.Submission("plain", "0..99", "a");
        string id = PlainCensus.IdOf(submission);
        t = Stopwatch.GetTimestamp();

        SubmitAnswer first = await one.Client.GetGrain<ISweepGrain>(id).Submit(submission);
        SubmitAnswer second = await two.Client.GetGrain<ISweepGrain>(id).Submit(submission);
        Console.WriteLine($"submit {Stopwatch.GetElapsedTime(t)}");

        Assert.Equal(id, first.Status!.Id);
        Assert.Equal(id, second.Status!.Id);
        t = Stopwatch.GetTimestamp();
        await one.DisposeAsync();
        Console.WriteLine($"stop {Stopwatch.GetElapsedTime(t)}");
    }

    private static EmbeddedSiloOptions Options(PlainCensus work) =>
        new() { DataFolder = Directory.CreateTempSubdirectory("orleans-symmetry-").FullName, Work = work, Threads = 1 };
}
