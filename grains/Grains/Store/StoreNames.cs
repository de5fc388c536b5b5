using OrleansSymmetry.Contracts;

namespace OrleansSymmetry.Grains.Store;

/// <summary>What a store calls things; part of its schema.</summary>
internal static class StoreNames
{
    public static string Of(SweepState state) => state switch
    {
        SweepState.Running or SweepState.Closing => "running",
        SweepState.Done => "done",
        SweepState.Cancelled => "cancelled",
        SweepState.Failed => "failed",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "No such state."),
    };

    public static SweepState ToState(string name) => name switch
    {
        "running" => SweepState.Running,
        "done" => SweepState.Done,
        "cancelled" => SweepState.Cancelled,
        "failed" => SweepState.Failed,
        _ => throw new InvalidDataException($"'{name}' is no state of a sweep."),
    };

    public static string Of(StoredResult result) => result switch
    {
        StoredResult.Report => "report",
        StoredResult.Classes => "classes",
        StoredResult.Progress => "progress",
        _ => throw new ArgumentOutOfRangeException(nameof(result), result, "No such result."),
    };
}
