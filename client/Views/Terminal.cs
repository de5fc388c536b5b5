using System.Text;
using Spectre.Console;
using Paragraph = OrleansSymmetry.Pictures.Text.Paragraph;

namespace OrleansSymmetry.Client.Views;

/// <summary>
/// Where a command writes: results to standard output, everything else to standard error. Files and pipes get plain text of a
/// fixed width; colours and moving pictures are for terminals.
/// </summary>
public sealed class Terminal
{
    /// <summary>Width of what is written to a file or a pipe.</summary>
    public const int FileWidth = 120;

    /// <summary>
    /// Results are laid out by this program and must not be folded again: a terminal that is too narrow folds them itself.
    /// </summary>
    private const int NeverFolded = 10_000;

    private readonly Stream _results;

    /// <summary>Over the given streams.</summary>
    /// <param name="results">Standard output, for bytes.</param>
    /// <param name="error">Standard error.</param>
    /// <param name="resultsAreSeen">Whether standard output is a terminal.</param>
    /// <param name="errorIsSeen">Whether standard error is a terminal.</param>
    /// <param name="colour">Whether colours are welcome (NO_COLOR is not set).</param>
    /// <param name="width">Width of the terminal, where there is one.</param>
    public Terminal(Stream results, TextWriter error, bool resultsAreSeen, bool errorIsSeen, bool colour, int width = FileWidth)
    {
        ArgumentNullException.ThrowIfNull(results);
        ArgumentNullException.ThrowIfNull(error);
        _results = results;
        var text = new StreamWriter(results, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: -1, leaveOpen: true)
        {
            AutoFlush = true,
            NewLine = "\n",
        };
        Results = CreateConsole(text, resultsAreSeen, colour, NeverFolded);
        Messages = CreateConsole(error, errorIsSeen, colour, NeverFolded);
        Live = CreateConsole(error, errorIsSeen, colour, errorIsSeen ? width : FileWidth);
        ResultWriter = text;
        ErrorWriter = error;
        ErrorIsSeen = errorIsSeen;
        ResultWidth = Paragraph.WidthOn(resultsAreSeen ? width : FileWidth);
        ErrorWidth = Paragraph.WidthOn(errorIsSeen ? width : FileWidth);
    }

    /// <summary>Standard output, for text that this program has laid out.</summary>
    public IAnsiConsole Results { get; }

    /// <summary>Standard error, for text that this program has laid out.</summary>
    public IAnsiConsole Messages { get; }

    /// <summary>Standard error with its true width, for the live view.</summary>
    public IAnsiConsole Live { get; }

    /// <summary>Standard output as plain text.</summary>
    public TextWriter ResultWriter { get; }

    /// <summary>Standard error as plain text.</summary>
    public TextWriter ErrorWriter { get; }

    /// <summary>Letters in a line of results.</summary>
    public int ResultWidth { get; }

    /// <summary>Letters in a line of messages.</summary>
    public int ErrorWidth { get; }

    /// <summary>Whether a person watches standard error.</summary>
    public bool ErrorIsSeen { get; }

    /// <summary>Whether a person watches standard error on a terminal that can move its cursor.</summary>
    internal bool ErrorMoves => ErrorIsSeen && Live.Profile.Capabilities.Ansi;

    /// <summary>Writes bytes to standard output.</summary>
    public void WriteResult(ReadOnlySpan<byte> bytes)
    {
        _results.Write(bytes);
        _results.Flush();
    }

    private static IAnsiConsole CreateConsole(TextWriter writer, bool isSeen, bool colour, int width)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = SupportOf(isSeen),
            ColorSystem = isSeen && colour ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isSeen ? InteractionSupport.Detect : InteractionSupport.No,
            Out = new FixedOutput(writer, isSeen, width),
        });
        console.Profile.Capabilities.Unicode = true;
        return console;
    }

    // The library's own detection looks at standard output even for a console on standard error.
    private static AnsiSupport SupportOf(bool isSeen) => isSeen switch
    {
        false => AnsiSupport.No,
        true when OperatingSystem.IsWindows() => AnsiSupport.Detect,
        _ => Environment.GetEnvironmentVariable("TERM") is null or "" or "dumb" ? AnsiSupport.No : AnsiSupport.Yes,
    };

    private sealed class FixedOutput(TextWriter writer, bool isTerminal, int width) : IAnsiConsoleOutput
    {
        public TextWriter Writer => writer;

        public bool IsTerminal => isTerminal;

        public int Width => width;

        public int Height => isTerminal ? TerminalHeight() : int.MaxValue;

        public void SetEncoding(Encoding encoding)
        {
            // The writer's encoding was chosen by whoever opened it.
        }

        private static int TerminalHeight()
        {
            const int CommonHeight = 24;
            try
            {
                return Console.WindowHeight > 0 ? Console.WindowHeight : CommonHeight;
            }
            catch (IOException)
            {
                return CommonHeight;
            }
        }
    }
}
