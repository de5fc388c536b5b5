using OrleansSymmetry.EndToEnd.Processes;
using OrleansSymmetry.EndToEnd.Transcripts;

namespace OrleansSymmetry.EndToEnd;

/// <summary>
/// The tutorial's commands, run in its order in one folder, print what the page says and draw the pictures that it shows.
/// UPDATE_GOLDEN=1 writes page and pictures anew.
/// </summary>
[Trait("Tier", "tutorial")]
public sealed class TutorialTests
{
    private const string Pictures = "docs/pictures";

    private static readonly string Page = Path.Combine(Repository.Root, "docs", "TUTORIAL.md");

    private static readonly bool IsUpdating = Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1";

    [Fact]
    public async Task Commands_of_the_tutorial_print_what_the_page_says_and_draw_its_pictures()
    {
        using var folder = new TemporaryFolder();
        string root = folder;
        Directory.CreateDirectory(Path.Combine(root, Pictures));
        Directory.CreateDirectory(Path.Combine(root, "client"));
        Directory.CreateSymbolicLink(Path.Combine(root, "client", "sweeps"), Path.Combine(Repository.Root, "client", "sweeps"));
        var page = Transcript.Parse(await File.ReadAllTextAsync(Page, TestContext.Current.CancellationToken));
        var differences = new List<string>();
        foreach (TranscriptStep step in page.Steps)
        {
            await using var child = Child.Start("bash", ["-c", $"symmetry() {{ dotnet '{Repository.ClientProgram}' \"$@\"; }}\n{step.Command}"], root);
            await child.EndsWith(0);
            string[] printed = Transcript.Lasting(child.Output, root);
            if (!step.Output.SequenceEqual(printed))
            {
                differences.Add($"$ {step.Command}\n{string.Join('\n', printed)}\n-- where the page says\n{string.Join('\n', step.Output)}");
                step.Output.Clear();
                step.Output.AddRange(printed);
            }
        }

        string[] drawn = [.. Directory.GetFiles(Path.Combine(root, Pictures)).Order(StringComparer.Ordinal)];
        if (IsUpdating)
        {
            await File.WriteAllTextAsync(Page, page.ToString(), TestContext.Current.CancellationToken);
            Array.ForEach(drawn, picture => File.Copy(picture, Shown(picture), overwrite: true));
        }

        Assert.True(IsUpdating || differences.Count == 0, string.Join("\n\n", differences));
        Assert.NotEmpty(drawn);
        Assert.All(drawn, picture => Assert.Equal(File.ReadAllText(Shown(picture)), File.ReadAllText(picture)));
    }

    private static string Shown(string picture) => Path.Combine(Repository.Root, Pictures, Path.GetFileName(picture));
}
