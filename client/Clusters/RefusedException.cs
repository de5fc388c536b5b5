namespace OrleansSymmetry.Client.Clusters;

/// <summary>A sweep or a question was refused.</summary>
/// <param name="faults">Everything that is wrong with it: one sentence a fault, for the user.</param>
internal sealed class RefusedException(IEnumerable<string> faults) : Exception(string.Join('\n', faults));
