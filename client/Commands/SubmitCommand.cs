using System.CommandLine;
using OrleansSymmetry.Access;
using OrleansSymmetry.Client.Clusters;
using OrleansSymmetry.Client.SweepFiles;
using OrleansSymmetry.Contracts;

namespace OrleansSymmetry.Client.Commands;

/// <summary>`submit SWEEP.yaml`: hands a sweep to a cluster and prints its ID.</summary>
internal sealed class SubmitCommand() : SweepCommand(
    "submit",
    "Hand a sweep to a cluster and print its ID at once. A sweep that the cluster already has continues.",
    "symmetry submit client/sweeps/xor.yaml --cluster localhost:6379")
{
    private readonly SweepFileArguments _sweep = new();

    /// <inheritdoc/>
    protected override void AddSymbols(Command command) => _sweep.AddTo(command);

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(CommandContext context, ParseResult parse)
    {
        ClusterAccess access = context.Settings.ClusterOf(Name);
        CancellationToken stop = context.Interruption.Gently;

        // Finding the cluster and reading the file each take half a second of a processor, most of it the program's own start. They run beside
        // each other, and a wrong file ends the search.
        using var givenUp = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Task<ClusterLink> connecting = Task.Run(() => context.Services.Connect(access, givenUp.Token), stop);
        SweepRequest request;
        try
        {
            request = _sweep.Load(parse);
        }
        catch
        {
            await givenUp.CancelAsync();
            throw;
        }

        await using ClusterLink link = await connecting;
        SubmitAnswer answer = await new SweepClient(link, context.Services.Time).Submit(request.Id, request.Submission, stop);
        if (answer.Status is not { } status)
        {
            throw CommandException.WrongInput(string.Join('\n', answer.Faults.Prepend($"{link.Place} refuses the sweep.")));
        }

        context.WriteJson(ContractJson.Of(status));
        if (!context.Settings.JsonToStandardOutput)
        {
            context.Page.Line(status.Id);
        }

        return ExitCode.Done;
    }
}
