using OrleansSymmetry.Contracts;
using OrleansSymmetry.Grains.Store;
using OrleansSymmetry.Landscape.Geometry;
using OrleansSymmetry.Silo;

namespace OrleansSymmetry.Client.Results;

/// <summary>An answer to a geometry question as it stands in the embedded store. Reading it needs no silo and disturbs no writer.</summary>
internal static class StoredAnswer
{
    /// <summary>The answer's bytes; null where the question was not answered yet.</summary>
    /// <exception cref="StoreException">The store cannot be read; the message is for the user.</exception>
    internal static async Task<byte[]?> Read(string dataFolder, string sweep, GeometryQuestion question, CancellationToken cancellation)
    {
        string path = Path.Combine(dataFolder, SiloHost.StoreFileName);
        if (!File.Exists(path))
        {
            return null;
        }

        await using SqliteCensusReader store = SqliteCensusReader.Open(path);
        return await store.ReadAnswerAsync(new GeometryKey(sweep, GeometryQuestionId.Of(question)), cancellation);
    }
}
