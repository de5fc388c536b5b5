namespace OrleansSymmetry.Contracts;

/// <summary>A moment by which something is to be answered; several calls can share one. It begins to run when it is made.</summary>
/// <param name="time">The clock.</param>
/// <param name="patience">How long after now it lies.</param>
public sealed class Deadline(TimeProvider time, TimeSpan patience)
{
    private readonly long _began = time.GetTimestamp();

    /// <summary>What is left; negative once it has passed.</summary>
    public TimeSpan Left => patience - time.GetElapsedTime(_began);
}
