namespace OrleansSymmetry.Client.Clusters;

/// <summary>A sweep or a question came to no result.</summary>
/// <param name="message">Why, and what to do: for the user.</param>
/// <param name="cause">What went wrong underneath, where something did.</param>
internal sealed class FailedWorkException(string message, Exception? cause = null) : Exception(message, cause);
