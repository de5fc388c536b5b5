using System.CommandLine;
using OrleansSymmetry.Client.Clusters;
using OrleansSymmetry.Client.Rendering;
using OrleansSymmetry.Client.Results;
using OrleansSymmetry.Landscape.Geometry;

namespace OrleansSymmetry.Client.Commands;

/// <summary>
/// A command that asks a geometry question of a finished census: it finds the report, makes the question, has it answered by the
/// store, by a silo in this process or by a cluster, and prints the answer.
/// </summary>
/// <typeparam name="TAnswer">The answer.</typeparam>
internal abstract class GeometryCommand<TAnswer>(string name, string description, string example) : SweepCommand(name, description, example)
    where TAnswer : class
{
    private readonly Argument<string> _id = SweepArguments.Id();

    private readonly Option<int?> _landscape = new("--landscape")
    {
        Description = "Which landscape of a sweep with a grid, from 1 in the order of the report.",
        HelpName = "N",
        Arity = ArgumentArity.ExactlyOne,
        CustomParser = WholeNumber.AtLeast("--landscape", 1, "the number of a landscape in the report"),
    };

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
        await using ClusterLink? link = await context.ConnectIfAsked();
        FoundReport found = await ReportSource.Find(context, parse.GetRequiredValue(_id), link);
        var choice = LandscapeChoice.Of(found.Read(), parse.GetValue(_landscape));
        if (await AnswerSource.Find(context, found.Id, Question(parse, choice), link) is not { } bytes)
        {
            return ExitCode.Interrupted;
        }

        TAnswer answer = Read(bytes);
        context.WriteJson(bytes);
        if (parse.GetValue(_svg) is { } svg)
        {
            AtomicFile.Write(Path.GetFullPath(svg), System.Text.Encoding.UTF8.GetBytes(Draw(answer, choice)));
        }

        WriteFiles(parse, answer, choice);
        Print(context.Page, choice, answer);
        return ExitCode.Done;
    }

    /// <summary>Adds the arguments and options that make the question.</summary>
    protected abstract void AddQuestion(Command command);

    /// <summary>The question.</summary>
    /// <exception cref="CommandException">The command line does not make one.</exception>
    protected abstract GeometryQuestion Question(ParseResult parse, LandscapeChoice choice);

    /// <summary>The answer on a page.</summary>
    protected abstract void Print(Page page, LandscapeChoice choice, TAnswer answer);

    /// <summary>The answer as an SVG document.</summary>
    protected abstract string Draw(TAnswer answer, LandscapeChoice choice);

    /// <summary>Writes the files that this command alone has.</summary>
    protected virtual void WriteFiles(ParseResult parse, TAnswer answer, LandscapeChoice choice)
    {
    }

    private static TAnswer Read(byte[] bytes)
    {
        try
        {
            return GeometryJson.ReadAnswer<TAnswer>(bytes);
        }
        catch (InvalidDataException fault)
        {
            throw CommandException.Failed($"The answer cannot be read: {fault.Message}", fault);
        }
    }
}
