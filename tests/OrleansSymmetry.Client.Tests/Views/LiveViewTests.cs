using Microsoft.Extensions.Time.Testing;
using OrleansSymmetry.Client.Views;
using OrleansSymmetry.Contracts;
using Spectre.Console;

namespace OrleansSymmetry.Client.Tests.Views;

public sealed class LiveViewTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Landscapes_under_way_are_drawn_with_their_classes_and_the_others_counted()
    {
        using var shell = new Shell();
        var view = new LiveView(shell.Terminal.Live, _time);
        _ = view.Draw(Status([Landscape("a", 100), .. Waiting(5)]));
        _time.Advance(TimeSpan.FromSeconds(2));
        shell.Terminal.Live.Write(view.Draw(Status([Landscape("a", 100), Landscape("b", 50), .. Waiting(4)])));
        Assert.Equal(
            """
            xor-1  running
            150 of 600 runs, 2 threads on 2 silos, 25 runs/s, 18 s to go
            4 rows, 2 inputs, 1 target

            b; 2-2-1 tanh
            ███████████████░░░░░░░░░░░░░░░   50 %  50 of 100
            minimum 48, unconverged 2
                    loss  hits  kind
            0.0600000000    30  minimum
            ... and 2 classes more

            waits
            ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░    0 %  0 of 100

            waits
            ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░    0 %  0 of 100

            waits
            ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░    0 %  0 of 100

            1 landscape is complete
            1 landscape waits
            """,
            string.Join('\n', shell.Error.Split('\n').Select(line => line.TrimEnd())).TrimEnd());
    }

    private static IEnumerable<LandscapeProgress> Waiting(int count) => Enumerable.Range(0, count).Select(_ => Landscape("waits", 0));

    private static LandscapeProgress Landscape(string label, long done) => done == 0
        ? new LandscapeProgress("id", label, Wanted: 100, 0, [0, 0, 0, 0, 0, 0], Classes: 0, [])
        : new LandscapeProgress("id", label, Wanted: 100, done, [done - 2, 0, 0, 0, 2, 0], Classes: 3, [new ClassSoFar("minimum", 0.06, 30, 0, 1)])
        {
            Network = "2-2-1 tanh",
            Data = "4 rows, 2 inputs, 1 target",
        };

    private static SweepStatus Status(IReadOnlyList<LandscapeProgress> landscapes) => new(
        "xor-1", "xor", SweepState.Running, null, DateTimeOffset.UnixEpoch, 0, 0, 0, 0, ComputeThreads: 2, Silos: 2, landscapes);
}
