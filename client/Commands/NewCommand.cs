using System.CommandLine;
using OrleansSymmetry.Client.SweepFiles;

namespace OrleansSymmetry.Client.Commands;

/// <summary>`new csv FILE.csv`: writes a commented sweep for a data file after looking at it.</summary>
internal sealed class NewCommand() : SweepCommand(
    "new",
    "Write a commented sweep for a data file after looking at it: its separator, heading, columns, and which of them is the target.",
    "symmetry new csv flowers.csv\nsymmetry new csv flowers.csv --target species --out flowers.yaml")
{
    private const string Csv = "csv";

    private readonly Argument<string> _kind = new("csv") { Description = "The kind of file: csv is text with one row a line." };

    private readonly Argument<string> _file = new("FILE.csv") { Description = "The data file." };

    private readonly Option<string?> _target = new("--target")
    {
        Description = "The column to learn, by name or by number from 0; without it, the likeliest.",
        HelpName = "COLUMN",
    };

    private readonly Option<string?> _out = new("--out")
    {
        Description = "Write the sweep to FILE, beside the data file or above it; without it, to standard output. A file that exists stays as it is.",
        HelpName = "FILE",
    };

    /// <inheritdoc/>
    protected override void AddSymbols(Command command)
    {
        command.Arguments.Add(_kind);
        command.Arguments.Add(_file);
        command.Options.Add(_target);
        command.Options.Add(_out);
    }

    /// <inheritdoc/>
    protected override Task<int> RunAsync(CommandContext context, ParseResult parse)
    {
        string kind = parse.GetRequiredValue(_kind);
        if (kind != Csv)
        {
            throw CommandException.WrongInput($"new writes a sweep for a csv file; {kind} is none of its words. Give symmetry new csv FILE.csv.");
        }

        if (context.Settings.Json is not null)
        {
            throw CommandException.WrongInput("new writes a sweep file and has no JSON. Leave --json out; --out FILE writes the sweep to a file.");
        }

        string file = parse.GetRequiredValue(_file);
        string? destination = parse.GetValue(_out);
        NewSweep sweep = NewSweep.For(file, parse.GetValue(_target), destination);
        if (destination is null)
        {
            context.Terminal.WriteResult(System.Text.Encoding.UTF8.GetBytes(sweep.Text));
        }
        else
        {
            sweep.WriteTo(destination);
            context.Remarks.Sentence($"{destination} is a sweep for {file}. symmetry run {destination} trains it.");
        }

        foreach (string doubt in sweep.Doubts)
        {
            context.Remarks.Warning(doubt);
        }

        return Task.FromResult(ExitCode.Done);
    }
}
