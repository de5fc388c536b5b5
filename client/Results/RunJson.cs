using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansSymmetry.Landscape.Census;

namespace OrleansSymmetry.Client.Results;

/// <summary>run.json: where and how a census was made. All that may differ between two runs of equal results stands here.</summary>
internal static class RunJson
{
    /// <summary>The layout of this file; raised when a key changes its meaning.</summary>
    private const int Schema = 1;

    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, NewLine = "\n" };

    internal static byte[] Of(Report report, RunFacts facts)
    {
        (string version, string? commit) = Version();
        var json = new JsonObject
        {
            ["schema"] = Schema,
            ["sweep"] = report.Sweep.Id,
            ["hash"] = report.Sweep.Hash,
            ["version"] = version,
            ["commit"] = commit,
            ["numerics"] = report.Provenance.Numerics,
            ["started"] = facts.StartedAt.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
            ["seconds"] = facts.Took.TotalSeconds,
            ["runsTrained"] = facts.RunsTrained,
            ["trainingSeconds"] = facts.Training.TotalSeconds,
            ["trainingShare"] = facts.TrainingShare,
            ["threads"] = facts.Threads,
            ["tolerances"] = Tolerances(report),
            ["machine"] = Machine(),
        };
        return [.. JsonSerializer.SerializeToUtf8Bytes(json, Options), (byte)'\n'];
    }

    private static JsonArray Tolerances(Report report)
    {
        var all = new JsonArray();
        if (report.Sweep.Spec.TryGetProperty("landscapes", out JsonElement landscapes))
        {
            foreach (JsonElement landscape in landscapes.EnumerateArray())
            {
                all.Add(landscape.TryGetProperty("tolerance", out JsonElement tolerance) ? JsonNode.Parse(tolerance.GetRawText()) : null);
            }
        }

        return all;
    }

    private static JsonObject Machine() => new()
    {
        ["host"] = Environment.MachineName,
        ["os"] = RuntimeInformation.OSDescription,
        ["architecture"] = RuntimeInformation.ProcessArchitecture.ToString(),
        ["cores"] = Environment.ProcessorCount,
        ["vectorBits"] = VectorBits(),
        ["instructionSets"] = new JsonArray([.. InstructionSets().Select(name => JsonValue.Create(name))]),
        ["dotnet"] = RuntimeInformation.FrameworkDescription,
    };

    private static int VectorBits() =>
        Vector512.IsHardwareAccelerated ? 512
        : Vector256.IsHardwareAccelerated ? 256
        : Vector128.IsHardwareAccelerated ? 128
        : 64;

    private static IEnumerable<string> InstructionSets()
    {
        (string Name, bool Has)[] sets =
        [
            ("sse4.2", Sse42.IsSupported), ("avx", Avx.IsSupported), ("avx2", Avx2.IsSupported), ("fma", Fma.IsSupported),
            ("avx512f", Avx512F.IsSupported), ("avx512dq", Avx512DQ.IsSupported), ("neon", AdvSimd.IsSupported),
        ];
        return sets.Where(set => set.Has).Select(set => set.Name);
    }

    private static (string Version, string? Commit) Version()
    {
        string said = typeof(RunJson).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
        int plus = said.IndexOf('+', StringComparison.Ordinal);
        return plus < 0 ? (said, null) : (said[..plus], said[(plus + 1)..]);
    }
}
