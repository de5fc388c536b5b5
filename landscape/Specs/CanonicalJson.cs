using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OrleansSymmetry.Landscape.Specs;

/// <summary>
/// The one way to write a sweep: all keys, defaults included, in a fixed order; the grid expanded into `landscapes`; numbers in
/// their shortest form that reads back the same; data files by the SHA-256 of their bytes; no white space.
/// Equal sweeps have equal bytes, and the reader of sweeps gets an equal sweep from them.
/// </summary>
public static class CanonicalJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A sweep.</summary>
    public static byte[] Of(SweepSpec sweep)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        return Write(json =>
        {
            json.WriteStartObject();
            json.WriteString("name", sweep.Name);
            WriteSeeds(json, sweep.Seeds);
            json.WriteString("modulo", SweepWords.Modulos.WordFor(sweep.Modulo));
            json.WriteStartArray("landscapes");
            foreach (GridPoint point in sweep.Landscapes)
            {
                json.WriteStartObject();
                json.WriteStartObject("set");
                foreach ((string key, JsonNode? value) in point.Set)
                {
                    json.WritePropertyName(key);
                    if (value is null)
                    {
                        json.WriteNullValue();
                    }
                    else
                    {
                        value.WriteTo(json);
                    }
                }

                json.WriteEndObject();
                WriteLandscape(json, point.Landscape);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    /// <summary>A landscape.</summary>
    public static byte[] Of(LandscapeSpec landscape)
    {
        ArgumentNullException.ThrowIfNull(landscape);
        return Write(json =>
        {
            json.WriteStartObject();
            WriteLandscape(json, landscape);
            json.WriteEndObject();
        });
    }

    private static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            write(json);
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteSeeds(Utf8JsonWriter json, SeedPlan plan)
    {
        if (plan.Seeds is not { } seeds)
        {
            json.WriteStartObject("seeds");
            json.WriteStartObject("until");
            json.WriteNumber("coverage", plan.Coverage!.Value);
            json.WriteEndObject();
            json.WriteNumber("atMost", plan.AtMost);
            json.WriteEndObject();
            return;
        }

        if (seeds.Ranges.Count == 1)
        {
            json.WriteString("seeds", $"{seeds.Ranges[0].First}..{seeds.Ranges[0].Last}");
            return;
        }

        json.WriteStartArray("seeds");
        foreach (SeedRange range in seeds.Ranges)
        {
            if (range.Count == 1)
            {
                json.WriteNumberValue(range.First);
            }
            else
            {
                json.WriteStringValue($"{range.First}..{range.Last}");
            }
        }

        json.WriteEndArray();
    }

    private static void WriteLandscape(Utf8JsonWriter json, LandscapeSpec landscape)
    {
        json.WriteStartObject("problem");
        json.WriteString("kind", landscape.Problem.Kind);
        landscape.Problem.WriteKeys(json);
        json.WriteEndObject();

        NetworkSpec network = landscape.Network;
        json.WriteStartObject("network");
        json.WriteStartArray("hidden");
        foreach (int width in network.Hidden)
        {
            json.WriteNumberValue(width);
        }

        json.WriteEndArray();
        json.WriteString("activation", network.Activation);
        if (network.Activation == "leaky-relu")
        {
            json.WriteNumber("slope", network.Slope);
        }

        json.WriteBoolean("bias", network.Bias);
        json.WriteString("output", SweepWords.Heads.WordFor(network.Output));
        json.WriteString("outputWeights", network.FixedOutputWeights ? "ones" : "free");
        json.WriteEndObject();

        json.WriteStartObject("loss");
        json.WriteString("kind", SweepWords.Losses.WordFor(landscape.Loss.Kind));
        json.WriteNumber("l2", landscape.Loss.L2);
        json.WriteEndObject();

        json.WriteStartObject("init");
        json.WriteString("kind", SweepWords.Initialisations.WordFor(landscape.Init.Kind));
        json.WriteNumber("scale", landscape.Init.Scale);
        json.WriteEndObject();

        json.WriteStartArray("train");
        foreach (PhaseSpec phase in landscape.Train)
        {
            WritePhase(json, phase);
        }

        json.WriteEndArray();
        json.WriteString("saddles", SweepWords.SaddlePolicies.WordFor(landscape.Saddles));

        json.WriteStartObject("tolerance");
        json.WriteNumber("distance", landscape.Tolerance.Distance);
        json.WriteNumber("loss", landscape.Tolerance.Loss);
        if (landscape.Tolerance.Zero is { } zero)
        {
            json.WriteNumber("zero", zero);
        }

        json.WriteNumber("diverging", landscape.Tolerance.Diverging);
        json.WriteEndObject();
    }

    private static void WritePhase(Utf8JsonWriter json, PhaseSpec phase)
    {
        json.WriteStartObject();
        json.WriteString("method", SweepWords.Methods.WordFor(phase.Method));
        json.WriteNumber("steps", phase.Steps);
        foreach ((PhaseKey key, double value) in phase.Keys)
        {
            json.WriteNumber(key.Name, value);
        }

        if (phase.Gradient is { } gradient)
        {
            json.WriteNumber("gradient", gradient);
        }
        else
        {
            json.WriteNull("gradient");
        }

        json.WriteEndObject();
    }
}
