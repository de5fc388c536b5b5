namespace OrleansSymmetry.Contracts;

/// <summary>An attempt that was in vain and will be repeated.</summary>
/// <param name="Fault">Why it was in vain.</param>
/// <param name="Failures">Attempts in vain so far, from 1.</param>
/// <param name="Pause">How long it takes until the next one.</param>
public sealed record Retry(Exception Fault, int Failures, TimeSpan Pause);
