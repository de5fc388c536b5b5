using OrleansSymmetry.Client.Results;
using OrleansSymmetry.Client.Views;
using OrleansSymmetry.Pictures.Text;

namespace OrleansSymmetry.Client.Tests.Views;

public sealed class AnswerViewTests
{
    private static readonly ReportedLandscape Choice = ReportedLandscape.AllOf(SampleReports.Xor)[0];

    private static readonly Dictionary<string, Action<Page>> Views = new()
    {
        ["swap"] = page => SwapView.Print(page, Choice, SampleAnswers.Swap),
        ["swap-one"] = page => SwapView.Print(page, Choice, SampleAnswers.OneSwap),
        ["swap-many"] = page => SwapView.Print(page, Choice, SampleAnswers.ManySwaps),
        ["barriers"] = page => BarriersView.Print(page, Choice, SampleAnswers.Barriers),
        ["barriers-none"] = page => BarriersView.Print(page, Choice, SampleAnswers.NoBarriers),
        ["slice"] = page => SliceView.Print(page, Choice, SampleAnswers.Slice),
        ["show"] = page => ShowView.Print(page, Choice, SampleAnswers.Show),
        ["show-wide"] = page => ShowView.Print(page, Choice, SampleAnswers.WideShow),
    };

    public static TheoryData<string> Names { get; } = [.. Views.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Answer_reads_as_agreed(string name) => GoldenFile.Check($"answer-{name}.txt", Print(name, Paragraph.Width));

    [Theory]
    [MemberData(nameof(Names))]
    public void Answer_fits_a_page_of_80_letters_and_has_no_control_characters(string name)
    {
        const int Narrow = 80;
        foreach (string line in Print(name, Narrow).Split('\n'))
        {
            Assert.True(line.Length <= Narrow, $"{line.Length} letters: {line}");
            Assert.Equal(line.TrimEnd(), line);
            Assert.DoesNotContain(line, char.IsControl);
        }
    }

    private static string Print(string name, int width)
    {
        using var shell = new Shell();
        Views[name](new Page(shell.Terminal.Results, width));
        return shell.Output;
    }
}
