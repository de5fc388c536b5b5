using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using OrleansSymmetry.Landscape.Questions;
using OrleansSymmetry.Landscape.Symmetry.Moves;

namespace OrleansSymmetry.Landscape.Tests.Questions;

/// <summary>
/// The answers that tests/witnesses/geometry.py checks with code of its own. Rewritten with UPDATE_GOLDEN=1; then run the script.
/// </summary>
public sealed class WitnessFileTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, IndentSize = 1, NewLine = "\n" };

    [Theory]
    [InlineData("xor")]
    [InlineData("iris")]
    public void Answers_are_those_that_the_independent_witness_has_checked(string name)
    {
        GeometryInput input = name == "xor" ? Censuses.Xor : Censuses.Iris;
        var classes = input.Report.Classes.Select(found =>
        {
            IReadOnlyList<Move> moves =
            [
                .. SwapWork.Exchanges(input.Landscape, null),
                MoveNotation.Read([], [1], 1),
                MoveNotation.Read(["(1 2)"], [1, 2], 1),
                MoveNotation.Read(["(1 2)"], [2], 1),
                .. name == "iris" ? [MoveNotation.Read(["(1 2 3)"], [], 1)] : Array.Empty<Move>(),
            ];
            SwapAnswer answer = Censuses.Answer<SwapAnswer>(new SwapQuestion(0, found.Id, null, moves), input);
            return new
            {
                theta = new ClassPoints(input).Canonical(found),
                answer = JsonSerializer.Deserialize<JsonElement>(GeometryJson.WriteAnswer(answer)),
            };
        });
        byte[] bytes = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(classes, Indented) + "\n");
        string path = Path.Combine(Folder(), $"geometry-{name}.json");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllBytes(path, bytes);
        }

        Assert.True(File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes), $"{path} holds other answers. "
            + "If they are meant to differ, rewrite it with UPDATE_GOLDEN=1 and run geometry.py.");
    }

    private static string Folder([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "witnesses"));
}
