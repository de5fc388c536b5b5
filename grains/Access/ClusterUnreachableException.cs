namespace OrleansSymmetry.Access;

/// <summary>There is no cluster where one was looked for. The message says where and what to check: it is for the user.</summary>
public sealed class ClusterUnreachableException(string message, Exception cause) : Exception(message, cause);
