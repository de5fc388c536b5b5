using System.Text;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Sweeps;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Landscape.Tests.Sweeps;

/// <summary>Sweeps written as JSON, with single quotes for double ones.</summary>
internal static class SweepText
{
    public const string Phases = "[{'method': 'newton', 'steps': 100, 'gradient': 1e-9}]";

    public static SweepReading Read(string text, DataFiles? files = null) =>
        SweepReader.Read(Encoding.UTF8.GetBytes(text.Replace('\'', '"')), files ?? DataFiles.None);

    /// <summary>A sweep on XOR with further keys.</summary>
    public static SweepReading ReadXor(string more) =>
        Read($"{{'name': 'x', 'problem': 'xor', 'network': {{'hidden': [2]}}, 'seeds': 4, 'train': {Phases}{more}}}");

    /// <summary>The sweep that a text says; the test fails when it has faults.</summary>
    public static SweepSpec Valid(SweepReading reading)
    {
        Assert.Empty(reading.Faults.Select(fault => fault.Message));
        return reading.Sweep!;
    }
}
