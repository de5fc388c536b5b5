namespace OrleansSymmetry.Client.Results;

/// <summary>What the user typed names no sweep, or several.</summary>
/// <param name="message">Which sweeps there are: whole sentences for the user.</param>
internal sealed class UnknownSweepException(string message) : Exception(message);
