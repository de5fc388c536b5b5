namespace OrleansSymmetry.Landscape.Trees;

/// <summary>One thing that is wrong with a sweep.</summary>
/// <param name="Path">The key, such as "loss.l2"; empty for the file as a whole.</param>
/// <param name="Line">Its line from 1; 0 where it came from an option.</param>
/// <param name="Message">Which key, which value, where, what is allowed and what to do: whole sentences for the user.</param>
public sealed record SpecFault(string Path, int Line, string Message);
