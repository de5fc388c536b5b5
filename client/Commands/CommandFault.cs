using OrleansSymmetry.Access;
using OrleansSymmetry.Client.Clusters;
using OrleansSymmetry.Client.Results;
using OrleansSymmetry.Client.SweepFiles;
using OrleansSymmetry.Client.Views;

namespace OrleansSymmetry.Client.Commands;

/// <summary>What a fault means to the user and to the shell. Nothing else maps faults to messages and exit codes.</summary>
/// <param name="ExitCode">One of <see cref="Commands.ExitCode"/>.</param>
/// <param name="Message">For the user: whole sentences, one fault a line.</param>
internal sealed record CommandFault(int ExitCode, string Message)
{
    /// <summary>The meaning of an exception; what is not known here means that the work failed.</summary>
    internal static CommandFault Of(Exception fault) => fault switch
    {
        CommandException known => new(known.ExitCode, known.Message),
        UnfinishedSweepException unfinished => new(Commands.ExitCode.WrongInput, MessageOf(unfinished)),
        SweepFileException or NewSweepException or UnknownSweepException or RefusedException => new(Commands.ExitCode.WrongInput, fault.Message),
        ClusterUnreachableException or SilentClusterException => new(Commands.ExitCode.Unreachable, fault.Message),
        _ => new(Commands.ExitCode.Failed, fault.Message),
    };

    private static string MessageOf(UnfinishedSweepException unfinished) => unfinished switch
    {
        { Redis: { } redis } =>
            $"{unfinished.Id} has no report yet: it is {SweepFigures.State(unfinished.State)}. "
            + $"symmetry watch {unfinished.Id} --cluster {redis} shows its progress.",
        _ => $"{unfinished.Id} has no report yet: not all of its runs are stored. symmetry run with its sweep file continues from the stored runs.",
    };
}
