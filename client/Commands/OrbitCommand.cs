using System.CommandLine;
using System.Globalization;
using OrleansSymmetry.Client.Views;
using OrleansSymmetry.Landscape.Activations;
using OrleansSymmetry.Landscape.Networks;
using OrleansSymmetry.Landscape.Specs;
using OrleansSymmetry.Landscape.Symmetry.Groups;

namespace OrleansSymmetry.Client.Commands;

/// <summary>`orbit SHAPE`: how many copies every optimum of a network has, and what listing them would take.</summary>
internal sealed class OrbitCommand() : SweepCommand(
    "orbit",
    "Count the copies of an optimum: the order of a network's symmetry group, exactly, and what listing them would take.",
    "symmetry orbit 52\nsymmetry orbit 784-512-512-10 --activation relu")
{
    private const double DefaultComputers = 1e12;
    private const double DefaultPerSecond = 1e12;
    private const double DefaultYears = 13e9;

    /// <summary>Widths without an activation: units are interchangeable and have no symmetry of their own.</summary>
    private const string PermutationsAlone = "softplus";

    /// <summary>Any slope but 0, 1 and -1 has the same symmetries.</summary>
    private const double LeakySlope = 0.01;

    /// <summary>Inputs and outputs change no order; the limit keeps the count of parameters an integer.</summary>
    private const int MostInputs = 100_000;

    private readonly Argument<string> _shape = new("SHAPE")
    {
        Description = "Widths from input to output, such as 784-512-512-10; one number N is one layer of N units.",
    };

    private readonly Option<string?> _activation = new("--activation")
    {
        Description = "Activation of the hidden units; its symmetries count too (default: only exchanges of units count).",
        HelpName = "NAME",
    };

    private readonly Option<bool> _noBias = new("--no-bias") { Description = "The network has no biases." };

    private readonly Option<bool> _l2 = new("--l2") { Description = "The weights are penalised: a symmetry must keep their norm." };

    private readonly Option<bool> _softmax = new("--softmax") { Description = "The loss is softmax cross-entropy: a common shift of outputs is a symmetry." };

    private readonly Option<double> _computers = Number("--computers", DefaultComputers, "Computers that list copies.");

    private readonly Option<double> _perSecond = Number("--per-second", DefaultPerSecond, "Copies that each computer lists a second.");

    private readonly Option<double> _years = Number("--years", DefaultYears, "Years of 365 days that they work (the default is the age of the universe).");

    /// <inheritdoc/>
    protected override void AddSymbols(Command command)
    {
        command.Arguments.Add(_shape);
        command.Options.Add(_activation);
        command.Options.Add(_noBias);
        command.Options.Add(_l2);
        command.Options.Add(_softmax);
        command.Options.Add(_computers);
        command.Options.Add(_perSecond);
        command.Options.Add(_years);
    }

    /// <inheritdoc/>
    protected override Task<int> RunAsync(CommandContext context, ParseResult parse)
    {
        int[] widths = Widths(parse.GetRequiredValue(_shape));
        string? name = parse.GetValue(_activation);
        if (name is not null && !ActivationRegistry.Names.Contains(name))
        {
            throw CommandException.WrongInput(
                $"--activation is {name}. It must be one of {string.Join(", ", ActivationRegistry.Names)}.");
        }

        bool isLayer = widths.Length == 1;
        var network = new Network(
            isLayer ? 1 : widths[0],
            isLayer ? widths : widths[1..^1],
            isLayer ? 1 : widths[^1],
            ActivationRegistry.Create(name ?? PermutationsAlone, LeakySlope),
            !parse.GetValue(_noBias));
        var copies = new CopiesOfNetwork(
            isLayer ? null : network.ParameterCount,
            widths,
            name,
            SymmetryGroup.OfNetwork(network, parse.GetValue(_softmax), parse.GetValue(_l2)),
            new Enumeration(parse.GetValue(_computers), parse.GetValue(_perSecond), parse.GetValue(_years)));
        context.WriteJson(ContractJson.Of(copies.ToJson()));
        copies.Print(context.Page);
        return Task.FromResult(ExitCode.Done);
    }

    private static int[] Widths(string shape)
    {
        string[] parts = shape.Split('-');
        var widths = new int[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            bool isHidden = parts.Length == 1 || (i > 0 && i < parts.Length - 1);
            int most = isHidden ? SweepLimits.Width : MostInputs;
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out widths[i]) || widths[i] < 1 || widths[i] > most)
            {
                throw Wrong(shape);
            }
        }

        return parts.Length is 1 or (>= 3 and <= SweepLimits.HiddenLayers + 2) ? widths : throw Wrong(shape);
    }

    private static CommandException Wrong(string shape) => CommandException.WrongInput(
        $"SHAPE is {shape}. It must be widths from input to output with 1 to {SweepLimits.HiddenLayers} hidden layers of 1 to {SweepLimits.Width} units "
        + "between them, such as 784-512-512-10, or one number, such as 52, for one layer.");

    private static Option<double> Number(string name, double value, string description) => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => value,
        CustomParser = PositiveNumber.From(name, value.ToString("0e0", CultureInfo.InvariantCulture)),
    };
}
