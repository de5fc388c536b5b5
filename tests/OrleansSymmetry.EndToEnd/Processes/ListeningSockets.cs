using System.Globalization;
using System.Net;

namespace OrleansSymmetry.EndToEnd.Processes;

/// <summary>Where a process really listens, as the kernel tells it.</summary>
internal static class ListeningSockets
{
    private const string Listening = "0A";

    private static readonly string[] Tables = ["tcp", "tcp6"];

    public static IReadOnlyList<IPEndPoint> Of(int process)
    {
        HashSet<string> own = [.. Directory.GetFiles($"/proc/{process}/fd")
            .Select(file => new FileInfo(file).LinkTarget)
            .Where(target => target?.StartsWith("socket:[", StringComparison.Ordinal) == true)
            .Select(target => target!["socket:[".Length..^1])];
        return [.. Tables
            .SelectMany(table => File.ReadLines($"/proc/{process}/net/{table}").Skip(1))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => fields[3] == Listening && own.Contains(fields[9]))
            .Select(fields => Parse(fields[1]))];
    }

    // Words of four bytes in the machine's order, a colon, the port.
    private static IPEndPoint Parse(string text)
    {
        string[] halves = text.Split(':');
        byte[] bytes = [.. Convert.FromHexString(halves[0]).Chunk(4).SelectMany(word => word.Reverse())];
        return new IPEndPoint(new IPAddress(bytes), int.Parse(halves[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture));
    }
}
