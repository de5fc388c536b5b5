using System.CommandLine;
using System.Diagnostics;
using System.Text;
using OrleansSymmetry.Client.Clusters;
using OrleansSymmetry.Client.Results;
using OrleansSymmetry.Client.Views;
using OrleansSymmetry.Landscape.Questions;

namespace OrleansSymmetry.Client.Commands;

/// <summary>
/// A command that asks a geometry question of a finished census: it finds the report, makes the question, has it answered by the
/// store, by a silo in this process or by a cluster, and prints the answer.
/// </summary>
/// <typeparam name="TAnswer">The answer.</typeparam>
internal abstract class GeometryCommand<TAnswer>(string name, string description, string example) : SweepCommand(name, description, example)
    where TAnswer : class
{
    private readonly Argument<string> _id = SweepArgument.Create();

    private readonly Option<int?> _landscape = LandscapeOption.Create();

    private readonly Option<string?> _svg = new("--svg") { Description = "Draw the picture to FILE as SVG.", HelpName = "FILE" };

    /// <inheritdoc/>
    protected sealed override void AddSymbols(Command command)
    {
        command.Arguments.Add(_id);
        AddQuestion(command);
        command.Options.Add(_landscape);
        command.Options.Add(_svg);
    }

    /// <inheritdoc/>
    protected sealed override async Task<int> RunAsync(CommandContext context, ParseResult parse)
    {
        Interruption interruption = context.Interruption;
        await using ICensusSource censuses = await context.OpenCensuses();
        CensusReport found = await censuses.Report(parse.GetRequiredValue(_id), interruption.Gently);
        ReportedLandscape choice = LandscapeOption.Choose(found.Report, parse.GetValue(_landscape));
        switch (await censuses.Answer(found.Id, Question(parse, choice), interruption.Gently, interruption.AtOnce))
        {
            case QuestionOutcome.Answered(var bytes):
                Write(context, parse, choice, bytes);
                return ExitCode.Done;
            case QuestionOutcome.Stopped(var status):
                context.Remarks.Sentence(StopText.Of(status));
                return ExitCode.Interrupted;
            case QuestionOutcome.Detached:
                context.Remarks.Sentence(StopText.Detached);
                return ExitCode.Interrupted;
            default:
                throw new UnreachableException();
        }
    }

    private void Write(CommandContext context, ParseResult parse, ReportedLandscape choice, byte[] bytes)
    {
        TAnswer answer = Read(bytes);
        context.WriteJson(bytes);
        if (parse.GetValue(_svg) is { } svg)
        {
            WriteSvg(svg, Draw(answer, choice));
        }

        WriteFiles(parse, answer, choice);
        Print(context.Page, choice, answer);
    }

    /// <summary>Adds the arguments and options that make the question.</summary>
    protected abstract void AddQuestion(Command command);

    /// <summary>The question.</summary>
    /// <exception cref="CommandException">The command line does not make one.</exception>
    protected abstract GeometryQuestion Question(ParseResult parse, ReportedLandscape choice);

    /// <summary>The answer on a page.</summary>
    protected abstract void Print(Page page, ReportedLandscape choice, TAnswer answer);

    /// <summary>The answer as an SVG document.</summary>
    protected abstract string Draw(TAnswer answer, ReportedLandscape choice);

    /// <summary>Writes the files that this command alone has.</summary>
    protected virtual void WriteFiles(ParseResult parse, TAnswer answer, ReportedLandscape choice)
    {
    }

    /// <summary>Writes an SVG document to a file.</summary>
    protected static void WriteSvg(string file, string svg) => AtomicFile.Write(Path.GetFullPath(file), Encoding.UTF8.GetBytes(svg));

    private static TAnswer Read(byte[] bytes)
    {
        try
        {
            return GeometryJson.ReadAnswer<TAnswer>(bytes);
        }
        catch (InvalidDataException fault)
        {
            throw new InvalidDataException($"The answer cannot be read: {fault.Message}", fault);
        }
    }
}
