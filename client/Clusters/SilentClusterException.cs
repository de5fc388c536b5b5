using OrleansSymmetry.Grains.Store;

namespace OrleansSymmetry.Client.Clusters;

/// <summary>A cluster was reached and has stopped answering.</summary>
/// <param name="place">What was asked, for the message.</param>
/// <param name="fault">How the last call ended.</param>
internal sealed class SilentClusterException(string place, Exception fault) : Exception(MessageOf(place, fault), fault)
{
    private static string MessageOf(string place, Exception fault) => fault is StoreException
        ? $"{place} cannot answer. {fault.Message}"
        : $"{place} does not answer ({fault.Message.Split('\n')[0].TrimEnd('.')}). Check that its silos run.";
}
