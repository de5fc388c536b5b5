using OrleansSymmetry.Access;
using OrleansSymmetry.Client.Clusters;
using OrleansSymmetry.Client.Commands;
using OrleansSymmetry.Client.Results;
using OrleansSymmetry.Client.SweepFiles;
using OrleansSymmetry.Contracts;
using OrleansSymmetry.Grains.Store;
using OrleansSymmetry.Landscape.Trees;

namespace OrleansSymmetry.Client.Tests.Commands;

/// <summary>What each fault means to the shell and to the user.</summary>
public sealed class CommandFaultTests
{
    private static readonly (Exception Fault, int Code, string Message)[] Faults =
    [
        (CommandException.WrongInput("Give one."), ExitCode.WrongInput, "Give one."),
        (CommandException.Failed("It failed."), ExitCode.Failed, "It failed."),
        (new SweepFileException("a.yaml", [new SpecFault("", 1, "It is empty.")]), ExitCode.WrongInput, "It is empty. Nothing was started."),
        (new NewSweepException("It is no table."), ExitCode.WrongInput, "It is no table."),
        (new UnknownSweepException("There is none."), ExitCode.WrongInput, "There is none."),
        (new RefusedException(["One.", "Two."]), ExitCode.WrongInput, "One.\nTwo."),
        (new UnfinishedSweepException("xor-1", SweepState.Running, redis: null), ExitCode.WrongInput,
            "xor-1 has no report yet: not all of its runs are stored. symmetry run with its sweep file continues from the stored runs."),
        (new UnfinishedSweepException("xor-1", SweepState.Running, RedisAddress.Parse("redis:1")), ExitCode.WrongInput,
            "xor-1 has no report yet: it is running. symmetry watch xor-1 --cluster redis:1 shows its progress."),
        (new ClusterUnreachableException("Nobody is there.", new TimeoutException()), ExitCode.Unreachable, "Nobody is there."),
        (new SilentClusterException("The cluster", new TimeoutException("Late.\nVery.")), ExitCode.Unreachable,
            "The cluster does not answer (Late). Check that its silos run."),
        (new SilentClusterException("The cluster", new StoreException("Redis is away.")), ExitCode.Unreachable, "The cluster cannot answer. Redis is away."),
        (new FailedWorkException("It is gone."), ExitCode.Failed, "It is gone."),
        (new StoreException("The disk is full."), ExitCode.Failed, "The disk is full."),
        (new InvalidOperationException("Not foreseen."), ExitCode.Failed, "Not foreseen."),
    ];

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, Faults.Length)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Fault_has_one_exit_code_and_one_message(int at)
    {
        (Exception fault, int code, string message) = Faults[at];
        Assert.Equal(new CommandFault(code, message), CommandFault.Of(fault));
    }

    [Fact]
    public void Every_exception_of_the_console_is_among_them()
    {
        IEnumerable<Type> own = typeof(CommandFault).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Exception)) && type != typeof(YamlSpecException));
        Assert.Empty(own.Except(Faults.Select(each => each.Fault.GetType())));
    }
}
