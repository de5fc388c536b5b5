using System.CommandLine;
using System.Globalization;
using OrleansSymmetry.Client.Views;
using OrleansSymmetry.Landscape.Published;

namespace OrleansSymmetry.Client.Commands;

/// <summary>`verify NAME`: computes a published result anew and prints it beside the published figures.</summary>
internal sealed class VerifyCommand() : SweepCommand(
    "verify",
    "Compute a published result again and print it beside the published figures; exit with 1 when one is missed.",
    "symmetry verify --list\nsymmetry verify safran-shamir --k 6..8\nsymmetry verify --all")
{
    private readonly Argument<string?> _name = new("NAME") { Description = "Name of the result.", Arity = ArgumentArity.ZeroOrOne };

    private readonly Option<bool> _all = new("--all") { Description = "Verify all of them." };

    private readonly Option<bool> _list = new("--list") { Description = "List them." };

    private readonly Option<string?> _k = new("--k")
    {
        Description = "safran-shamir: teacher units, such as 7, 6..10 or 6,8,11 (default 6..10).",
        HelpName = "K",
    };

    private readonly Option<int?> _extra = new("--extra")
    {
        Description = "safran-shamir: student units beyond k (default 0).",
        HelpName = "N",
        CustomParser = WholeNumber.From("--extra", 0, SafranShamir.MostExtraUnits, "student units beyond k"),
    };

    /// <inheritdoc/>
    protected override void AddSymbols(Command command)
    {
        command.Arguments.Add(_name);
        command.Options.Add(_all);
        command.Options.Add(_list);
        command.Options.Add(_k);
        command.Options.Add(_extra);
    }

    /// <inheritdoc/>
    protected override Task<int> RunAsync(CommandContext context, ParseResult parse)
    {
        if (parse.GetValue(_list))
        {
            PrintList(context);
            return Task.FromResult(ExitCode.Done);
        }

        Verification[] wanted = Wanted(context, parse);
        TimeProvider time = context.Services.Time;
        int threads = context.Settings.Threads ?? Environment.ProcessorCount;
        var training = new SeedTraining(threads, context.Remarks.Line, context.Interruption.Gently);
        return Task.Run(() =>
        {
            var results = new List<VerificationResult>();
            foreach (Verification verification in wanted)
            {
                long began = time.GetTimestamp();
                Comparison[] comparisons = [.. verification.Run(training)];
                var result = new VerificationResult(verification, comparisons, time.GetElapsedTime(began));
                results.Add(result);
                result.Print(context.Page);
            }

            context.WriteJson(ContractJson.Of(results.Select(result => result.ToJson())));
            VerificationResult.PrintTotal(context.Page, results);
            return results.TrueForAll(result => result.IsMet) ? ExitCode.Done : ExitCode.Failed;
        });
    }

    private Verification[] Wanted(CommandContext context, ParseResult parse)
    {
        string? name = parse.GetValue(_name);
        bool all = parse.GetValue(_all);
        string names = string.Join(", ", context.Services.Verifications.Select(verification => verification.Name));
        if (all == (name is not null))
        {
            throw CommandException.WrongInput($"verify takes a name or --all. The names are {names}; --list says what they are.");
        }

        bool isSet = parse.GetValue(_k) is not null || parse.GetValue(_extra) is not null;
        var safranShamir = new SafranShamir(Teachers(parse.GetValue(_k)), parse.GetValue(_extra) ?? 0);
        Verification[] known = [.. context.Services.Verifications.Select(verification => verification is SafranShamir ? safranShamir : verification)];
        if (name != safranShamir.Name && !all && isSet)
        {
            throw CommandException.WrongInput($"--k and --extra belong to {safranShamir.Name}; {name} does not take them.");
        }

        return all ? known : known.FirstOrDefault(verification => verification.Name == name) is { } found
            ? [found]
            : throw CommandException.WrongInput($"NAME is {name}. It must be one of {names}; --list says what they are.");
    }

    private static int[]? Teachers(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var teachers = new List<int>();
        foreach (string part in text.Split(','))
        {
            string[] ends = part.Split("..");
            if (ends.Length > 2 || !TryTeachers(ends[0], out int first) || !TryTeachers(ends[^1], out int last) || last < first)
            {
                throw CommandException.WrongInput(
                    $"--k is {text}. It must be whole numbers from {SafranShamir.LeastTeachers} to {SafranShamir.MostTeachers}: 7, 6..10 or 6,8,11.");
            }

            teachers.AddRange(Enumerable.Range(first, last - first + 1));
        }

        return [.. teachers.Distinct().Order()];
    }

    private static bool TryTeachers(string text, out int teachers) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out teachers)
        && teachers is >= SafranShamir.LeastTeachers and <= SafranShamir.MostTeachers;

    private static void PrintList(CommandContext context)
    {
        foreach (Verification verification in context.Services.Verifications)
        {
            context.Page.Heading(verification.Name);
            context.Page.Sentence(verification.Claim);
            context.Page.Sentence(verification.Source);
            context.Page.Line();
        }

        context.WriteJson(ContractJson.Of(
            context.Services.Verifications.Select(verification => new { verification.Name, verification.Claim, verification.Source })));
    }
}
