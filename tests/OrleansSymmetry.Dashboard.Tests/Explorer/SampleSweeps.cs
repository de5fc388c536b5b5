using OrleansSymmetry.Contracts;

namespace OrleansSymmetry.Dashboard.Tests.Explorer;

/// <summary>Sweeps as the page meets them.</summary>
public static class SampleSweeps
{
    /// <summary>A sweep of two landscapes: one done, one half way.</summary>
    public static SweepStatus Running { get; } = new(
        "xor-1a2b3c4d",
        "xor",
        SweepState.Running,
        null,
        new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero),
        4.0,
        6144,
        7.5,
        8,
        2,
        1,
        [
            new LandscapeProgress(
                "0123456789abcdef",
                "network.hidden=[2]",
                4096,
                4096,
                [4096, 0, 0, 0, 0, 0],
                6,
                [
                    new ClassSoFar("minimum", 0.0615392148, 903, 0, 0),
                    new ClassSoFar("minimum", 0.0615392148, 897, 0, 2),
                    new ClassSoFar("minimum", 0.0615392148, 911, 0, 3),
                    new ClassSoFar("minimum", 0.0615392148, 880, 0, 5),
                    new ClassSoFar("minimum", 0.5704929991, 260, 0, 1),
                    new ClassSoFar("minimum", 0.5704929991, 245, 0, 9),
                ])
            {
                Network = "2-2-1 tanh",
                Data = "4 rows, 2 inputs, 1 target (-1 in 2 rows, 1 in 2)",
            },
            new LandscapeProgress(
                "fedcba9876543210",
                "network.hidden=[3]",
                4096,
                2048,
                [1900, 20, 100, 3, 20, 5],
                3,
                [
                    new ClassSoFar("minimum", 0.0517, 1200, 0, 4),
                    new ClassSoFar("minimum", 0.0615, 700, 0, 0),
                    new ClassSoFar("saddle", 0.31, 100, 1, 12),
                ]),
        ]);

    /// <summary>The same sweep when it is done.</summary>
    public static SweepStatus Done { get; } = Running with { State = SweepState.Done, BlocksInFlight = 0 };
}
