namespace OrleansSymmetry.Access;

/// <summary>
/// What was said about the way into a cluster cannot be used: an address, a certificate, a password's file. The message says which,
/// what is allowed and what to do, and never quotes a secret: it is for the user.
/// </summary>
public sealed class AccessException(string message, Exception? cause = null) : Exception(message, cause);
